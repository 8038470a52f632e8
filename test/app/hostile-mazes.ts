import { encode, sentences } from './charsets.ts'
import { boardPage, indexPage, threadPage } from './hostile-forum.ts'
import { endless, type HostilePage, note, page, text } from './hostile-pages.ts'
import { pour, respond } from './hostile-server.ts'

// Ways that lead nowhere, sites without an end, and pages in every charset.

const location = (to: string): Record<string, string> => ({ location: to })
export const ways: HostilePage[] = [
  {
    what: 'a redirect to itself',
    handle: (socket, path) => respond(socket, '', location(path), 302),
    expected: { fails: ['UnreadableError', /redirects in a circle; it may want a cookie/] },
  },
  {
    what: 'redirects that never end',
    handle: (socket, path) => respond(socket, '', location(`${path}x`), 302),
    expected: { fails: ['UnreadableError', /redirects more than 5 times/] },
  },
  {
    what: 'a redirect with a body without end',
    handle: (socket, path) => {
      if (path.endsWith('/there')) return respond(socket, note, text)
      socket.write('HTTP/1.1 302 Found\r\nlocation: there\r\n\r\n')
      pour(socket, 'x'.repeat(10_000))
    },
    expected: { newPosts: 1, text: note.trim() },
  },
  ...['file:///etc/passwd', 'ftp://127.0.0.1/', 'javascript:alert(1)', 'data:text/plain,x'].map((to) => ({
    what: `a redirect to ${to}`,
    handle: page('', location(to), 302),
    expected: { fails: ['ForbiddenAddressError', /only http:\/\/ and https:\/\/ addresses are fetched/] } as const,
  })),
  {
    what: 'a robots.txt without end',
    mindsRobots: true,
    handle: (socket, path) => (path.endsWith('/robots.txt') ? endless(socket, path) : respond(socket, note, text)),
    expected: { newPosts: 1 },
  },
  {
    what: 'a robots.txt that takes long to match',
    mindsRobots: true,
    handle: (socket, path) =>
      respond(
        socket,
        path.endsWith('/robots.txt') ? `user-agent: *\n${`disallow: /${'*a'.repeat(2_000)}\n`.repeat(120)}` : note,
        text,
      ),
    path: `/${'a'.repeat(1_500)}`,
    expected: { newPosts: 1 },
  },
]

const number = (path: string, name: string): number => Number(new RegExp(`[?&]${name}=(\\d+)`).exec(path)?.[1] ?? 1)
export const mazes: HostilePage[] = [
  {
    what: 'a thread whose pages never end',
    path: '/forumdisplay.php?fid=4',
    handle: (socket, path) =>
      respond(socket, path.includes('showthread') ? threadPage(note, number(path, 'page'), 1e9) : boardPage(1)),
    target: { limits: { delay: '0s', pagesPerThread: 12 } },
    // The board, and its one thread to its limit.
    expected: { pages: 13, newPosts: 12, stopped: 'done', tooDeep: 1 },
  },
  {
    what: 'a calendar: boards that lead to fresh boards for ever',
    path: '/forumdisplay.php?fid=3',
    handle: (socket, path) => respond(socket, indexPage(number(path, 'fid'))),
    target: { limits: { delay: '0s', pages: 30 } },
    expected: { pages: 30, stopped: 'page-limit' },
  },
  {
    what: 'a farm of links: forty thousand threads on every page',
    path: '/forumdisplay.php?fid=4',
    handle: (socket, path) => respond(socket, farm(number(path, 'tid') + number(path, 'fid'))),
    target: { limits: { delay: '0s', pages: 5 } },
    expected: { fails: ['ParseError', /shows no posts/] },
  },
]

export const charsets: HostilePage[] = Object.entries(sentences).flatMap(([charset, sentence]) => {
  const html = threadPage(sentence).replace('charset=UTF-8', 'charset=none-such')
  const wide = charset.startsWith('utf-16')
  const says = { 'content-type': `text/html; charset=${charset}` }
  const named = encode(html.replace('none-such', charset), charset)
  const read = { newPosts: 1, text: sentence }
  return [
    { what: `${charset} by its header`, handle: page(encode(html, charset), says), expected: read },
    { what: `${charset} by its meta element`, handle: page(named), expected: read },
    { what: `${charset} by nothing but its bytes`, handle: page(encode(html, charset)), expected: read },
    {
      what: `${charset}, called UTF-8 by the server`,
      handle: page(encode(html, charset), { 'content-type': 'text/html; charset=utf-8' }),
      expected: read,
    },
    ...(wide
      ? [{ what: `${charset} by its mark`, handle: page(encode(`\ufeff${html}`, charset)), expected: read }]
      : [{ what: `UTF-8, called ${charset} by the server`, handle: page(html, says), expected: read }]),
  ]
})

const farms = new Map<number, string>()
/** A board of forty thousand threads that no other page has. */
function farm(seed: number): string {
  const row = (at: number): string =>
    `<tr class="inline_row"><td><span id="tid_${seed}${at}"><a href="showthread.php?tid=${seed}${at}">x</a></span></td></tr>`
  const made =
    farms.get(seed) ??
    boardPage(1).replace('<tr class="inline_row">', `${Array.from({ length: 40_000 }, (_, at) => row(at)).join('')}$&`)
  farms.set(seed, made)
  return made
}
