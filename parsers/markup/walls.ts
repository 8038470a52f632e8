import { BlockedError, LoginNeededError } from '../../model/errors.ts'
import type { Document } from '../engines/engine.ts'
import { lineOf, oneLine, textOf } from './text.ts'
import words from './walls.json' with { type: 'json' }

/** What a page says instead of its content. */
export type Refusal = 'missing' | 'login' | 'blocked'

const patterns = (['missing', 'login', 'blocked'] as const).map(
  (refusal) => [refusal, new RegExp(Object.values(words[refusal]).flat().join('|'), 'i')] as const,
)

/** A message longer than this many characters is content that happens to use such words. */
const longestMessage = 1_500

/** What a board's message says: "The specified thread does not exist." is `missing`. Words by language: walls.json. */
export function refusalOf(message: string): Refusal | null {
  const line = oneLine(message)
  if (line === '' || line.length > longestMessage) return null
  const found = patterns
    .map(([refusal, pattern]) => ({ refusal, at: line.search(pattern) }))
    .filter(({ at }) => at >= 0)
  // The sentence that comes first says what happened; what follows lists what may have been the reason.
  return found.sort((a, b) => a.at - b.at)[0]?.refusal ?? null
}

const challenge = [
  '#challenge-form',
  '#challenge-running',
  '#cf-challenge-running',
  '#cf-wrapper #cf-error-details',
  'script[src*="/cdn-cgi/challenge-platform/"]',
  'form[action*="__ddg"]',
  'script[src*="ddos-guard"]',
  '#sucuri-firewall',
  'script[src*="_Incapsula_Resource"]',
].join(', ')
const captcha = '.g-recaptcha, .h-captcha, .cf-turnstile, #captcha-form, form[action*="captcha"]'

/** The error that a refusal is; `missing` is no error, but a kind of page. */
export function refuse(refusal: Exclude<Refusal, 'missing'>, url: URL, message: string): never {
  const said = oneLine(message).slice(0, 160)
  if (refusal === 'login') throw new LoginNeededError(`${url.href}: wants a login ("${said}")`)
  throw new BlockedError(`${url.href}: gives nothing to us ("${said}"); slow down, or find another way in`)
}

/**
 * Asked of a page that gave nothing, so that a thread may speak of captchas and logins: a page with content is no wall,
 * whatever it says. Throws BlockedError for a page that tests the visitor instead of answering him and LoginNeededError
 * for one that wants an account; else says whether the page speaks of something that is not there.
 */
export function refuseWall(document: Document): boolean {
  const { $, url, page, root } = document
  const [title, body] = [$('title').get(0), $('body').get(0) ?? root]
  const heading = title === undefined ? '' : lineOf(title)
  const text = textOf(body)
  const refusal = refusalOf(text)
  const bare = text.length < longestMessage
  const tests = $(challenge).length > 0 || (bare && refusal === null && $(captcha).length > 0)
  if (tests || refusal === 'blocked' || refusalOf(heading) === 'blocked') refuse('blocked', url, heading || text)
  const asks = bare && refusal !== 'missing' && $('input[type="password"]').length > 0 && $('a[href]').length < 12
  if (asks || refusal === 'login' || page.status === 401) refuse('login', url, text)
  return refusal === 'missing' || page.status === 404 || page.status === 410
}
