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

/**
 * Throws BlockedError for a page that tests the visitor instead of answering him. Asked before an engine looks, so it
 * goes by what a page of posts never has: a challenge in the place of the content, a title that says so.
 */
export function refuseChallenge(document: Document): void {
  const { $, url } = document
  const title = $('title').get(0)
  const heading = title === undefined ? '' : lineOf(title)
  // A thread may be called "DDoS protection bypass": a page full of links is no wall.
  const bare = $('a[href]').length < 12
  const said = bare && heading.length < 80 && refusalOf(heading) === 'blocked'
  const marked =
    $(challenge).length > 0 && /just a moment|attention|checking|ddos|denied|blocked|security/i.test(heading)
  const tested = bare && $(captcha).length > 0 && $('article, blockquote, pre').length === 0
  if (said || marked || tested) {
    const proof = said || marked ? `"${heading}"` : 'a captcha'
    throw new BlockedError(`${url.href}: answers with ${proof}; slow down, use a session, or another way in`)
  }
}

/** The error that a refusal is; `missing` is no error, but a kind of page. */
export function refuse(refusal: Exclude<Refusal, 'missing'>, url: URL, message: string): never {
  const said = oneLine(message).slice(0, 160)
  if (refusal === 'login') throw new LoginNeededError(`${url.href}: wants a login ("${said}")`)
  throw new BlockedError(`${url.href}: gives nothing to us ("${said}")`)
}

/** Asked of a page that no engine could read: throws for a wall, says whether the page speaks of something missing. */
export function refuseWall(document: Document): boolean {
  const { $, url, page } = document
  const body = $('body').get(0) ?? $.root().get(0)
  const text = body === undefined ? '' : textOf(body)
  const refusal = refusalOf(text)
  if (refusal === 'blocked' || (refusal === null && text.length < 300 && $(captcha).length > 0))
    refuse('blocked', url, text)
  if (
    refusal === 'login' ||
    page.status === 401 ||
    (text.length < longestMessage && $('input[type="password"]').length > 0 && $('a[href]').length < 12)
  ) {
    refuse('login', url, text)
  }
  return refusal === 'missing' || page.status === 404 || page.status === 410
}
