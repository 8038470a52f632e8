/**
 * Every failure that Pantau knows by name. `permanent` says whether trying again can help; only the queue's worker
 * acts on it. A message is one line, names the thing that failed and says what to do.
 */
export class PantauError extends Error {
  readonly permanent: boolean = false

  constructor(message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = new.target.name
  }
}

/** The operator has to change something: a setting, a folder, a missing key. Fatal at start. */
export class ConfigError extends PantauError {
  override readonly permanent = true
}

/** A document could not be fetched; another try may succeed. */
export class FetchError extends PantauError {}

/** The site answers, but not to us: 403, a captcha, a "checking your browser" page. */
export class BlockedError extends FetchError {
  override readonly permanent = true
}

/** The content is behind a login. */
export class LoginNeededError extends FetchError {
  override readonly permanent = true
}

/** The site asks us to slow down. `retryAfterMs` is its wish, in milliseconds. */
export class ThrottledError extends FetchError {
  readonly retryAfterMs: number
  /** It is away for that long for everybody (503), and not tired of us alone (429). */
  readonly isOutage: boolean

  constructor(message: string, retryAfterMs: number, options?: { cause?: unknown; isOutage?: boolean }) {
    super(message, options)
    this.retryAfterMs = retryAfterMs
    this.isOutage = options?.isOutage ?? false
  }
}

/** The body is larger than the target's limit; reading stopped there. */
export class TooLargeError extends FetchError {
  override readonly permanent = true
}

/** What lies there is nothing that a visit reads: an archive, a picture, an attachment, a redirect in a circle, a 400. */
export class UnreadableError extends FetchError {
  override readonly permanent = true
}

/** The address points where a visitor has no business: loopback, private ranges, link-local, other schemes. */
export class ForbiddenAddressError extends FetchError {
  override readonly permanent = true
}

/** A page that no engine could read, or one that gives nothing where it used to give posts. */
export class ParseError extends PantauError {
  override readonly permanent = true
}

/** A channel did not take an alert. `permanent` tells a refusal (bad address, revoked hook) from an outage. */
export class DeliveryError extends PantauError {
  override readonly permanent: boolean
  /** The receiver's wish before the next try, in milliseconds. */
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    options: { permanent?: boolean; retryAfterMs?: number | undefined; cause?: unknown } = {},
  ) {
    super(message, options)
    this.permanent = options.permanent ?? false
    this.retryAfterMs = options.retryAfterMs
  }
}

/** The store cannot take writes now: the disk is below its floor, the server is away. Nothing was lost; try again. */
export class StoreError extends PantauError {}
