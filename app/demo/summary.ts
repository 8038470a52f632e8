import pc from 'picocolors'
import type { Price } from '../../model/signal.ts'
import { numberWords, priceWords } from '../../model/words.ts'
import type { AlertedListing } from '../../store/listings.ts'
import type { Visit } from '../../store/visits.ts'
import type { DayTold } from './told.ts'
import type { Day } from './world/days.ts'
import type { World } from './world/index.ts'
import type { TrueCase, Truth } from './world/truth.ts'

type Print = (text: string) => void

/** What an alert told, as the store has it. */
export interface Told {
  subject: string
  victims: string[]
  countries: string[]
  records: number | null
  price: Price | null
  dataClasses: string[]
  seller: string | null
  /** What of it is not as the world has it: should be empty. */
  wrong: string[]
}

/** What the demo came to: `summary.json`. */
export interface Summary {
  targets: number
  pages: number
  posts: number
  signals: number
  /** Alerts that arrived, by channel. */
  alerts: Record<string, number>
  /** The world's four cases, each with what was told when it was first seen: one alert is right. */
  cases: { name: string; alerts: Told[] }[]
  /** Subjects of alerts of the first day about anything else: there should be none. */
  falseAlarms: string[]
  /** The same crawl again, over an unchanged world: no alert is right. */
  secondCrawl: { pages: number; alerts: number }
  /** Day by day: what arrived, and what of it is not as the world's truth lists it. */
  days: DayTold[]
  seconds: number
}

/** Sorts the alerts by the world's cases, and holds what each tells against the world's truth. */
export function judge(truth: Truth, alerts: readonly AlertedListing[]): Pick<Summary, 'cases' | 'falseAlarms'> {
  const cases = truth.cases.map(({ recognise, ...expected }) => {
    const about = alerts.filter(({ subject, event }) => event === 'opened' && recognise(subject))
    return { name: expected.name, alerts: about.map((alert) => tell(alert, expected)) }
  })
  const isKnown = (subject: string): boolean => truth.cases.some(({ recognise }) => recognise(subject))
  return { cases, falseAlarms: alerts.map(({ subject }) => subject).filter((subject) => !isKnown(subject)) }
}

function tell({ subject, listing }: AlertedListing, { offer, seller }: Omit<TrueCase, 'recognise'>): Told {
  const { victims, countries, records, price, dataClasses, handle } = listing
  const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)
  const wrong = [
    ...(same(offer.victims ?? [], victims) ? [] : ['victims']),
    ...(same(offer.countries, countries) ? [] : ['countries']),
    ...(same(offer.records, records) ? [] : ['records']),
    ...(same(offer.price, price) ? [] : ['price']),
    ...((offer.dataClasses ?? []).every((item) => dataClasses.includes(item)) ? [] : ['dataClasses']),
    ...(handle === seller ? [] : ['seller']),
  ]
  return { subject, victims, countries, records, price, dataClasses, seller: handle, wrong }
}

/** What is wrong with a summary, in words; empty when the demo did what it should. */
export const faultsOf = ({ cases, falseAlarms, secondCrawl, days }: Summary): string[] => [
  ...cases.flatMap(({ name, alerts }) => [
    ...(alerts.length === 1 ? [] : [`${name}: ${alerts.length} alerts instead of one`]),
    ...alerts.flatMap(({ wrong }) => wrong.map((field) => `${name}: ${field} read wrong`)),
  ]),
  ...falseAlarms.map((subject) => `false alarm: ${subject}`),
  ...(secondCrawl.alerts > 0 ? [`the second crawl sent ${secondCrawl.alerts} alerts again`] : []),
  ...days.flatMap(({ wrong }, at) => wrong.map((fault) => `day ${at + 1}: ${fault}`)),
]

export function printStart(print: Print, { sites }: World, file: string): void {
  print(`\n  ${pc.bold('Pantau')} watches a practice world on this machine, from the first page to the last alert.\n\n`)
  for (const [name, { url }] of Object.entries(sites)) print(`  ${name.padEnd(10)} ${pc.dim(url)}\n`)
  print(`  ${'config'.padEnd(10)} ${pc.dim(file)}\n\n`)
}

export const printDay = (print: Print, number: number, { what }: Day): void =>
  print(`\n  ${pc.bold(`day ${number}`.padEnd(6))} ${what}\n`)

/** All visits of a day on one line. */
export function printVisits(print: Print, visits: readonly Visit[]): void {
  const sum = (of: 'pages' | 'newPosts' | 'changedPosts'): number =>
    visits.reduce((total, visit) => total + visit[of], 0)
  const said = `${sum('pages')} pages, ${sum('newPosts')} posts new, ${sum('changedPosts')} changed`
  print(`  ${pc.cyan('visits')} ${pc.dim(said)}\n`)
  for (const { targetId, error } of visits) if (error !== null) print(`         ${pc.red(`${targetId}: ${error}`)}\n`)
}

export function printVisit(print: Print, visit: Visit): void {
  const counts = `${visit.pages} ${visit.pages === 1 ? 'page' : 'pages'}, ${visit.posts} posts, ${visit.newPosts} new, ${visit.signals} offers or the like`
  print(`  ${pc.cyan('visit')}  ${visit.targetId.padEnd(8)} ${visit.error === null ? counts : pc.red(visit.error)}\n`)
  for (const { url, error } of visit.errors) print(`         ${pc.yellow(error)} ${pc.dim(url)}\n`)
}

export const printAlert = (print: Print, channel: string, subject: string): void =>
  print(`  ${pc.bold(pc.magenta('ALERT'))}  ${channel.padEnd(8)} ${pc.bold(subject)}\n`)

/** One alert on one line, what was read wrong in red. */
function inWords(told: Told): string {
  const { victims, countries, records, price, dataClasses, seller } = told
  const parts: [field: string, words: string][] = [
    ['victims', victims.join(', ')],
    ['countries', countries.join(', ')],
    ['records', records === null ? '' : `${numberWords(records)} records`],
    ['price', price === null ? '' : priceWords(price)],
    ['dataClasses', dataClasses.join(' ')],
    ['seller', seller ?? ''],
  ]
  return parts
    .map(([field, words]) => (told.wrong.includes(field) ? pc.red(words || `no ${field}`) : words))
    .filter(Boolean)
    .join(' · ')
}

export function printSummary(print: Print, summary: Summary, out: string): void {
  const tick = (ok: boolean): string => (ok ? pc.green('✓') : pc.red('✗'))
  const { pages, posts, signals, cases, falseAlarms, secondCrawl, days } = summary
  const sent = Object.entries(summary.alerts).map(([channel, count]) => `${count} over ${channel}`)
  print(`\n  ${pc.bold('What happened')}\n\n`)
  print(`  ${summary.targets} targets, ${pages} pages, ${posts} posts, ${signals} of them offers or the like\n`)
  print(
    `  ${pc.dim('(the rule asks for Indonesian data on offer: the seller’s other countries and what is wanted are stored, and told to nobody)')}\n`,
  )
  print(`  alerts sent: ${sent.join(', ') || 'none'}\n\n`)
  for (const { name, alerts } of cases) {
    const isRight = alerts.length === 1 && alerts[0]?.wrong.length === 0
    print(`  ${tick(isRight)} ${pc.bold(name)}${alerts.length === 0 ? pc.red(' no alert') : ''}\n`)
    for (const told of alerts) print(`      ${pc.dim(inWords(told))}\n`)
  }
  print(
    `  ${tick(falseAlarms.length === 0)} ${pc.bold('honest posts and news')} ${pc.dim(falseAlarms.join('; ') || 'stayed silent')}\n`,
  )
  print(
    `  ${tick(secondCrawl.alerts === 0)} ${pc.bold('crawled again')} ${pc.dim(`${secondCrawl.pages} pages, ${secondCrawl.alerts} alerts`)}\n`,
  )
  const wrong = days.flatMap((day) => day.wrong)
  print(
    `  ${tick(wrong.length === 0)} ${pc.bold(`visited on ${days.length} days`)} ${pc.dim(wrong.join('; ') || 'told what changed and mattered, each under the first alert about its offer; bumps, replies, a mirror and a misprint stayed silent')}\n\n`,
  )
  print(
    `  In ${out}:\n  mail/*.eml, slack/*.json, kotz.html, kotz.csv and kotz.jsonl (the seller's trail), summary.json\n`,
  )
  print(`  ${pc.dim(`${summary.seconds} s`)}\n`)
}
