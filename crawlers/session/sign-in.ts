import { setTimeout as pause } from 'node:timers/promises'
import { BlockedError, FetchError, LoginNeededError, UnreadableError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import type { Login } from '../../model/session.ts'
import { shown } from '../failures.ts'
import type { Fetcher, Wish } from '../fetcher.ts'

/** What is made of pages with forms; crawlers do not parse. */
export interface Forms {
  /** Throws LoginNeededError or BlockedError where the page has not the login's form, or wants a captcha for it. */
  check(page: Page, login: Login): void
  /** The form as it is sent. Throws like `check`, and for a form that leads to another host. */
  fill(page: Page, login: Login): { url: string; body: string }
  /** Whether a page has what a selector looks for; `undefined` for what is no HTML. */
  shows(page: Page, selector: string): boolean | undefined
  asksForPassword(page: Page): boolean
}

/** What is known of a session before somebody signs in. */
interface Known {
  /** Somebody was, or so it seemed. */
  isSignedIn: boolean
  signedIn: string | undefined
  /** A page that shows whether somebody is. */
  proof: string
}

/** Milliseconds that a person takes to fill in a form, at the least: phpBB refuses what comes back in the same second. */
const typingMs = 1_100

/**
 * Signs in by a form, as a person would: opens its page, fills it in, sends it, and looks at what comes. `false` where
 * somebody is signed in as before, so that nothing was sent. Throws LoginNeededError where that does not work, and
 * FetchError where the site does not answer.
 */
export async function signIn(
  login: Login,
  { isSignedIn, signedIn, proof }: Known,
  visitor: Fetcher,
  wish: Wish,
  { forms, turn, onSend }: { forms: Forms; turn: () => Promise<void>; onSend: () => void },
): Promise<boolean> {
  const { etag: _, lastModified: __, token: ___, ...plain } = wish
  const asked = { ...plain, url: login.page }
  const get = async (url: string): Promise<Page> => {
    await turn()
    return pageOf(await visitor.fetch({ ...plain, url }), url)
  }
  const isIn = (page: Page): boolean | undefined =>
    signedIn === undefined ? (forms.asksForPassword(page) ? false : undefined) : forms.shows(page, signedIn)

  const page = await get(login.page)
  if (isIn(page) ?? isSignedIn) return !isSignedIn
  forms.check(page, login)
  await pause(typingMs, undefined, { signal: wish.signal })
  await turn()
  onSend()
  const answer = await sent(visitor, asked, page, login, forms)
  if (isIn(answer) === true) return true
  if (forms.asksForPassword(answer)) throw refusal(login, 'the answer asks for the password again')
  if (signedIn === undefined) return true
  // "Thank you, you will now be redirected" shows nothing yet.
  if (isIn(await get(proof))) return true
  throw refusal(login, `${shown(proof)} does not show "${signedIn}" (session.signedIn) after it`)
}

/** Sends the form: where there is a browser, with that, so that what scripts do about it is done. */
async function sent(visitor: Fetcher, wish: Wish, page: Page, login: Login, forms: Forms): Promise<Page> {
  const form = visitor.submit ? undefined : forms.fill(page, login)
  try {
    const answer = form
      ? await visitor.fetch({ ...wish, url: form.url, form: { body: form.body, from: page.finalUrl } })
      : await visitor.submit?.(wish, login)
    return pageOf(answer, login.page)
  } catch (error) {
    const isRefused =
      error instanceof UnreadableError || error instanceof BlockedError || error instanceof LoginNeededError
    throw isRefused ? refusal(login, error.message) : error
  }
}

const refusal = ({ page }: Login, why: string): LoginNeededError =>
  new LoginNeededError(
    `signing in at ${shown(page)} did not work: ${why}; look at login.fields, or try it with a browser`,
  )

function pageOf(fetched: { page: Page } | undefined, url: string): Page {
  if (fetched === undefined) throw new FetchError(`${shown(url)} answered "not modified" to what was never read`)
  return fetched.page
}
