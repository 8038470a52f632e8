import { isDeepStrictEqual } from 'node:util'
import { addressesOf, cookieText, readCookies } from '../crawlers/session/cookies.ts'
import { ConfigError } from '../model/errors.ts'
import { areCookies } from '../model/session.ts'
import { siteOf, type Target } from '../model/target.ts'
import { checkSelector } from '../parsers/forms.ts'

interface Mistake {
  path: string[]
  message: string
}

/** What is wrong with a target's session, and where in it; nothing that is said quotes a secret. */
export function mistakesOfSession(target: Target, targets: readonly Target[]): Mistake[] {
  const { session } = target
  if (session === undefined) return []
  const { cookies, login, signedIn } = session
  const mistakes: Mistake[] = []
  const attempt = (path: string[], work: () => void): void => {
    try {
      work()
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      mistakes.push({ path, message: error.message })
    }
  }
  if (cookies !== undefined && areCookies(cookies))
    attempt(['cookies'], () => readCookies(cookies, addressesOf(target)))
  if (signedIn !== undefined) attempt(['signedIn'], () => checkSelector(signedIn))
  const form = login?.form
  if (form !== undefined) attempt(['login', 'form'], () => checkSelector(form))
  if (login && target.via !== 'tor' && new URL(login.page).hostname.endsWith('.onion'))
    mistakes.push({
      path: ['login', 'page'],
      message: 'an onion address is reached through Tor only: add "via: tor" to the target',
    })
  const other = targets.find(
    (one) => one.session !== undefined && siteOf(one) === siteOf(target) && !isDeepStrictEqual(one.session, session),
  )
  if (other)
    mistakes.push({
      path: [],
      message: `"${other.id}" is on the same site with another session: a site has one; write the same under both, or give one a site: of its own`,
    })
  return mistakes
}

/** Reads the files of cookies that targets name. Throws a ConfigError where one is missing, or holds none for its site. */
export async function checkCookies(targets: readonly Target[]): Promise<void> {
  for (const target of targets)
    if (target.session?.cookies !== undefined)
      readCookies(await cookieText(target.session.cookies), addressesOf(target))
}
