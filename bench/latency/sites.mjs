// The sites under watch: as many as are asked for, each on a port of loopback of its own, every other one a forum (a
// board, and a thread behind each of its rows) and the rest channels (what is new stands on the page that a visit begins
// with). They are the demo's own software. People talk, and now and then somebody offers something; the sites note when
// an offer was posted, when a visit first asked for the page that shows it, and when for the page on which it stands.
import { createServer } from 'node:http'
import { serveForum } from '../../dist/app/demo/world/forum.js'
import { createForum } from '../../dist/app/demo/world/forum-state.js'
import { serveChannel } from '../../dist/app/demo/world/telegram-site.js'

const talk = ['thanks, works', 'anyone tried this?', 'bump for the night crew', 'same here', 'moved to the new server']
const honest = ['Which editor do you use?', 'Router keeps rebooting', 'Weekend meetup']
const people = ['old_modem', 'seblak_pedas', 'Mira', 'penjual']
const members = people.map((name) => ({ name, title: 'Member', joined: '2020-01-02', reputation: 1 }))

/**
 * What is on offer. The contact names which one it is; the `turn` at its site tells it from the others there, as counts that
 * lie within a twentieth of each other would be one seller's one offer.
 */
const adOf = (number, turn) => {
  const records = Math.round(41_000 * 1.19 ** (turn % 40)) + number
  return {
    title: `Pelanggan contoh-${number}.example.co.id, ${records} rows`,
    text: `Selling the customers of contoh-${number}.example.co.id, Indonesia. ${records} records: name, email, phone, NIK.
Price $${200 + number * 3}, BTC only. Contact telegram @lapak_${number}_praktik`,
  }
}

/** Which offer a text speaks of; undefined where it speaks of none. */
export const offerIn = (text) => {
  const [, number] = /lapak_(\d+)_praktik/.exec(text) ?? []
  return number === undefined ? undefined : Number(number)
}

function forum(start) {
  const at = '-3d'
  const posts = people.slice(0, 3).map((by, index) => ({ by, at, text: talk[index] }))
  const state = createForum(
    honest.map((title) => ({ board: 'databases', title, posts })),
    members,
    start,
  )
  return {
    state: { handler: serveForum(state), path: '/forumdisplay.php?fid=4', type: 'forum' },
    say: (roll) =>
      void state.addReply(1 + (roll % honest.length), { by: people[roll % 3], text: talk[roll % talk.length] }),
    offer: ({ title, text }) =>
      `/showthread.php?tid=${state.addThread('databases', { title, prefix: 'SELLING', by: 'penjual', text })}`,
  }
}

function channel(start, index) {
  const messages = talk.map((text) => ({ at: '-3d', text }))
  const handle = `lapak_${index}`
  const now = () => new Date().toISOString().slice(0, 16)
  return {
    state: {
      handler: serveChannel({ handle, name: `Lapak ${index}` }, messages, start),
      path: `/s/${handle}`,
      type: 'chat',
    },
    say: (roll) => void messages.push({ at: now(), text: talk[roll % talk.length] }),
    offer: ({ text }) => {
      messages.push({ at: now(), text })
      return `/s/${handle}`
    },
  }
}

/** Starts the sites. `offers` holds what was offered: `{ site, type, postedAt, listedAt, askedAt }`, times as performance.now() has them. */
export async function startSites(count) {
  const start = new Date()
  const offers = []
  const sites = []
  for (let index = 0; index < count; index++) {
    const { state, ...people } = index % 2 === 0 ? forum(start) : channel(start, index)
    const site = { ...people, type: state.type, visits: 0, offered: 0, waiting: new Map() }
    let answer
    const server = createServer((request, response) => {
      const at = performance.now()
      const url = request.url ?? '/'
      if (url === '/robots.txt') return response.writeHead(404).end()
      const isStart = url === state.path
      if (isStart) site.visits++
      for (const [number, path] of site.waiting) {
        if (isStart) offers[number].listedAt ??= at
        if (url !== path) continue
        offers[number].askedAt = at
        site.waiting.delete(number)
      }
      const { type, body, headers } = answer(new URL(url, 'http://127.0.0.1'))
      response.writeHead(200, { 'content-type': type, ...headers }).end(body)
    })
    server.keepAliveTimeout = 120_000
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
    const origin = `http://127.0.0.1:${server.address().port}`
    answer = state.handler(origin)
    sites.push(Object.assign(site, { server, start: origin + state.path }))
  }
  return {
    sites,
    offers,
    /** Somebody offers something that nobody has offered yet. */
    offer(site) {
      const number = offers.length
      const path = site.offer(adOf(number, site.offered++))
      offers.push({ number, type: site.type, postedAt: performance.now() })
      site.waiting.set(number, path)
    },
    close() {
      for (const { server } of sites) {
        server.close()
        server.closeAllConnections()
      }
    },
  }
}
