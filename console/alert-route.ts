import { type TriageAction, TriageWish } from '../model/triage.ts'
import type { BadGuesses } from './bad-guesses.ts'
import type { Desk, Outcome } from './desk.ts'
import type { Asked, Reply } from './exchange.ts'
import { alertPage, plainPage } from './page.ts'
import { type LinkKeys, readToken, type Ticket } from './token.ts'
import { type Words, wordsIn } from './words.ts'

// GET /alerts/TOKEN shows an alert, POST acts on it. Mail scanners and previews follow links: a GET never acts. Who can
// send the POST has the token; that his browser sent it from our page, and no other, is asked besides.

/** What the route needs. */
export interface AlertRouteOptions {
  desk: Desk
  keys: LinkKeys
  /** The public address, without a slash at its end. */
  url: string
  guesses: BadGuesses
  /** What can be done in a state. */
  actionsIn(state: Parameters<typeof alertPage>[0]['triage']['state']): readonly TriageAction[]
}

const nameCookie = 'pantau-name'
/** As long as a reason may be. */
const longestNote = 500
const yearSeconds = 31_536_000

export async function alertRoute(token: string, asked: Asked, options: AlertRouteOptions): Promise<Reply> {
  const { desk, keys, guesses } = options
  const reading = readToken(token, keys, desk.now())
  if (reading.is === 'bad') {
    const words = wordsIn[preferred(asked)]
    if (!guesses.allows(asked.who, desk.now()))
      return { status: 429, body: words.tooMany, headers: { 'retry-after': '60' } }
    return page(404, plainPage(words.badLink, words.badLinkHelp, preferred(asked)))
  }
  const language = desk.languageOf(reading.ticket.channelId)
  const words = wordsIn[language]
  if (reading.is === 'expired')
    return page(410, plainPage(words.expired, `${words.expiredHelp} ${reading.ticket.alertId}`, language))
  const typed = new URLSearchParams(asked.method === 'POST' ? asked.body.toString() : '')
  const show = async (status: number, notice?: string): Promise<Reply> => {
    const view = await desk.look(reading.ticket.alertId, language)
    if (!view) return page(410, plainPage(words.gone, '', language))
    const name = nameOf(typed) || nameIn(asked)
    const actions = options.actionsIn(view.triage.state)
    return page(status, alertPage(view, { language, now: desk.now(), actions, name, notice }))
  }
  if (asked.method !== 'POST') return show(200)
  if (!isFromHere(asked, options.url)) return show(403, words.notFromHere)
  const wish = wishOf(typed, desk.now())
  if (!wish.success) return show(422, `${words.saveError}: ${missing(typed, words)}`)
  const outcome = await act(wish.data, typed, reading.ticket, desk)
  // Shown by a GET of its own, so that reloading it does nothing again.
  if (outcome?.outcome === 'done')
    return { status: 303, headers: { location: token, 'set-cookie': cookieOf(typed, options.url) } }
  if (outcome === null) return show(410)
  return show(
    409,
    outcome.outcome === 'refused' ? `${words.saveError}: ${words.refusals[outcome.because]}` : words.alreadySo,
  )
}

const page = (status: number, body: string): Reply => ({ status, body, type: 'text/html' })

/** Where no channel says what is read there: what the browser asks for. */
const preferred = ({ headers }: Asked): 'en' | 'id' =>
  /^\s*id\b/i.test(headers['accept-language'] ?? '') ? 'id' : 'en'

/** A form of ours names our origin; a browser that names none is an old one, and has the token still. */
function isFromHere({ headers }: Asked, url: string): boolean {
  const { origin, 'sec-fetch-site': site } = headers
  return (origin === undefined || origin === new URL(url).origin) && (site === undefined || site === 'same-origin')
}

function wishOf(typed: URLSearchParams, now: Date) {
  const text = (name: string): string | undefined => typed.get(name)?.trim().slice(0, longestNote) || undefined
  const action = typed.get('action')
  const note = text('note')
  const why = [text('why'), note].filter(Boolean).join(': ').slice(0, longestNote)
  const reason = action === 'false-positive' ? why || undefined : note
  const hours = Number(typed.get('hours'))
  const until = hours > 0 ? new Date(now.getTime() + hours * 3_600_000) : undefined
  return TriageWish.safeParse({ action, reason, until, to: text('to') })
}

const missing = (typed: URLSearchParams, { missing }: Words): string => {
  const action = typed.get('action')
  return action === 'false-positive' || action === 'assign' ? missing[action] : missing.other
}

const act = (
  wish: TriageWish,
  typed: URLSearchParams,
  { alertId, channelId }: Ticket,
  desk: Desk,
): Promise<Outcome | null> => {
  const seen = Number(typed.get('revision') ?? Number.NaN)
  const actor = { by: nameOf(typed) || 'unnamed', via: 'link' as const, channelId, request: null }
  return desk.act(alertId, wish, actor, Number.isInteger(seen) ? seen : null)
}

const nameOf = (typed: URLSearchParams): string => (typed.get('name') ?? '').trim().slice(0, 80).toWellFormed()

/** Whoever said his name once need not say it at every alert: it stays in his browser. */
const cookieOf = (typed: URLSearchParams, url: string): string =>
  `${nameCookie}=${encodeURIComponent(nameOf(typed))}; Path=${new URL(url).pathname.replace(/\/$/, '')}/alerts; Max-Age=${yearSeconds}; HttpOnly; SameSite=Strict${url.startsWith('https:') ? '; Secure' : ''}`

function nameIn({ headers }: Asked): string {
  const said = new RegExp(`(?:^|;\\s*)${nameCookie}=([^;]*)`).exec(headers.cookie ?? '')?.[1] ?? ''
  try {
    return decodeURIComponent(said).slice(0, 80)
  } catch {
    return '' // written by somebody else
  }
}
