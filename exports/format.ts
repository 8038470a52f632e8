import type { Timeline } from '../model/timeline.ts'

/** The contract of the shelf: a way to write a timeline down. */
export interface Format {
  readonly id: string
  readonly name: string
  /** With the dot. */
  readonly extension: string
  readonly mime: string
  /**
   * The places of the file where addresses stand as they are, because a program or a hoster acts on exactly those. Absent:
   * nowhere. Texts are defanged in every format: what a stranger wrote must not become a link because a program reads it.
   */
  readonly live?: RegExp
  /** The file, piece by piece. Everything is neutralised for the programs that open such a file. */
  write(timeline: Timeline): Iterable<string>
}
