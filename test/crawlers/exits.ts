import { once } from 'node:events'
import { createCrawler } from '../../crawlers/crawler.ts'
import { targetOf } from './site.ts'

// A program of its own: hears Ctrl-C and goes on, visits the address that it is given, and then has nothing more to do.
// It writes what the crawler's log hears, and what became of the visit.

const write = (text: string): void => void process.stdout.write(`${text}\n`)
const log = {
  debug() {},
  warn: (_: object, text: string) => write(text),
  error: (_: object, text: string) => write(text),
}

const crawler = await createCrawler({ log })
const interrupted = once(process, 'SIGINT')
process.kill(process.pid, 'SIGINT')
await interrupted
await new Promise((resolve) => setTimeout(resolve, 1_500)) // Crawlee looks at the memory every second
const report = await crawler.visit(targetOf(process.argv[2] ?? ''), async () => [])
await crawler.close()
write(report.stopped)
