import type { Message } from '../../model/alert.ts'
import { addDays } from '../../model/calendar.ts'
import { type Digest, daysOf, type Period } from '../../model/digest.ts'
import type { Figures } from '../../model/figures.ts'
import type { Language } from '../../model/language.ts'
import { bandOf, type SeverityBand } from '../../model/severity.ts'
import { sparkline } from '../format/spark.ts'
import { en } from '../words/en.ts'
import { type Words, wordsOf } from '../words/words.ts'
import { line } from './harmless.ts'
import { inLanguage } from './languages.ts'

/** Which digest, of what, in what words. */
export interface DigestOf {
  digest: Pick<Digest, 'id' | 'every' | 'at' | 'rules' | 'tlp'>
  period: Period
  now: Date
  language: Language
}

/** The finished message of a digest: figures as facts, a line of blocks for the trend, and what a mail draws. */
export function composeDigest(figures: Figures, { digest, period, now, language }: DigestOf): Message {
  const words = wordsOf(language)
  const say = words.digest
  const { alerts, waiting, sources } = figures
  const said =
    alerts === 0
      ? say.nothing(sources.read, sources.watched)
      : say.counts(alerts, countOf(figures, 'opened'), countOf(figures, 'sold'))
  const bars = barsOf(figures, digest, period, words)
  return {
    ...{ language, kind: 'digest', event: null, severity: 0, confidence: 1, tlp: digest.tlp },
    subject: line(say.subject(say.name[digest.every], say.period(digest.every, period), said), 250),
    facts: [
      ...(alerts === 0 ? [] : happened(figures, digest, bars, words)),
      ...gravest(figures, language, words),
      ...standing(figures, words),
    ],
    ...{ excerpt: '', source: '', evidence: '', link: null },
    ...(bars.some(({ count }) => count > 0)
      ? {
          chart: { tiles: tilesOf(figures, words), title: say.trendTitle[digest.every], bars, draws: say.labels.trend },
        }
      : {}),
    reasons: [
      say.why(digest.id, digest.rules),
      say.zone(digest.at.zone),
      ...(figures.unnamed > 0 ? [say.unnamed(figures.unnamed, digest.tlp)] : []),
    ],
    next: [...(waiting.count > 0 ? [say.next.waiting] : []), ...(sources.broken.length > 0 ? [say.next.broken] : [])],
    createdAt: now.toISOString(),
  }
}

const countOf = ({ byEvent }: Figures, kind: string): number => byEvent.find((event) => event.kind === kind)?.count ?? 0

const tilesOf = (figures: Figures, { digest: { tiles, compact } }: Words): Message['facts'] => [
  { label: tiles.alerts, value: compact(figures.alerts) },
  { label: tiles.fresh, value: compact(countOf(figures, 'opened')) },
  { label: tiles.sold, value: compact(countOf(figures, 'sold')) },
  { label: tiles.records, value: compact(figures.onOffer.records) },
]

type Bars = NonNullable<Message['chart']>['bars']

/** The trend, with the day of each of its parts. */
function barsOf({ trend }: Figures, digest: Pick<Digest, 'every'>, { from }: Period, { digest: say }: Words): Bars {
  const days = daysOf(digest)
  return trend.map((count, at) => {
    const day = addDays(from, (at - trend.length + 1) * days)
    return { label: digest.every === 'daily' ? say.bar(day) : say.barOfWeek(day), count }
  })
}

type Label = keyof Words['digest']['labels']

/** Facts, each called in English too where its label is not: programs read them. */
const factsOf = (told: [label: Label, value: string | null][], { digest: { labels } }: Words): Message['facts'] =>
  told.flatMap(([label, value]) => {
    const key = en.digest.labels[label]
    return value ? [{ label: labels[label], value: line(value, 1_000), ...(key === labels[label] ? {} : { key }) }] : []
  })

/** What happened, in the order in which one wants to know it. */
function happened(figures: Figures, { every }: Pick<Digest, 'every'>, bars: Bars, words: Words): Message['facts'] {
  const { alerts, before, trend, byRule, bySeverity, byEvent, onOffer, victims, sellers } = figures
  const { digest: say, gathered, values } = words
  const earlier = trend.slice(0, -1)
  const mean = earlier.length < 2 ? null : earlier.reduce((sum, count) => sum + count, 0) / earlier.length
  const rounded = mean === null ? null : Math.round(mean * 10) / 10
  const records = (count: number): string | null => (count > 0 ? values.number(count) : null)
  const spark = sparkline(bars.map(({ count }) => count))
  const whose = victims.map(({ name, offers, records: of }) => say.victim(line(name, 60), offers, records(of)))
  const whom = sellers.map(({ handle, site, offers }) => say.seller(line(handle, 60), site, offers))
  return factsOf(
    [
      ['alerts', say.alerts(every, alerts, before, rounded, earlier.length)],
      ['trend', say.trend(spark, bars[0]?.label ?? '', bars.at(-1)?.label ?? '', Math.max(...trend))],
      ['severity', gathered.bands(bandsOf(bySeverity))],
      ['rules', byRule.map(({ ruleId, count }) => `${ruleId} ${count}`).join(', ')],
      ['events', byEvent.map(({ kind, count }) => `${count} ${gathered.events[kind]}`).join(', ')],
      ['onOffer', onOffer.offers > 0 ? say.onOffer(values.number(onOffer.records), onOffer.offers) : null],
      ['victims', whose.join(', ')],
      ['sellers', whom.join(', ')],
    ],
    words,
  )
}

/** The gravest alerts, a line each, with what `pantau alerts show` takes. */
const gravest = ({ gravest }: Figures, language: Language, { frame }: Words): Message['facts'] =>
  gravest.map(({ id, severity, subjects }) => ({
    label: `${frame.severity} ${severity}`,
    value: `${line(inLanguage(subjects, language).subject, 250)} · [${id.slice(0, 10)}]`,
    key: `${en.frame.severity} ${severity}`,
  }))

/** What there is to do, and whether what was to be read was read. */
function standing({ waiting, sources }: Figures, words: Words): Message['facts'] {
  const { digest: say, values } = words
  const { read, watched, posts, offers, broken } = sources
  const wrong = broken.map(({ id, why }) => (why === '' ? id : `${id}: ${line(why, 120)}`))
  return factsOf(
    [
      ['waiting', waiting.since && say.waiting(waiting.count, values.time(waiting.since))],
      ['sources', say.sources(read, watched, values.number(posts), values.number(offers))],
      ['broken', values.listed(wrong, 5)],
    ],
    words,
  )
}

function bandsOf(bySeverity: Figures['bySeverity']): [SeverityBand, number][] {
  const counts = new Map<SeverityBand, number>()
  for (const { severity, count } of bySeverity) {
    const band = bandOf(severity)
    counts.set(band, (counts.get(band) ?? 0) + count)
  }
  return [...counts]
}
