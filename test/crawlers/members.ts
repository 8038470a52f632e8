import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serveForum } from '../../app/demo/world/forum.ts'
import { cases } from '../../app/demo/world/forum-cases.ts'
import { members } from '../../app/demo/world/forum-members.ts'
import { createForum, type Forum } from '../../app/demo/world/forum-state.ts'
import { frame } from '../../app/demo/world/mybb-frame.ts'
import { messageHtml } from '../../app/demo/world/mybb-pages.ts'

/** What somebody asked of the members' board. */
export interface Hit {
  /** `GET /index.php`, `POST /member.php`. */
  what: string
  cookie: string
  body: string
}

/** A board on MyBB that shows itself to members alone, on loopback. */
export interface Members {
  url: string
  forum: Forum
  hits: Hit[]
  /** The account that is let in; its password may be changed under way. */
  account: { user: string; password: string }
  /** Everybody is signed out after so many more pages; never without. */
  expireAfter: number
  /** What stands before the board instead: nothing, a 403 for everybody, or a captcha in the login form. */
  wall: 'none' | 'forbidden' | 'captcha'
  /** Values of the cookies that signed somebody in. */
  secrets: string[]
  close(): Promise<void>
}

const trail = [{ name: 'Pasar Praktik' }, { name: 'Login' }]

/** Starts the board. Its login wants the form's own key, which belongs to the cookie that came with it, as MyBB's does. */
export async function startMembers(): Promise<Members> {
  const signedIn = new Set<string>()
  const keys = new Map<string, string>()
  const forum = createForum([...cases], members, new Date())
  let show: ReturnType<ReturnType<typeof serveForum>> | undefined

  const page = (content: string): string =>
    withoutLogin(frame({ template: 'member_login', base: board.url, title: 'Login', trail, now: new Date(), content }))

  const loginPage = (sid: string, words: string): string => {
    const key = keys.get(sid) ?? randomBytes(16).toString('hex')
    keys.set(sid, key)
    const captcha = board.wall === 'captcha' ? '<div class="g-recaptcha" data-sitekey="invented"></div>' : ''
    return page(`<form action="search.php" method="post"><input type="text" name="keywords" value=""><input type="submit" name="find" value="Search"></form>
${words}<form action="member.php" method="post"><input type="hidden" name="action" value="do_login">
<input type="hidden" name="my_post_key" value="${key}"><input type="text" name="username"><input type="password" name="password">
<input type="checkbox" name="remember" checked="checked" value="yes">${captcha}<input type="submit" name="submit" value="Login"></form>`)
  }

  const post = (body: URLSearchParams, sid: string, response: ServerResponse): string => {
    const { user, password } = board.account
    const hasKey = keys.get(sid) !== undefined && body.get('my_post_key') === keys.get(sid)
    const isRight = body.get('username') === user && body.get('password') === password
    if (!hasKey || body.get('action') !== 'do_login' || body.get('submit') !== 'Login')
      return page(messageHtml('Authorization code mismatch. Are you accessing this function correctly?'))
    if (!isRight) return loginPage(sid, messageHtml('You have entered an invalid username/password combination.'))
    const secret = `7_${randomBytes(20).toString('hex')}`
    signedIn.add(secret)
    board.secrets.push(secret)
    const remember = body.get('remember') === 'yes' ? '; Max-Age=31536000' : ''
    response.setHeader('set-cookie', `mybbuser=${secret}; path=/; HttpOnly; SameSite=Lax${remember}`)
    return '<html><head><title>Pasar Praktik</title></head><body><p>You have successfully been logged in.</p><a href="index.php">Click here</a></body></html>'
  }

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<string> => {
    const url = new URL(request.url ?? '/', board.url)
    const cookie = request.headers.cookie ?? ''
    const body = await textOf(request)
    if (url.pathname === '/robots.txt') return end(response, 404, '')
    board.hits.push({ what: `${request.method} ${url.pathname}${url.search}`, cookie, body })
    if (board.wall === 'forbidden') return end(response, 403, 'Forbidden')
    const sid = /\bsid=(\w+)/.exec(cookie)?.[1] ?? randomBytes(16).toString('hex')
    response.setHeader('set-cookie', `sid=${sid}; path=/; HttpOnly`)
    if (request.method === 'POST') return post(new URLSearchParams(body), sid, response)
    if (url.searchParams.get('action') === 'login') return loginPage(sid, '')
    if (board.expireAfter-- === 0) signedIn.clear()
    if (!signedIn.has(/\bmybbuser=(\w+)/.exec(cookie)?.[1] ?? ''))
      return loginPage(sid, messageHtml('You are either not logged in or do not have permission to view this page.'))
    const shown = show?.(url)
    return end(
      response,
      shown?.status ?? 200,
      withoutLogin(shown?.body ?? '', '<a href="member.php?action=logout">Log Out</a>'),
    )
  }

  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=UTF-8')
    answer(request, response).then(
      (html) => response.end(html),
      (error: Error) => response.writeHead(500).end(error.stack),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const board: Members = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    forum,
    hits: [],
    account: { user: 'pengamat', password: 'invented & right' },
    expireAfter: -1,
    wall: 'none',
    secrets: [],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  show = serveForum(forum)(board.url)
  return board
}

/** The guest's welcome, with its window to sign in, is not shown to members. */
const withoutLogin = (html: string, instead = ''): string =>
  html.replace(/<!-- start: header_welcomeblock_guest -->[\s\S]*?<!-- end: header_welcomeblock_guest -->/, instead)

function end(response: ServerResponse, status: number, body: string): string {
  response.statusCode = status
  return body
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += chunk
  return text
}
