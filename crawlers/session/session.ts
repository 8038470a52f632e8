import { createHash } from 'node:crypto'
import { z } from 'zod'
import { ConfigError, FetchError, LoginNeededError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import { siteOf, type Target } from '../../model/target.ts'
import type { Fetcher, Wish } from '../fetcher.ts'
import { addressesOf, cookieText, readCookies } from './cookies.ts'
import { createJar, type Jar, PlainCookie, siteOfHost } from './jar.ts'
import { type Forms, signIn } from './sign-in.ts'

/** A site's session as it outlives a visit. */
export interface Kept {
  /** What `save` was last given, by whichever worker. */
  content: string | undefined
  /** Why the site let nobody in when that was tried; `undefined` where it did, or where an operator says to try again. */
  refused: string | undefined
  save(content: string, refused: string | undefined): Promise<void>
}

/** What sessions need of the rest of the house. */
export interface Sessions {
  forms: Forms
  /** The session of a site, as all workers know it. */
  open(site: string): Promise<Kept>
}

/** A target's session during one visit. */
export interface Session {
  jar: Jar
  /** The site is read at this address from now on: who is signed in at another is a stranger here. */
  moveTo(origin: string): void
  /** Signs in where nobody has yet. `turn` waits until the site may be asked again. */
  begin(visitor: Fetcher, wish: Wish, turn: () => Promise<void>): Promise<void>
  /** Throws LoginNeededError for a page that does not show what those see who are signed in. */
  check(page: Page): void
  /** Signs in anew, once a visit; `false` where that cannot help: then the wall stands. */
  renew(visitor: Fetcher, wish: Wish, turn: () => Promise<void>): Promise<boolean>
  /** Why nobody could be signed in: it ends the visit. */
  failure(): unknown
  /** Keeps what has changed. */
  end(): Promise<void>
}

/** What is kept: the cookies, and of which configuration they came. It is sealed before it is stored. */
const Content = z.object({ of: z.string(), isSignedIn: z.boolean(), cookies: z.array(PlainCookie) })

/** Opens a target's session as it was left, or begins it anew where its configuration is another than it was. */
export async function openSession(target: Target, sessions: Sessions | undefined): Promise<Session | undefined> {
  const { session: wanted } = target
  if (wanted === undefined) return undefined
  if (sessions === undefined)
    throw new ConfigError(`${target.id}: sessions are kept nowhere here; leave out "session:"`)
  const { login, signedIn } = wanted
  const { forms } = sessions
  const kept = await sessions.open(siteOf(target))
  const given = wanted.cookies === undefined ? undefined : await cookieText(wanted.cookies)
  const of = createHash('sha256')
    .update(JSON.stringify([given, login]))
    .digest('hex')
  const before = readContent(kept.content)
  const isSame = before?.of === of
  const jar = isSame
    ? createJar(before.cookies)
    : given === undefined
      ? createJar()
      : readCookies(given, addressesOf(target))
  const sites = new Set(target.start.map((url) => siteOfHost(new URL(url).hostname)))
  let isSignedIn = isSame ? before.isSignedIn : given !== undefined
  let refused = isSame ? kept.refused : undefined
  /** Where somebody tried to sign in: once at each address. */
  const tried = new Set<string>()
  let here = ''
  let failure: unknown
  let saved = `${kept.refused} ${kept.content}`

  const save = async (): Promise<void> => {
    const content = JSON.stringify({ of, isSignedIn, cookies: jar.cookies() })
    if (`${refused} ${content}` === saved) return
    await kept.save(content, refused)
    saved = `${refused} ${content}`
  }

  /** One try a visit and address, and none more where the last was refused: not until somebody has changed something. */
  const attempt = async (visitor: Fetcher, wish: Wish, turn: () => Promise<void>): Promise<boolean> => {
    if (login === undefined || tried.has(here)) return false
    tried.add(here)
    let wasSent = false
    try {
      if (refused !== undefined)
        throw new LoginNeededError(`${refused} (that was before; it is not tried again until something is changed)`)
      const known = { isSignedIn, signedIn, proof: target.start[0] ?? login.page }
      const onSend = (): void => {
        wasSent = true
      }
      const isNew = await signIn(login, known, visitor, { ...wish, jar }, { forms, turn, onSend })
      isSignedIn = true
      await save()
      return isNew
    } catch (error) {
      failure = error
      // Nobody was turned away: another of the site's addresses may let us in.
      if (error instanceof FetchError && !error.permanent && !wasSent) tried.delete(here)
      if (error instanceof LoginNeededError) {
        isSignedIn = false
        refused ??= error.message
        await save()
      }
      throw error
    }
  }

  return {
    jar,
    moveTo(origin) {
      if (origin === here) return
      here = origin
      isSignedIn &&= jar.has(new URL(origin).hostname)
    },
    async begin(visitor, wish, turn) {
      if (login === undefined || isSignedIn) return
      await attempt(visitor, wish, turn)
      await turn()
    },
    check(page) {
      const { url, finalUrl, status } = page
      const isOwn = sites.has(siteOfHost(new URL(finalUrl).hostname))
      if (signedIn === undefined || !isOwn || status >= 400) return
      if (forms.shows(page, signedIn) !== false) return
      throw new LoginNeededError(
        `${url} does not show "${signedIn}" (session.signedIn): nobody is signed in there, or it is no mark of that`,
      )
    },
    renew: attempt,
    failure: () => failure,
    end: save,
  }
}

/** What another version of Pantau has written is begun anew. */
function readContent(text: string | undefined): z.infer<typeof Content> | undefined {
  if (text === undefined) return undefined
  try {
    return Content.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}
