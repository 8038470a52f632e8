import {
  BlockedError,
  FetchError,
  LoginNeededError,
  PantauError,
  ThrottledError,
  UnreadableError,
} from '../model/errors.ts'
import { withoutSessionIds } from '../model/session.ts'

/** The longest wait that a site's Retry-After can ask for, in milliseconds. */
const longestRetryAfter = 3_600_000
/** The wait after a 429 that names none, in milliseconds. */
const usualRetryAfter = 60_000

/** An address as it may stand in a message: one line, no credentials, no session, at most 200 characters. */
export function shown(url: URL | string): string {
  const text = withoutSessionIds(String(url).replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/i, '$1'))
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not get into a log
  const line = text.replace(/[\x00-\x20\x7f-\x9f\u2028\u2029]+/g, ' ')
  return line.length > 200 ? `${line.slice(0, 199)}…` : line
}

/** Throws the error that an HTTP status stands for; returns for those whose page is worth reading: 2xx, 404, 410. */
export function refuseStatus(status: number, headers: Record<string, string>, url: URL): void {
  if ((status >= 200 && status < 300) || status === 404 || status === 410) return
  const said = `${shown(url)} answered ${status}`
  const wait = retryAfter(headers['retry-after'])
  if (status === 429 || (status === 503 && wait !== undefined)) {
    throw new ThrottledError(
      `${said}: the site asks us to slow down; raise the target's delay`,
      wait ?? usualRetryAfter,
      { isOutage: status === 503 },
    )
  }
  if (status === 401) throw new LoginNeededError(`${said}: it wants a login`)
  if (status === 403) throw new BlockedError(`${said}: it does not let us in`)
  if (status >= 500 || status === 408 || status === 425) throw new FetchError(said)
  throw new UnreadableError(said)
}

/**
 * Retry-After in milliseconds from now, given as seconds or as a date (RFC 9110, 10.2.3); at most an hour, because a
 * site must not be able to switch its own watch off. `undefined` where there is none, or none that can be read.
 */
export function retryAfter(value: string | undefined, now = Date.now()): number | undefined {
  if (value === undefined) return undefined
  const wait = /^\d+$/.test(value.trim()) ? Number(value) * 1_000 : Date.parse(value) - now
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestRetryAfter)
}

/** What the usual codes of sockets, DNS, TLS and undici mean, in words. */
const reasons: Record<string, string> = {
  ENOTFOUND: 'no such host name; check the spelling',
  EAI_AGAIN: 'the name server does not answer',
  ECONNREFUSED: 'nothing listens there',
  ECONNRESET: 'the connection was cut',
  EPIPE: 'the connection was cut',
  ETIMEDOUT: 'the host does not answer',
  EHOSTUNREACH: 'the host cannot be reached',
  ENETUNREACH: 'the network cannot be reached',
  CERT_HAS_EXPIRED: 'its TLS certificate has expired',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'its TLS certificate is self-signed',
  SELF_SIGNED_CERT_IN_CHAIN: 'its TLS certificate is self-signed',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its TLS certificate cannot be verified',
  ERR_TLS_CERT_ALTNAME_INVALID: 'its TLS certificate is for another name',
  UND_ERR_CONNECT_TIMEOUT: 'the host does not answer',
  UND_ERR_SOCKET: 'the connection was cut',
  UND_ERR_HEADERS_OVERFLOW: 'its headers are too long',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'its body is not as long as it says',
  UND_ERR_NOT_SUPPORTED: 'its answer is not HTTP',
  Z_DATA_ERROR: 'its compressed body is broken',
  Z_BUF_ERROR: 'its compressed body is broken',
}

/** Whatever went wrong on the way to `url`, as one of ours; one that already is comes back as it is. */
export function asFetchError(error: unknown, url: string): PantauError {
  for (let cause = error; cause instanceof Error; cause = cause.cause) if (cause instanceof PantauError) return cause
  return new FetchError(`${shown(url)}: ${shown(reasonOf(innermost(error)))}`, { cause: error })
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'HTTPParserError') return 'its answer is not HTTP'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  // Undici's parser says so of an upgrade that nobody asked for.
  if (code === 'ERR_ASSERTION') return 'its answer is not HTTP'
  // Brotli has a code for every way of being broken.
  if (code.startsWith('ERR__ERROR_FORMAT') || code.startsWith('ERR_BROTLI')) return 'its compressed body is broken'
  if (code.startsWith('ERR_SSL_')) return `no TLS connection comes about (${code})`
  return reasons[code] ?? [code, error.message].filter(Boolean).join(': ')
}

/** Undici and Node wrap the fault that matters, in `cause` or, where several addresses were tried, in `errors`. */
function innermost(error: unknown): unknown {
  let inner = error
  for (let depth = 0; depth < 5; depth++) {
    if (inner instanceof AggregateError && inner.errors.length > 0) inner = inner.errors[0]
    else if (inner instanceof Error && inner.cause instanceof Error) inner = inner.cause
    else break
  }
  return inner
}
