import type { Link, Page } from '../model/page.ts'

/** A link to fetch, with what is known of the copy that was read last: a server may answer that nothing has changed. */
export interface Step {
  link: Link
  etag?: string
  lastModified?: string
  /** A visit begins with it, and does not fail where it fails. */
  isExtra?: true
}

/** What a visit has for whoever answers. */
export interface Errand {
  /**
   * Fetches a picture that the page shows, when the visit's pace allows it. Rejects with a FetchError; a ThrottledError
   * comes from the site itself only, and is the whole visit's matter.
   */
  picture(url: string): Promise<Uint8Array>
  /** Aborted when the visit ends before its time. */
  signal: AbortSignal
}

/**
 * The one question that a visit asks about each page: which links next? They are followed in the order given. Whoever
 * needs the page's pictures for the answer asks for them.
 */
export type Answer = (page: Page, step: Step, errand: Errand) => Promise<Step[]>

/** What a visit came to. */
export interface VisitReport {
  /** Requests for pages, tries included; robots.txt and redirects are not counted. */
  requests: number
  /** Pages that were read and answered for. */
  pages: number
  /** Bytes of their bodies, after decompression. */
  bytes: number
  /** Pages of which the server said that they haven't changed (304); not answered for. */
  unchanged: number
  /** Pages that could not be had or read. */
  errors: { url: string; error: Error }[]
  /** Pages that the site's robots.txt keeps visitors from; not asked for. */
  keptOut: number
  /** Pages that were not visited because their thread is longer than `pagesPerThread`. */
  tooDeep: number
  /**
   * Of a site with mirrors: its first address, the one that answered last (`null` where none did), and those that did not
   * answer, each with the last reason.
   */
  mirrors: { home: string; read: string | null; failed: { origin: string; reason: string }[] } | undefined
  /** Why it ended: nothing was left, a limit of the target was reached, or the caller's signal said so. */
  stopped: 'done' | 'page-limit' | 'time-limit' | 'aborted'
}
