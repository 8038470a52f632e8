import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Message } from '../../model/alert.ts'

/** How a receiver treats one message: takes it, at once or after some milliseconds; answers a status; breaks the connection. */
export type Mood = 'take' | { after: number } | { status: number; retryAfter?: string } | 'reset'

/** A message that arrived. */
export interface Arrival {
  channel: string
  key: string
  subject: string
  reasons: string[]
  at: number
  thread: string | null
}

/** A webhook receiver on loopback that has moods: `/NAME` is the channel NAME. */
export interface MoodyReceiver {
  url(channel: string): string
  /** Asked for each message; what it does not take does not arrive. */
  mood: (channel: string) => Mood
  /** Every try, taken or not. */
  tries: Arrival[]
  /** What was answered 2xx, in order. */
  taken: Arrival[]
  /** Is not there for so many milliseconds: connections break off and are refused. */
  goAway(ms: number): Promise<void>
  close(): Promise<void>
}

export async function startMoody(): Promise<MoodyReceiver> {
  const receiver: Pick<MoodyReceiver, 'mood' | 'tries' | 'taken'> = { mood: () => 'take', tries: [], taken: [] }
  const server = createServer(async (request, response) => {
    let body = ''
    try {
      for await (const chunk of request) body += chunk
    } catch {
      return // whoever sent it died of it
    }
    const { message, thread } = JSON.parse(body) as { message: Message; thread?: string }
    const channel = (request.url ?? '').slice(1)
    const key = String(request.headers['idempotency-key'])
    const { subject, reasons } = message
    const arrival = { channel, key, subject, reasons, at: performance.now(), thread: thread ?? null }
    receiver.tries.push(arrival)
    await answer(response, receiver.mood(channel), () => receiver.taken.push({ ...arrival, at: performance.now() }))
  })
  const listen = (port: number): Promise<void> =>
    new Promise((resolve) => server.listen(port, '127.0.0.1', () => resolve()))
  await listen(0)
  const { port } = server.address() as AddressInfo
  const stop = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return Object.assign(receiver, {
    url: (channel: string) => `http://127.0.0.1:${port}/${channel}`,
    goAway: async (ms: number) => {
      await stop()
      await sleep(ms)
      await listen(port)
    },
    close: stop,
  })
}

async function answer(response: ServerResponse, mood: Mood, take: () => void): Promise<void> {
  if (mood === 'reset') {
    response.socket?.resetAndDestroy()
    return
  }
  if (mood !== 'take' && 'status' in mood) {
    response.writeHead(mood.status, mood.retryAfter ? { 'retry-after': mood.retryAfter } : {}).end('not now')
    return
  }
  if (mood !== 'take') await sleep(mood.after)
  // Nobody hears the answer any more: as when a receiver gives up what its client gave up.
  if (response.destroyed) return
  take()
  response.writeHead(204).end()
}
