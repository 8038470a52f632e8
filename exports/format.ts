import type { Timeline } from '../model/timeline.ts'

/** The contract of the shelf: a way to write a timeline down. */
export interface Format {
  readonly id: string
  readonly name: string
  /** With the dot. */
  readonly extension: string
  readonly mime: string
  /** The file, piece by piece. Everything is neutralised for the programs that open such a file. */
  write(timeline: Timeline): Iterable<string>
}
