// A process that renders a page, says so, and waits to be killed in the middle of the next.
import { createBrowser } from '../../crawlers/browser/browser.ts'

const [, , origin = '', browser = ''] = process.argv
const visitor = createBrowser({ browser }).visitor()
const get = (path: string): Promise<unknown> =>
  visitor.fetch({
    ...{ url: origin + path, bytes: 100_000, timeout: 60_000, via: 'direct', circuit: 'a', allowPrivate: true },
    signal: new AbortController().signal,
  })
await get('/a')
process.send?.('rendered')
await get('/b')
setInterval(() => undefined, 1_000)
