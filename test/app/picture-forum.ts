import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A MyBB thread on loopback whose posts a test writes, and a second host that serves pictures. */
export interface PictureForum {
  start: string
  /** Addresses of the forum itself, and of the other host: `forum/a.png`. */
  own(path: string): string
  other(path: string): string
  /** HTML bodies of the thread's posts, by author. */
  posts: { by: string; body: string }[]
  pictures: Map<string, (request: IncomingMessage, response: ServerResponse) => void>
  /** What was asked for: `forum /ad.jpg`, `other /ad.jpg`. */
  asked: { what: string; headers: IncomingMessage['headers'] }[]
  close(): Promise<void>
}

/** Answers with a picture. */
export const sends =
  (bytes: Buffer, type = 'image/jpeg') =>
  (_request: IncomingMessage, response: ServerResponse): void =>
    void response.writeHead(200, { 'content-type': type }).end(bytes)

export async function startPictureForum(): Promise<PictureForum> {
  const posts: PictureForum['posts'] = []
  const pictures: PictureForum['pictures'] = new Map()
  const asked: PictureForum['asked'] = []
  const serve = (name: string) =>
    createServer((request, response) => {
      const path = request.url ?? ''
      response.on('error', () => {})
      asked.push({ what: `${name} ${path}`, headers: request.headers })
      const picture = pictures.get(`${name} ${path}`)
      if (picture) picture(request, response)
      else if (path === '/showthread.php?tid=7') {
        response.writeHead(200, { 'content-type': 'text/html', 'set-cookie': 'mybb[sid]=abc; path=/' })
        response.end(threadOf(posts))
      } else response.writeHead(404).end()
    })
  const servers = { forum: serve('forum'), other: serve('other') }
  for (const server of Object.values(servers))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = (name: keyof typeof servers, path: string): string =>
    `http://127.0.0.1:${(servers[name].address() as AddressInfo).port}${path}`
  return {
    ...{ posts, pictures, asked },
    start: at('forum', '/showthread.php?tid=7'),
    own: (path) => at('forum', path),
    other: (path) => at('other', path),
    async close() {
      for (const server of Object.values(servers)) {
        server.closeAllConnections()
        await new Promise((resolve) => server.close(resolve))
      }
    },
  }
}

const threadOf = (posts: PictureForum['posts']): string => `<!DOCTYPE html>
<html lang="en"><head><title>Lapak</title><script src="jscripts/general.js?ver=1821"></script></head><body>
<div id="panel"><a href="member.php?action=login">Login</a></div>
<div class="thread-info"><span class="thread-info__name">Lapak</span></div>
<div id="posts">${posts
  .map(
    ({ by, body }, n) => `
<div class="post classic" id="post_${n + 1}">
 <div class="post_author"><a class="post__user-avatar" href="User-${by}"><img src="uploads/avatars/${n}.png" alt="" /></a>
  <div class="post__user-profile largetext"><a href="User-${by}"><span>${by}</span></a></div></div>
 <div class="post_content"><div class="post_head"><strong><a href="showthread.php?tid=7&amp;pid=${n + 1}#pid${n + 1}">#${n + 1}</a></strong>
  <span class="post_date">${new Date().toISOString().slice(0, 10)}, 00:0${n % 10} AM</span></div>
  <div class="post_body scaleimages" id="pid_${n + 1}">${body}</div></div>
</div>`,
  )
  .join('')}
</div></body></html>`
