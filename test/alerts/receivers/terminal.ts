import { consoleTo } from '../../../alerts/channels/console.ts'
import { acting, type Receiver } from './receiver.ts'

/** A terminal that can go away. */
export async function terminalReceiver(): Promise<Receiver> {
  let there = true
  const arrivals: Receiver['arrivals'] = []
  const terminal = consoleTo(async (text) => {
    if (!there) throw new Error('EPIPE')
    const faults = [
      ...(acting.test(text) ? ['control or direction characters'] : []),
      ...(text.length > 100_000 ? ['size'] : []),
    ]
    arrivals.push({ id: /^Pantau (\S+), \S+\n─+\n$/m.exec(text)?.[1] ?? '', text, faults })
  })
  return {
    channel: terminal.open({}, 'screen'),
    arrivals,
    mood: () => {},
    stop: async () => {
      there = false
    },
  }
}
