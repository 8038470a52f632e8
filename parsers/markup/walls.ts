import { BlockedError, LoginNeededError } from '../../model/errors.ts'
import { withoutSessionIds } from '../../model/session.ts'
import type { Document } from '../engines/engine.ts'
import { type Element, sourceOf } from './page/dom.ts'
import { compileSelectors, type Found } from './page/selectors.ts'
import { lineOf, oneLine, textOf } from './text.ts'
import words from './walls.json' with { type: 'json' }

/** What a page says instead of its content. */
export type Refusal = 'missing' | 'login' | 'blocked'

const patterns = (['missing', 'login', 'blocked'] as const).map(
  (refusal) => [refusal, new RegExp(Object.values(words[refusal]).flat().join('|'), 'i')] as const,
)

/** What boards say to guests on any page: "You are not logged in.", "You must log in to reply." */
const asides = new RegExp(Object.values(words.aside).flat().join('|'), 'gi')

/** A message longer than this many characters is content that happens to use such words. */
const longestMessage = 1_500

/** What a board's message says: "The specified thread does not exist." is `missing`. Words by language: walls.json. */
export function refusalOf(message: string): Refusal | null {
  if (message.length > longestMessage * 4) return null
  const line = oneLine(message).replace(/[‘’]/g, "'")
  if (line === '' || line.length > longestMessage) return null
  const found = patterns
    .map(([refusal, pattern]) => ({ refusal, at: line.search(pattern) }))
    .filter(({ at }) => at >= 0)
  // The sentence that comes first says what happened; what follows lists what may have been the reason.
  return found.sort((a, b) => a.at - b.at)[0]?.refusal ?? null
}

/**
 * What only stands on a page that tests its visitor. Cloudflare's script of that name is on every page behind it, but
 * orchestrates on its walls alone.
 */
const challenge = [
  '#challenge-form',
  '#challenge-running',
  '#cf-challenge-running',
  '#challenge-error-text',
  '#cf-wrapper #cf-error-details',
  'script[src*="/cdn-cgi/challenge-platform/"][src*="orchestrate"]',
  'form[action*="__ddg"]',
  'script[src*="/.well-known/ddos-guard/"]',
  '#sucuri-firewall',
  'script[src*="_Incapsula_Resource"]',
  'iframe[src*="_Incapsula_Resource"]',
  'form[action*="/vddosw3data"]',
].join(', ')

/** Boxes to solve. A page with content may have one beside a form. */
export const captcha = [
  '.g-recaptcha',
  '.h-captcha',
  '.cf-turnstile',
  '#captcha-form',
  'form[action*="captcha" i]',
  'iframe[src*="hcaptcha.com"]',
  'iframe[src*="/recaptcha/"]',
  'iframe[src*="challenges.cloudflare.com"]',
  'img[src*="captcha" i]',
  'input[name*="captcha" i]:not([type="hidden"])',
].join(', ')

/** Where a page says what happened, however much stands around it. */
const boxes = [
  '[role="alert"]',
  ...['error', 'alert', 'message', 'notice'].flatMap((word) => [`[class*="${word}" i]`, `[id*="${word}" i]`]),
  '#msg',
  'h1',
  'h2',
].join(', ')
const mostBoxes = 40

const password = 'input[type="password"]'
const link = 'a[href]'
const inline = 'script:not([src])'
const unscripted = 'noscript *'
const find = compileSelectors(challenge, captcha, boxes, password, link, inline, unscripted, 'body', 'title', 'h1')

/** The frame around what a page says. */
const frame = new Set(['nav', 'header', 'footer', 'aside'])

/** The error that a refusal is; `missing` is no error, but a kind of page. */
export function refuse(refusal: Exclude<Refusal, 'missing'>, url: URL, message: string): never {
  const said = oneLine(message).slice(0, 160)
  const at = withoutSessionIds(url.href)
  if (refusal === 'login') throw new LoginNeededError(`${at}: wants a login ("${said}")`)
  throw new BlockedError(`${at}: gives nothing to us ("${said}"); slow down, or find another way in`)
}

/** Throws BlockedError for a page with the marks of one that tests its visitor, whatever else stands on it. */
export function refuseChallenge(document: Document): void {
  const found = find(document.index)
  if (found.first(challenge) !== undefined) refuse('blocked', document.url, messageOf(document, found).message)
}

/**
 * Asked of a page that gave nothing, so that a thread may speak of captchas and logins: a page with content is no wall,
 * whatever it says. Throws BlockedError for a page that tests the visitor instead of answering him and LoginNeededError
 * for one that wants an account; else says whether the page speaks of something that is not there.
 */
export function refuseWall(document: Document): boolean {
  const { url, page } = document
  const { status } = page
  const found = find(document.index)
  const said = messageOf(document, found)
  const wantsPassword = said.isShort && found.first(password) !== undefined
  const tests =
    found.first(challenge) !== undefined ||
    (said.isShort && runsScript(document, found)) ||
    (said.isShort && !wantsPassword && said.refusal === null && found.first(captcha) !== undefined)
  const isRefused = said.refusal === null && (status === 403 || status === 429 || status === 503)
  if (tests || isRefused || said.refusal === 'blocked') refuse('blocked', url, said.message)
  const isForm =
    wantsPassword && (found.all(link).length < 12 || /log-?in|sign-?in|\bauth/i.test(url.pathname + url.search))
  const asks = isForm && said.refusal !== 'missing'
  if (asks || said.refusal === 'login' || status === 401) refuse('login', url, said.message)
  return said.refusal === 'missing' || status === 404 || status === 410
}

interface Said {
  refusal: Refusal | null
  message: string
  /** The page has no more words than a message has, but for its frame and its links. */
  isShort: boolean
}

/**
 * What the boxes of a board's page say comes before the page as a whole, which greets its guest first and asks him to
 * log in. What is long is an article about walls.
 */
function messageOf({ root }: Document, found: Found): Said {
  const body = found.first('body') ?? root
  const title = lineOf(found.first('title') ?? found.first('h1') ?? body)
  const isFrame = (element: Element): boolean => frame.has(element.name) || 'hidden' in element.attribs
  const text = oneLine(textOf(body, isFrame))
  const isShort = oneLine(textOf(body, (element) => isFrame(element) || element.name === 'a')).length < longestMessage
  if (!isShort) return { refusal: null, message: title, isShort }
  const boxed = found.all(boxes).filter((box) => !found.is(unscripted, box))
  const parts = [...boxed.slice(0, mostBoxes).map((box) => lineOf(box)), text, title]
  const refusals = parts.map((message) => ({ message, refusal: refusalOf(withoutAsides(message)), isShort }))
  return refusals.find(({ refusal }) => refusal !== null) ?? { refusal: null, message: title || text, isShort }
}

const withoutAsides = (message: string): string =>
  message.length > longestMessage ? message : message.replace(/[‘’]/g, "'").replace(asides, ' ')

/** A page of nothing but a script that sets a cookie and comes again: the test that a visitor runs scripts. */
function runsScript({ root }: Document, found: Found): boolean {
  if (oneLine(textOf(found.first('body') ?? root)).length > 200) return false
  const scripts = found.all(inline).map(sourceOf).join('\n').slice(0, 50_000)
  const comesAgain =
    scripts.includes('document.cookie') && /\blocation\s*(=|\.(href|reload|replace|assign))/.test(scripts)
  return comesAgain || scripts.includes('_cf_chl_opt')
}
