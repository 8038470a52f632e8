import type { Fact } from '../model/alert.ts'
import type { Language } from '../model/language.ts'
import { bandOf } from '../model/severity.ts'
import type { TriageAction, TriageEntry } from '../model/triage.ts'
import { triageChoices } from '../model/triage-choices.ts'
import { stateWords, stepWords, triageWords } from '../model/triage-words.ts'
import { timeIn } from '../model/words.ts'
import type { AlertView } from './desk.ts'
import { type Html, html } from './html.ts'
import { style } from './style.ts'
import { type Words, wordsIn } from './words.ts'

/** What the page of an alert is made of besides the alert. */
export interface PageParts {
  language: Language
  now: Date
  /** Which buttons there are: what can be done now. */
  actions: readonly TriageAction[]
  /** Who used this browser last. */
  name: string
  /** Above everything: what became of a wish that was not granted. */
  notice?: string | undefined
}

/** The page of an alert: how it stands, what can be done, then the alert itself. */
export function alertPage(view: AlertView, parts: PageParts): string {
  const { language, notice } = parts
  const words = wordsIn[language]
  const { message, updates, deliveries, log } = view
  const { next, facts, excerpt, reasons, source } = message
  const sent = deliveries.map(
    ({ channelId, state, at }) =>
      `${channelId}: ${words.deliveries[state]}${at === null ? '' : `, ${timeIn[language](at)}`}`,
  )
  return document(message.subject, language, [
    html`${notice !== undefined && html`<p class="notice" role="alert">${notice}</p>`}`,
    head(view, words, parts),
    forms(view, words, parts),
    section(words.next, next.length > 0 && html`<ol>${next.map(item)}</ol>`),
    section(words.updates, bullets(updates.map(({ subject, at }) => `${timeIn[language](at)}: ${subject}`))),
    section(words.facts, html`<dl>${facts.map(factOf)}</dl>`),
    section(words.excerpt, excerpt !== '' && html`<blockquote>${excerpt}</blockquote>`),
    section(words.why, bullets(reasons)),
    section(words.source, source !== '' && html`<code>${source}</code>`),
    section(words.log, bullets(log.map((entry) => logLine(entry, language))) || html`<p>${words.nobodyYet}</p>`),
    section(words.sent, bullets(sent)),
    html`<footer><p>${words.footer}</p><p><code>${view.id}</code></p></footer>`,
  ])
}

const item = (words: string | Html): Html => html`<li>${words}</li>`

const bullets = (lines: readonly (string | Html)[]): Html | false =>
  lines.length > 0 && html`<ul>${lines.map(item)}</ul>`

/** What has nothing to say has no title either. */
const section = (title: string, body: Html | false): Html =>
  html`${body && html`<section><h2>${title}</h2>${body}</section>`}`

/** A hash keeps its letters apart. */
const factOf = ({ label, value }: Fact): Html =>
  html`<dt>${label}</dt><dd>${/^[0-9a-f]{64}$/.test(value) ? html`<code>${value}</code>` : value}</dd>`

/** A page that says one thing: that there is nothing here, or no more. */
export const plainPage = (title: string, help: string, language: Language): string =>
  document(title, language, [html`<header><h1>${title}</h1><p class="soft">${help}</p></header>`])

const document = (title: string, language: Language, body: readonly Html[]): string =>
  html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${{ markup: style }}</style>
</head>
<body><main>
${body}
</main></body>
</html>
`.markup

function head({ message, triage, log }: AlertView, words: Words, { now, language }: PageParts): Html {
  const { severity, tlp, subject, createdAt } = message
  const band = bandOf(severity)
  const minutes = (now.getTime() - new Date(createdAt).getTime()) / 60_000
  const last = log.at(-1)
  return html`<header>
<div class="badges"><span class="badge ${band}">${words.severity} ${severity}</span><span class="badge tlp ${tlp.replace('+STRICT', '')}">TLP:${tlp}</span><span class="badge">${stateWords(triage, language)}</span></div>
<h1>${subject}</h1>
<p class="soft">${timeIn[language](new Date(createdAt))}, ${words.ago(minutes)}</p>
${last !== undefined && html`<p>${stepWords(last, language)} (${words.ago((now.getTime() - last.at.getTime()) / 60_000)})</p>`}
</header>`
}

/**
 * One form for all, so that name and note are written once. Enter in a field would press its first button: that one is
 * disabled, so it presses none.
 */
function forms({ triage }: AlertView, words: Words, { actions, name, language }: PageParts): Html {
  const { snoozes, falseReasons } = triageChoices[language]
  const may = (action: TriageAction): boolean => actions.includes(action)
  const button = (action: TriageAction, look = ''): Html =>
    html`<button name="action" value="${action}" class="${look}">${triageWords[language].actions[action]}</button>`
  const row = (action: TriageAction, label: string, field: Html): Html =>
    html`${may(action) && html`<div class="row"><label>${label}${field}</label>${button(action)}</div>`}`
  const main = may('acknowledge') ? 'acknowledge' : may('close') ? 'close' : 'reopen'
  const others = (['escalate', 'close', 'reopen'] as const).filter((action) => may(action) && action !== main)
  const why = ['', ...falseReasons].map((reason) => option(reason, reason || words.chooseOrWrite))
  const hours = snoozes.map(([count, said]) => option(String(count), said, count === usualSnooze))
  return html`<section><form method="post">
<button type="submit" disabled hidden></button>
<input type="hidden" name="revision" value="${triage.revision}">
${button(main, 'primary')}
<div class="pair"><label>${words.name}<input name="name" autocomplete="name" maxlength="80" value="${name}"></label>
<label>${words.note}<input name="note" autocomplete="off" maxlength="500" placeholder="${words.noteHint}"></label></div>
${row('false-positive', words.whyFalse, html`<select name="why">${why}</select>`)}
${row('snooze', words.snoozeFor, html`<select name="hours">${hours}</select>`)}
${row('assign', words.assignTo, html`<input name="to" autocomplete="off" maxlength="80">`)}
<div class="pair">${others.map((action) => button(action))}</div>
</form></section>`
}

/** Hours: until the next shift. */
const usualSnooze = 4

const option = (value: string, words: string, isChosen = false): Html =>
  html`<option value="${value}"${isChosen && html` selected`}>${words}</option>`

const logLine = (entry: TriageEntry, language: Language): Html =>
  html`${timeIn[language](entry.at)}: ${stepWords(entry, language)}${entry.reason !== null && html`<br><span class="soft">${entry.reason}</span>`}`
