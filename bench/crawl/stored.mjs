// The service as it runs: jobs from the queue, a lease on the site, and the whole line: every post read, masked, hashed
// and stored, listings followed, the visit written down. On Redis and PostgreSQL, or embedded.
import { contend } from './contender.mjs'
import { postsPerThread } from './forum.mjs'
import { openService } from './service.mjs'

let round
const service = await openService(process.argv.slice(2), ({ newPosts }) => {
  round.posts += newPosts
  if (--round.left === 0) round.done()
})

contend({
  facts: { store: service.kind === 'server' ? 'PostgreSQL' : 'embedded' },
  async read(sites) {
    const over = new Promise((done) => {
      round = { posts: 0, left: sites.length, done }
    })
    await service.visit(sites)
    await over
    return { pages: round.posts / postsPerThread, posts: round.posts }
  },
  close: () => service.close(),
})
