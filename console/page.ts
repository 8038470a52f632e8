import type { Language } from '../model/language.ts'
import type { TriageAction, TriageEntry } from '../model/triage.ts'
import { triageChoices } from '../model/triage-choices.ts'
import { stateWords, stepWords, triageWords } from '../model/triage-words.ts'
import { timeWords } from '../model/words.ts'
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
  const words = wordsIn[parts.language]
  const { message, updates, deliveries, log } = view
  const { next, facts, excerpt, reasons, source } = message
  return document(
    message.subject,
    parts.language,
    html`${parts.notice !== undefined && html`<p class="notice" role="alert">${parts.notice}</p>`}
${head(view, words, parts)}
${forms(view, words, parts)}
${listed(words.next, next)}
${updates.length > 0 && section(words.updates, html`<ul>${updates.map(({ subject, at }) => html`<li>${timeWords(at)}: ${subject}</li>`)}</ul>`)}
${section(words.facts, html`<dl>${facts.map(({ label, value }) => html`<dt>${label}</dt><dd>${value}</dd>`)}</dl>`)}
${excerpt !== '' && section(words.excerpt, html`<blockquote>${excerpt}</blockquote>`)}
${listed(words.why, reasons)}
${source !== '' && section(words.source, html`<code>${source}</code>`)}
${section(words.log, log.length > 0 ? html`<ul>${log.map((entry) => logLine(entry, parts.language))}</ul>` : html`<p>${words.nobodyYet}</p>`)}
${deliveries.length > 0 && section(words.sent, html`<ul>${deliveries.map(({ channelId, state, at }) => html`<li>${channelId}: ${state}${at !== null && `, ${timeWords(at)}`}</li>`)}</ul>`)}
<footer><p>${words.footer}</p><p><code>${view.id}</code></p></footer>`,
  )
}

/** A page that says one thing: that there is nothing here, or no more. */
export const plainPage = (title: string, help: string, language: Language): string =>
  document(title, language, html`<header><h1>${title}</h1><p class="soft">${help}</p></header>`)

const document = (title: string, language: Language, body: Html): string =>
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
  const band = severity >= 80 ? 'critical' : severity >= 60 ? 'high' : severity >= 40 ? 'medium' : 'low'
  const minutes = (now.getTime() - new Date(createdAt).getTime()) / 60_000
  const last = log.at(-1)
  return html`<header>
<div class="badges"><span class="badge ${band}">${words.severity} ${severity}</span><span class="badge tlp ${tlp.replace('+STRICT', '')}">TLP:${tlp}</span><span class="badge">${stateWords(triage, language)}</span></div>
<h1>${subject}</h1>
<p class="soft">${timeWords(new Date(createdAt))}, ${words.ago(minutes)}</p>
${last !== undefined && html`<p>${stepWords(last, language)} (${words.ago((now.getTime() - last.at.getTime()) / 60_000)})</p>`}
</header>`
}

const section = (title: string, body: Html): Html => html`<section><h2>${title}</h2>${body}</section>`

const listed = (title: string, lines: readonly string[]): Html | false =>
  lines.length > 0 && section(title, html`<ol>${lines.map((line) => html`<li>${line}</li>`)}</ol>`)

/**
 * One form for all, so that name and note are written once. Enter in a field would press its first button: that one is
 * disabled, so it presses none.
 */
function forms({ triage }: AlertView, words: Words, { actions, name, language }: PageParts): Html {
  const may = (action: TriageAction): boolean => actions.includes(action)
  const button = (action: TriageAction, look: '' | 'primary' = ''): Html =>
    html`<button name="action" value="${action}" class="${look}">${triageWords[language].actions[action]}</button>`
  const main = may('acknowledge') ? 'acknowledge' : may('close') ? 'close' : 'reopen'
  return html`<section><form method="post" autocomplete="on">
<button type="submit" disabled hidden></button>
<input type="hidden" name="revision" value="${triage.revision}">
${button(main, 'primary')}
<div class="pair"><label>${words.name}<input name="name" autocomplete="name" maxlength="80" value="${name}"></label>
<label>${words.note}<input name="note" maxlength="500" autocomplete="off" placeholder="${words.noteHint}"></label></div>
${may('false-positive') && html`<div class="row"><label>${words.whyFalse}<select name="why"><option value="">${words.chooseOrWrite}</option>${triageChoices[language].falseReasons.map((reason) => html`<option>${reason}</option>`)}</select></label>${button('false-positive')}</div>`}
${may('snooze') && html`<div class="row"><label>${words.snoozeFor}<select name="hours">${triageChoices[language].snoozes.map(([hours, said]) => html`<option value="${hours}"${hours === 4 && html` selected`}>${said}</option>`)}</select></label>${button('snooze')}</div>`}
${may('assign') && html`<div class="row"><label>${words.assignTo}<input name="to" maxlength="80" autocomplete="off"></label>${button('assign')}</div>`}
<div class="pair">${may('escalate') && button('escalate')}${may('close') && main !== 'close' && button('close')}${may('reopen') && main !== 'reopen' && button('reopen')}</div>
</form></section>`
}

const logLine = (entry: TriageEntry, language: Language): Html =>
  html`<li>${timeWords(entry.at)}: ${stepWords(entry, language)}${entry.reason !== null && html`<br><span class="soft">${entry.reason}</span>`}</li>`
