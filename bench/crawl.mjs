// Pages a second through the crawler alone: scheduling, fetch, hash and charset, nothing parsed. The site runs in a
// process of its own. CPU milliseconds a page are the steadier number. Usage: npm run build && node bench/crawl.mjs
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { createCrawler } from '../dist/crawlers/crawler.js'
import { Target } from '../dist/model/target.js'

const visits = 50
const pagesPerVisit = 200
const body = Buffer.from(`<meta charset="utf-8">${'<div class="post">Dijual data penduduk, murah</div>'.repeat(1_200)}`)
const log = { debug() {}, warn: report, error: report }

function report(...words) {
  process.stdout.write(`${words.join(' ')}\n`)
}

function serve() {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(body))
  server.listen(0, '127.0.0.1', () => process.send?.(server.address().port))
}

async function measure(crawler, origin) {
  const start = [`${origin}/`]
  const limits = { delay: '0s', pages: pagesPerVisit }
  const target = Target.parse({ id: 'bench', type: 'forum', start, allowPrivate: true, limits })
  const startedAt = performance.now()
  const cpuBefore = process.cpuUsage()
  const one = (visit) => {
    let page = 0
    return crawler.visit(target, async () => [{ link: { url: `${origin}/${visit}/${++page}`, kind: 'thread' } }])
  }
  await Promise.all(Array.from({ length: visits }, (_, visit) => one(visit)))
  const { user, system } = process.cpuUsage(cpuBefore)
  const pages = visits * pagesPerVisit
  const rate = Math.round((pages / (performance.now() - startedAt)) * 1_000)
  const megabytes = Math.round(process.memoryUsage.rss() / 1e6)
  report(`${rate} pages/s, ${((user + system) / 1_000 / pages).toFixed(3)} CPU ms a page, ${megabytes} MB`)
}

if (process.argv[2] === 'site') serve()
else {
  const site = fork(import.meta.filename, ['site'])
  const [port] = await once(site, 'message')
  const crawler = await createCrawler({ log })
  report(`${visits} visits of ${pagesPerVisit} pages of ${Math.round(body.length / 1_000)} KB`)
  for (let round = 0; round < 3; round++) await measure(crawler, `http://127.0.0.1:${port}`)
  await crawler.close()
  site.kill()
}
