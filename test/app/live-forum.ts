import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { serveForum } from '../../app/demo/world/forum.ts'
import { cases } from '../../app/demo/world/forum-cases.ts'
import { lounge } from '../../app/demo/world/forum-lounge.ts'
import { members } from '../../app/demo/world/forum-members.ts'
import { createForum, type Forum } from '../../app/demo/world/forum-state.ts'
import { frame } from '../../app/demo/world/mybb-frame.ts'
import { messageHtml } from '../../app/demo/world/mybb-pages.ts'

/** What the forum is like today. */
interface Mood {
  /** Guests see a wall; whoever has a session sees the forum. */
  membersOnly: boolean
  /** Another theme: other classes and no template comments, the same addresses. */
  theme: 'default' | 'renamed'
  /** Pages that are answered before the others are refused with 429. */
  patience: number
  /** Every page says that the database is away. */
  ill: boolean
}

/** A forum that lives while it is watched: posts come and go, sessions end, it falls ill, and it moves. */
export interface LiveForum {
  readonly forum: Forum
  readonly mood: Mood
  /** Its address now, with no slash at its end. */
  url(): string
  /** Pages that were asked for since the last call, each as `GET /path`. */
  asked(): string[]
  /** The account that may sign in. */
  readonly account: { username: string; password: string }
  /** Every session ends. */
  expire(): void
  /** Goes away: nothing listens any more, until it comes back at the same address. */
  goDown(): Promise<void>
  comeBack(): Promise<void>
  /** Lives at another address from now on; the old one leads there, or to nothing. */
  move(old: 'redirects' | 'is gone'): Promise<void>
  close(): Promise<void>
}

const html = 'text/html; charset=UTF-8'

export async function startLiveForum(start = new Date()): Promise<LiveForum> {
  const forum = createForum([...cases, ...lounge], members, start)
  const mood: Mood = { membersOnly: false, theme: 'default', patience: Number.POSITIVE_INFINITY, ill: false }
  const account = { username: 'pengamat_tamu', password: 'kata-sandi contoh & 1' }
  const sessions = new Set<string>()
  const asked: string[] = []
  const servers = new Set<Server>()
  let home = await listen(0)
  servers.add(home)
  home.on('request', answer)

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', urlOf(home))
    if (url.pathname === '/robots.txt') return say(response, 404, 'no rules')
    asked.push(`${request.method} ${request.url}`)
    if (mood.ill) return say(response, 503, 'MyBB SQL Error: the server is away')
    if (mood.patience <= 0) return say(response, 429, 'slow down', { 'retry-after': '120' })
    mood.patience -= 1
    if (url.pathname === '/member.php' && request.method === 'POST') return signIn(request, response)
    const isLogin = url.pathname === '/member.php' && url.searchParams.get('action') === 'login'
    if (isLogin) return say(response, 200, page('member_login', loginForm))
    if (mood.membersOnly && !sessions.has(sessionOf(request)))
      return say(response, 200, page('error_nopermission', wall))
    const { status = 200, body } = serveForum(forum)(urlOf(home))(url)
    say(response, status, mood.theme === 'default' ? body : renamed(body))
  }

  async function signIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(await text(request))
    const isRight = form.get('username') === account.username && form.get('password') === account.password
    if (form.get('action') !== 'do_login' || form.get('my_post_key') !== postKey || !isRight)
      return say(
        response,
        200,
        page(
          'error_inline',
          `<div class="error">You have entered an invalid username/password combination.</div>${loginForm}`,
        ),
      )
    const session = randomBytes(16).toString('hex')
    sessions.add(session)
    response.writeHead(302, { location: '/index.php', 'set-cookie': `mybbuser=${session}; path=/; HttpOnly` }).end()
  }

  const page = (template: string, content: string): string =>
    frame({
      template,
      base: urlOf(home),
      title: 'Pasar Praktik',
      trail: [{ name: 'Pasar Praktik' }],
      content,
      now: new Date(),
    })

  return {
    forum,
    mood,
    account,
    url: () => urlOf(home),
    asked: () => asked.splice(0),
    expire: () => sessions.clear(),
    goDown: () => stop(home),
    comeBack: async () => {
      const { port } = new URL(urlOf(home))
      servers.delete(home)
      home = await listen(Number(port))
      servers.add(home)
      home.on('request', answer)
    },
    move: async (old) => {
      const former = home
      home = await listen(0)
      servers.add(home)
      home.on('request', answer)
      former.removeAllListeners('request')
      if (old === 'is gone') return stop(former)
      former.on('request', (request: IncomingMessage, response: ServerResponse) => {
        asked.push(`${request.method} ${request.url} of the old address`)
        response.writeHead(301, { location: `${urlOf(home)}${request.url}` }).end()
      })
    },
    close: async () => {
      for (const server of servers) if (server.listening) await stop(server)
    },
  }
}

const listen = (port: number): Promise<Server> =>
  new Promise((listening) => {
    const server = createServer()
    server.listen(port, '127.0.0.1', () => {
      addresses.set(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
      listening(server)
    })
  })
/** A server that is down has no address to be asked for. */
const addresses = new WeakMap<Server, string>()
const urlOf = (server: Server): string => addresses.get(server) ?? ''

const stop = (server: Server): Promise<void> =>
  new Promise((closed) => {
    server.close(() => closed())
    server.closeAllConnections()
  })

const say = (response: ServerResponse, status: number, body: string, headers: Record<string, string> = {}): void => {
  response.writeHead(status, { 'content-type': html, ...headers }).end(body)
}

const sessionOf = ({ headers }: IncomingMessage): string =>
  /(?:^|; )mybbuser=(\w+)/.exec(headers.cookie ?? '')?.[1] ?? ''

/** MyBB's key against forged forms. */
const postKey = '0f1e2d3c4b5a69788796a5b4c3d2e1f0'

const loginForm = `<form action="member.php" method="post">
<input type="hidden" name="my_post_key" value="${postKey}" />
<table border="0" cellspacing="0" cellpadding="5" class="tborder"><tr><td class="thead" colspan="2"><strong>Login</strong></td></tr>
<tr><td class="trow1"><strong>Username:</strong></td><td class="trow1"><input type="text" class="textbox" name="username" /></td></tr>
<tr><td class="trow2"><strong>Password:</strong></td><td class="trow2"><input type="password" class="textbox" name="password" /></td></tr>
</table><input type="hidden" name="action" value="do_login" /><input type="submit" class="button" name="submit" value="Login" /></form>`

const wall = `${messageHtml('You are either not logged in or do not have permission to view this page. This could be because one of the following reasons: You are not logged in or registered. Please use the form at the bottom of this page to login.')}
${loginForm}`

/** Another theme of the same software: every class renamed, the comments of its templates gone. */
const renamed = (body: string): string =>
  body.replace(/<!-- (?:start|end): [\w ]+ -->/g, '').replace(
    /class="([^"]*)"/g,
    (_, names: string) =>
      `class="${names
        .split(/\s+/)
        .filter(Boolean)
        .map((name) => `nx-${name}`)
        .join(' ')}"`,
  )
