// The yardstick: a bare loop over undici with our parser and engine. No queue, no limits, no guard, no politeness.
import { Agent, request } from 'undici'
import { parsePage } from '../../dist/parsers/parse.js'
import { contend, settings, spread } from './contender.mjs'

const dispatcher = new Agent()
const page = {
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  sha256: '0'.repeat(64),
  via: 'direct',
}

async function read(url) {
  const { body } = await request(url, { dispatcher })
  return parsePage({ ...page, url, finalUrl: url, body: await body.text(), fetchedAt: new Date() }, settings.engine)
}

contend({
  async read(sites) {
    const counts = { pages: 0, posts: 0 }
    await spread(sites, async (start) => {
      const { links } = await read(start)
      for (const { kind, url } of links) {
        if (kind !== 'thread') continue
        const { posts } = await read(url)
        counts.pages++
        counts.posts += posts.length
      }
    })
    return counts
  },
  close: () => dispatcher.close(),
})
