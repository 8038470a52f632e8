import { type DestinationStream, type Logger as Pino, pino } from 'pino'
import { maskText } from '../parsers/mask.ts'

/** Where rooms say what they do. Made once here and handed on. */
export type Logger = Pick<Pino, 'debug' | 'info' | 'warn' | 'error'>

/**
 * A log of one JSON object a line. Whatever looks like personal data is masked on its way out: an address in a URL, a
 * number in an error that quotes a page.
 */
export const createLog = (level: string, destination?: DestinationStream): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, hooks: { streamWrite: maskLine } },
    destination ?? pino.destination({ dest: 2, sync: true }),
  )

/** Masks the strings of a line of JSON, and leaves its numbers, its dates and its structure alone. */
const maskLine = (line: string): string =>
  line.replace(/"(?:[^"\\]|\\.)*"/g, (text) => (/^"\d{4}-\d\d-\d\dT[\d:.]+Z"$/.test(text) ? text : maskText(text)))

/** An error whose words and trace carry no personal data: what a page said may stand in both. */
export function maskError(error: unknown): unknown {
  if (!(error instanceof Error)) return error
  // Some errors have no property of their own to write to.
  const hide = (name: 'message' | 'stack', value: string): void =>
    void Object.defineProperty(error, name, { value, configurable: true, writable: true })
  const { message, stack } = error
  hide('message', maskText(message))
  if (stack !== undefined) hide('stack', maskText(stack))
  return error
}
