import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { OpenChannel } from '../../../alerts/channel.ts'
import { type ChannelConfig, openChannel } from '../../../alerts/channels/index.ts'

/** How a receiver answers: it takes, refuses for good, refuses for now, or asks for 7 seconds of patience. */
export type Mood = 'takes' | 'refuses' | 'fails' | 'throttles'

/** One message as it arrived. */
export interface Arrival {
  /** The delivery's id, wherever the channel puts it. */
  id: string
  /** Everything that a reader gets to see. */
  text: string
  /** Under what the receiver groups, or knows a repeat, where it does. */
  group?: string | undefined
  /** The message that it was said in answer to: the id of its delivery. */
  under?: string | undefined
  /** What the receiver's own rules, or a reader's safety, have against it. */
  faults: string[]
}

/** A genuine receiver on loopback, and a channel open to it. */
export interface Receiver {
  channel: OpenChannel
  arrivals: Arrival[]
  mood(mood: Mood): void
  /** Somebody deletes there what has arrived. */
  forget?(): void
  /** Goes away, as a receiver does that is down. */
  stop(): Promise<void>
}

/** Addresses of Pantau's own pages, as the messages of these tests link them: the only ones that may be live. */
export const ownAddress = /https:\/\/pantau\.example\.com\/[\w./?=&%~+-]*/

/** Characters that act on whoever shows them; a line break is none of them. */
export const acting = /(?!\r?\n)\p{Cc}|\p{Cs}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/u

interface HttpAnswer {
  status: number
  body: string
  headers?: Record<string, string>
}

/** An HTTP server on a free port that hands every body to `answer`. */
export async function listen(
  answer: (request: IncomingMessage, body: string) => HttpAnswer,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { status, body, headers } = answer(request, Buffer.concat(chunks).toString('utf8'))
      response.writeHead(status, headers).end(body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** How one vendor receives: what it reads of a request, and how it answers in each mood. */
export interface Vendor {
  answers: Record<Exclude<Mood, 'takes'>, HttpAnswer>
  /** What has arrived, if anything, and the vendor's answer to it. A body that it refuses has faults. */
  take(request: { url: string; headers: IncomingHttpHeaders; body: Json }): { arrival?: Arrival; answer: HttpAnswer }
  forget?(): void
  /** The channel's settings, for a receiver at an address. */
  config(url: string): ChannelConfig
}

/** A body of JSON, read without trust. */
export type Json = { [key: string]: unknown }

/** A vendor's HTTP API on loopback. */
export async function httpReceiver({ answers, take, forget, config }: Vendor): Promise<Receiver> {
  let mood: Mood = 'takes'
  const arrivals: Arrival[] = []
  const server = await listen((request, body) => {
    if (mood !== 'takes') return answers[mood]
    if (request.method !== 'POST' || !request.headers['content-type']?.startsWith('application/json'))
      return { status: 415, body: 'POST application/json' }
    const { arrival, answer } = take({ url: request.url ?? '', headers: request.headers, body: JSON.parse(body) })
    if (arrival) arrivals.push(arrival)
    return answer
  })
  return {
    channel: openChannel(config(server.url)),
    arrivals,
    mood: (next) => {
      mood = next
    },
    ...(forget ? { forget } : {}),
    stop: server.stop,
  }
}

/** A fault where something does not hold. */
export const unless = (holds: boolean, fault: string): string[] => (holds ? [] : [fault])

/** Faults of words that are shown as they are: characters that act, and links that live. */
export const wordFaults = (text: string, where: string): string[] => [
  ...unless(!acting.test(text), `${where}: control or direction characters`),
  ...unless(!/\b(?:https?|ftp):\/\/|\bmailto:/i.test(text), `${where}: a live link`),
]
