import { Agent, request } from 'undici'
import { DeliveryError } from '../../model/errors.ts'
import { cut, oneLine } from '../../model/plain.ts'

/** One POST to a receiver. `what` names it in errors; the address is a secret for most receivers and stays out. */
export interface Posting {
  what: string
  url: string
  headers: Record<string, string>
  body: string
  /** Keys and tokens that a receiver may repeat in what it answers: they stay out of errors, as the address does. */
  secrets?: readonly string[]
  /**
   * Whether this answer says that the receiver has the message; where it is left out, a 2xx does. Whatever stands between
   * us and a receiver may answer 200 as well, and some say with a 400 that they have it already.
   */
  isTaken?(answer: Answer): boolean
  /** The pause that the answer's body asks for, in milliseconds, where a receiver doesn't use Retry-After. */
  patience?(text: string): number | undefined
}

/** What a receiver answered. */
export interface Answer {
  status: number
  /** At most its first 2,000 bytes, without what is secret. */
  text: string
}

/** Posts to one receiver over kept connections. */
export interface Poster {
  /**
   * The receiver's answer. Throws DeliveryError for everything that isn't taken: passing for 408, 425, 429, 5xx, a 2xx
   * that isn't the receiver's, and whatever the network does; permanent otherwise. A redirect is not followed: it is permanent.
   */
  post(posting: Posting): Promise<Answer>
  close(): Promise<void>
}

const answerBytes = 2_000

/** @param timeout for one POST as a whole, in milliseconds */
export function openPoster(timeout: number): Poster {
  const agent = new Agent({ connect: { timeout }, headersTimeout: timeout, bodyTimeout: timeout })
  return {
    async post(posting) {
      const answer = await exchange(agent, posting, timeout)
      const isSuccess = answer.status >= 200 && answer.status < 300
      if (posting.isTaken?.(answer) ?? isSuccess) return answer
      if (isSuccess)
        throw new DeliveryError(
          `${posting.what}: answered "${answerWords(answer)}", which is not how it takes a message; it will be tried again`,
        )
      const said = answer.text === '' ? '' : `: ${cut(oneLine(answer.text), 200)}`
      const permanent = answer.status < 500 && ![408, 425, 429].includes(answer.status)
      const advice = permanent ? 'check the address and settings of the channel' : 'it will be tried again'
      const pause = posting.patience?.(answer.text) ?? retryAfterMs(answer.retryAfter, Date.now())
      throw new DeliveryError(`${posting.what}: the receiver answered ${answer.status}${said}; ${advice}`, {
        permanent,
        retryAfterMs: permanent || pause === undefined ? undefined : Math.min(Math.max(pause, 0), longestWait),
      })
    },
    close: () => agent.destroy(),
  }
}

/** "200 ok": an answer on one line. */
export const answerWords = ({ status, text }: Answer): string => cut(oneLine(`${status} ${text}`), 200)

/** Shorter parts of an address are no secret: `api`, `services`, `true`. */
const shortestSecret = 12

/** A text without the keys that were sent and the telling parts of the address, plain or escaped. */
function withoutSecrets(text: string, { url, secrets = [] }: Posting): string {
  const { pathname, search } = new URL(url)
  const parts = `${pathname}${search}`.split(/[/?&=]/).filter((part) => part.length >= shortestSecret)
  const spellings = [...parts, ...secrets].flatMap((part) => [part, encodeURIComponent(part), decoded(part)])
  return spellings.reduce((rest, secret) => (secret === '' ? rest : rest.replaceAll(secret, '…')), text)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text // a lone % is what it is
  }
}

async function exchange(
  agent: Agent,
  posting: Posting,
  timeout: number,
): Promise<Answer & { retryAfter: string | undefined }> {
  const { what, url, headers, body } = posting
  try {
    const signal = AbortSignal.timeout(timeout)
    const response = await request(url, { method: 'POST', headers, body, dispatcher: agent, signal })
    const chunks: Buffer[] = []
    let size = 0
    for await (const chunk of response.body) {
      chunks.push(chunk)
      size += chunk.length
      if (size >= answerBytes) break
    }
    const retryAfter = response.headers['retry-after']
    return {
      status: response.statusCode,
      retryAfter: Array.isArray(retryAfter) ? retryAfter[0] : retryAfter,
      text: withoutSecrets(Buffer.concat(chunks).subarray(0, answerBytes).toString('utf8'), posting),
    }
  } catch (cause) {
    const reason = cause instanceof Error ? (codeOf(cause) ?? cause.message) : String(cause)
    throw new DeliveryError(`${what}: cannot reach ${new URL(url).host} (${reason}); it will be tried again`, { cause })
  }
}

const codeOf = (error: Error): string | undefined =>
  error.name === 'TimeoutError' ? 'no answer in time' : 'code' in error ? String(error.code) : undefined

/** No receiver is waited for longer than this, whatever it asks for. */
const longestWait = 24 * 3_600_000

/**
 * A Retry-After header in milliseconds: seconds or an HTTP date (RFC 9110, 10.2.3); `undefined` where it says nothing
 * that can be meant.
 */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined
  const wait = /^\s*\d+\s*$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isNaN(wait) ? undefined : Math.min(Math.max(wait, 0), longestWait)
}
