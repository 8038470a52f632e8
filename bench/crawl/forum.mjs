// The forum that the contenders read: a board of twenty threads, each a page of about 60 KB with twenty posts, in MyBB's
// default templates. One offer opens each thread; the rest is what people answer. Every site under the server's address
// (/NAME/…) is the same forum but for its sellers, who are called after the site; pages are made beforehand.
import { createServer } from 'node:http'
import { mybbBoard, mybbProfile, mybbThread } from '../pages/mybb.mjs'
import { goods, offer, talk } from '../pages/talk.mjs'

const size = 60_000
const tids = Array.from({ length: 20 }, (_, index) => 300 + index) // those of the board

/** Stands for the site's name. */
const here = '__SITE__'

/** Two people sell, and others answer; a post's id says which thread it belongs to. */
function threadOf(tid, count) {
  const seller = `penjual_${tid % 2}_${here}`
  const posts = Array.from({ length: count }, (_, index) => {
    const uid = index === 0 ? 90 + (tid % 2) : (tid + index * 7) % 80
    return { number: index + 1, id: tid * 100 + index, uid, user: index === 0 ? seller : `anggota_${uid}` }
  })
  const write = ({ number }, roll, length) => (number === 1 ? offer(tid, seller, length) : talk(roll, length))
  return { tid, title: `${goods(tid)} patients 2026`, isLong: false, posts, write, quoted: talk }
}

/** Twenty posts so long that the page has the size of the measure; or one, and a page of a tenth of that. */
function pageOf(tid, isSmall) {
  if (isSmall) return mybbThread(100, threadOf(tid, 1))
  const thread = threadOf(tid, postsPerThread)
  let length = 300
  while (mybbThread(length, thread).length < size) length += 10
  return mybbThread(length, thread)
}

export const postsPerThread = 20
export const threadsPerSite = tids.length
export const boardPath = '/forumdisplay.php?fid=4'

/**
 * Listens on 127.0.0.1 and answers after `delayMs`; resolves with its address. A board has so many of the `threads`; of
 * `isSmall` ones a page is some 6 KB with one post. `onRequest` hears the path of each request.
 */
export async function serveForum({ delayMs = 0, threads = threadsPerSite, isSmall = false, onRequest } = {}) {
  const bodies = new Map(
    [
      ...tids.map((tid) => [`/showthread.php?tid=${tid}`, pageOf(tid, isSmall)]),
      ...[90, 91].map((uid) => [`/member.php?action=profile&uid=${uid}`, mybbProfile(`penjual_${uid - 90}_${here}`)]),
      [boardPath, mybbBoard({ isLong: false, rows: threads })],
    ].map(([path, page]) => [path, page.replaceAll('href="/', 'href="')]),
  ) // each site keeps to its own folder
  const answer = (address, response) => {
    const [, site, path] = /^\/([^/]+)(\/.*)$/.exec(address) ?? []
    const page = bodies.get(path)
    const body = page === undefined ? 'not here' : page.replaceAll(here, site)
    response.writeHead(page === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      'content-length': Buffer.byteLength(body),
    })
    response.end(body)
  }
  const server = createServer((request, response) => {
    onRequest?.(request.url)
    if (delayMs > 0) setTimeout(answer, delayMs, request.url, response)
    else answer(request.url, response)
  })
  server.keepAliveTimeout = 60_000
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${server.address().port}`
}
