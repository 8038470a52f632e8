import { Agent, request } from 'undici'
import { DeliveryError } from '../model/errors.ts'
import { cut, oneLine } from '../model/plain.ts'

/** One POST to a receiver. `what` names it in errors; the address is a secret for most receivers and stays out. */
export interface Posting {
  what: string
  url: string
  headers: Record<string, string>
  body: string
}

/** Posts to one receiver over kept connections. */
export interface Poster {
  /**
   * The receiver's answer, at most its first 2,000 bytes. Throws DeliveryError for everything but a 2xx: passing for
   * 408, 425, 429, 5xx and whatever the network does, permanent otherwise. A redirect is not followed: it is permanent.
   */
  post(posting: Posting): Promise<string>
  close(): Promise<void>
}

const answerBytes = 2_000

/** @param timeout for one POST as a whole, in milliseconds */
export function openPoster(timeout: number): Poster {
  const agent = new Agent({ connect: { timeout }, headersTimeout: timeout, bodyTimeout: timeout })
  return {
    async post({ what, url, headers, body }) {
      const answer = await exchange(agent, { what, url, headers, body }, timeout)
      if (answer.status >= 200 && answer.status < 300) return answer.text
      const said = answer.text === '' ? '' : `: ${cut(oneLine(answer.text), 200)}`
      const permanent = answer.status < 500 && ![408, 425, 429].includes(answer.status)
      const advice = permanent ? 'check the address and settings of the channel' : 'it will be tried again'
      throw new DeliveryError(`${what}: the receiver answered ${answer.status}${said}; ${advice}`, {
        permanent,
        retryAfterMs: permanent ? undefined : retryAfterMs(answer.retryAfter, Date.now()),
      })
    },
    close: () => agent.destroy(),
  }
}

interface Answer {
  status: number
  retryAfter: string | undefined
  text: string
}

async function exchange(agent: Agent, { what, url, headers, body }: Posting, timeout: number): Promise<Answer> {
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
      text: Buffer.concat(chunks).subarray(0, answerBytes).toString('utf8'),
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
