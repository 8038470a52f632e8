import pc from 'picocolors'
import type { Visit } from '../../store/visits.ts'
import type { World } from './world/index.ts'

type Print = (text: string) => void

/** What the demo came to: `summary.json`. */
export interface Summary {
  targets: number
  pages: number
  posts: number
  signals: number
  /** Alerts that arrived, by channel. */
  alerts: Record<string, number>
  /** The world's four cases, each with the alerts about it: one is right. */
  cases: { name: string; subjects: string[] }[]
  /** Alerts about anything else: there should be none. */
  falseAlarms: string[]
  /** The same crawl again, over an unchanged world: no alert is right. */
  secondCrawl: { pages: number; alerts: number }
  seconds: number
}

/** What is wrong with a summary, in words; empty when the demo did what it should. */
export const faultsOf = ({ cases, falseAlarms, secondCrawl }: Summary): string[] => [
  ...cases
    .filter(({ subjects }) => subjects.length !== 1)
    .map(({ name, subjects }) => `${name}: ${subjects.length} alerts instead of one`),
  ...falseAlarms.map((subject) => `false alarm: ${subject}`),
  ...(secondCrawl.alerts > 0 ? [`the second crawl sent ${secondCrawl.alerts} alerts again`] : []),
]

export function printStart(print: Print, { sites }: World, file: string): void {
  print(`\n  ${pc.bold('Pantau')} watches a practice world on this machine, from the first page to the last alert.\n\n`)
  for (const [name, { url }] of Object.entries(sites)) print(`  ${name.padEnd(10)} ${pc.dim(url)}\n`)
  print(`  ${'config'.padEnd(10)} ${pc.dim(file)}\n\n`)
}

export function printVisit(print: Print, visit: Visit): void {
  const counts = `${visit.pages} pages, ${visit.posts} posts, ${visit.newPosts} new, ${visit.signals} offers or the like`
  print(`  ${pc.cyan('visit')}  ${visit.targetId.padEnd(8)} ${visit.error === null ? counts : pc.red(visit.error)}\n`)
  for (const { url, error } of visit.errors) print(`         ${pc.yellow(error)} ${pc.dim(url)}\n`)
}

export const printAlert = (print: Print, channel: string, subject: string): void =>
  print(`  ${pc.bold(pc.magenta('ALERT'))}  ${channel.padEnd(8)} ${pc.bold(subject)}\n`)

export function printSummary(print: Print, summary: Summary, out: string): void {
  const tick = (ok: boolean): string => (ok ? pc.green('✓') : pc.red('✗'))
  const { pages, posts, signals, cases, falseAlarms, secondCrawl } = summary
  const sent = Object.entries(summary.alerts).map(([channel, count]) => `${count} over ${channel}`)
  print(`\n  ${pc.bold('What happened')}\n\n`)
  print(`  ${summary.targets} targets, ${pages} pages, ${posts} posts, ${signals} of them offers or the like\n`)
  print(`  alerts sent: ${sent.join(', ') || 'none'}\n\n`)
  for (const { name, subjects } of cases)
    print(`  ${tick(subjects.length === 1)} ${name.padEnd(36)} ${pc.dim(subjects.join('; ') || 'no alert')}\n`)
  print(
    `  ${tick(falseAlarms.length === 0)} ${'honest posts and news'.padEnd(36)} ${pc.dim(falseAlarms.join('; ') || 'silent')}\n`,
  )
  print(
    `  ${tick(secondCrawl.alerts === 0)} ${'crawled again'.padEnd(36)} ${pc.dim(`${secondCrawl.pages} pages, ${secondCrawl.alerts} alerts`)}\n\n`,
  )
  print(`  In ${out}:\n  mail/*.eml, slack/*.json, kotz.csv and kotz.jsonl (the seller's trail), summary.json\n`)
  print(`  ${pc.dim(`${summary.seconds} s`)}\n`)
}
