import type { DataClass } from '../../model/data-classes.ts'
import type { Story } from '../happening.ts'
import { ruleEventsOf } from '../rules/events.ts'
import type { Hit } from '../rules/match.ts'
import type { Why } from '../rules/why.ts'
import type { Words } from '../words/words.ts'

// What to do next about an offer: which steps, in which order. What they say stands in the words of each language.

/** Longer lists are not read. */
export const mostSteps = 4

interface Case extends Pick<Story, 'event' | 'listing'> {
  /** What a watchlist names was found, and not its country alone: the data may be that of whoever is told. */
  isOurs: boolean
}

type Step = keyof Words['steps']

const has = ({ listing }: Case, ...classes: DataClass[]): boolean =>
  listing.dataClasses.some((one) => classes.includes(one))

/** Of organisations, not of people. */
const impersonal: ReadonlySet<DataClass> = new Set(['access', 'corporate-documents', 'source-code'])
/** What nothing is told of may be of people. */
const isPersonal = ({ listing: { dataClasses } }: Case): boolean =>
  dataClasses.length === 0 || !dataClasses.every((one) => impersonal.has(one))

const isOpen = ({ listing }: Case): boolean => listing.intent === 'dump' || listing.intent === 'giveaway'
const isGone = ({ event }: Case): boolean => event.kind === 'removed'
/** There is something to act on from the beginning; a later change only asks for what it changed. */
const isFresh = ({ event }: Case): boolean => event.kind === 'opened' || event.kind === 'reopened'
const isNewProof = (one: Case): boolean => isFresh(one) || one.event.kind === 'sample-added'
/** What happened is worth telling others of. */
const isTelling = (one: Case): boolean => isNewProof(one) || one.event.kind === 'sold'
const isVerifiable = (one: Case): boolean => one.listing.sample || isOpen(one)
/** Somebody can be asked: whoever is told, or a victim that is named. */
const hasOwner = ({ isOurs, listing }: Case): boolean => isOurs || listing.victims.length > 0

/** About goods that somebody has. The most urgent first; every one whose condition holds, up to `mostSteps`. */
const rules: readonly { step: Step; when(one: Case): boolean }[] = [
  // What was out before is no new breach, and whoever dealt with it then knows it.
  { step: 'compare', when: ({ listing, event }) => listing.verdict === 'recycled' && event.kind === 'opened' },
  // Evidence that may vanish is secured first: ISO/IEC 27037:2012; RFC 3227, 2.1.
  { step: 'gone', when: isGone },
  // CISA, #StopRansomware Guide (2023), part 2: contain the way in before anything else.
  { step: 'closeAccess', when: (one) => isFresh(one) && has(one, 'access') },
  // CISA, #StopRansomware Guide, part 2; BSSN Regulation 1/2024, art. 15: report, 24 hours for vital infrastructure.
  { step: 'incident', when: (one) => isNewProof(one) && one.listing.intent === 'extortion' },
  // US Department of Justice, Legal Considerations when Gathering Online Cyber Threat Intelligence and Purchasing Data
  // from Illicit Sources (2020): look passively; exchange, payment and download are what brings one into trouble.
  { step: 'verifySample', when: (one) => isNewProof(one) && isVerifiable(one) && hasOwner(one) },
  { step: 'askOwner', when: (one) => isFresh(one) && !isVerifiable(one) && hasOwner(one) },
  // Deadlines: `lawsBy`.
  { step: 'notify', when: (one) => isTelling(one) && one.isOurs && isPersonal(one) },
  // FIRST, Traffic Light Protocol 2.0: whoever has to act is told, through the team that answers for it.
  { step: 'tellVictim', when: (one) => isTelling(one) && !one.isOurs && hasOwner(one) },
  { step: 'assumeUsed', when: ({ event }) => event.kind === 'sold' },
  // What finds no buyer is given away for reputation: 91 million Tokopedia accounts, for sale in May 2020, lay free in July.
  { step: 'beforeRelease', when: ({ event }) => ruleEventsOf(event).includes('price-drop') },
  // PCI SSC, Responding to a Cardholder Data Breach: the brands and issuers, who block and reissue.
  { step: 'cards', when: (one) => isTelling(one) && has(one, 'payment-cards') },
  // NIST SP 800-63B-4, 3.1.1.2: a password that is known to be compromised is changed.
  { step: 'passwords', when: (one) => isTelling(one) && has(one, 'passwords', 'credentials') },
  // NIST SP 800-63A-4: evidence of identity has to be bound to its living holder, which a picture of it is not.
  {
    step: 'identities',
    when: (one) => isTelling(one) && has(one, 'id-documents', 'id-selfies', 'biometrics', 'sim-registrations'),
  },
  // Whoever hosts it can remove it: Regulation (EU) 2022/2065, art. 16; Indonesia's Kominfo Regulation 5/2020.
  { step: 'takedown', when: (one) => (isOpen(one) && isFresh(one)) || one.event.kind === 'seen-elsewhere' },
  // ISO/IEC 27037:2012: keep it whole, signed, and say who held it.
  { step: 'preserve', when: (one) => !isGone(one) },
]

function stepsFor(one: Case): Step[] {
  if (one.listing.intent === 'wanted') return [isGone(one) ? 'gone' : 'watchBuyer']
  const holding = rules.filter(({ when }) => when(one))
  return holding.slice(0, mostSteps).map(({ step }) => step)
}

/** By whose people are in the data: the law that says when they and an authority must hear of it. */
const lawsBy: readonly { law: Law; countries: readonly string[] }[] = [
  // Undang-Undang 27/2022 tentang Pelindungan Data Pribadi, Pasal 46.
  { law: 'ID', countries: ['ID'] },
  // Regulation (EU) 2016/679, art. 33 and 34; it holds in the EEA too.
  {
    law: 'EU',
    countries: 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
  },
  // UK GDPR, art. 33.
  { law: 'GB', countries: ['GB'] },
  // Personal Data Protection Act 2012, section 26D.
  { law: 'SG', countries: ['SG'] },
]

/** Which law sets the deadline; `null` for one that is not known here. */
export type Law = 'ID' | 'EU' | 'GB' | 'SG'

const namesSomebody = (why: Why): boolean =>
  why.about === 'watchlist' && why.kind !== 'country' && why.kind !== 'data-class'

/** What to do next about an offer, in words: at most four lines, the most urgent first. */
export function nextSteps({ event, listing }: Pick<Story, 'event' | 'listing'>, hit: Hit, words: Words): string[] {
  const one: Case = { event, listing, isOurs: hit.reasons.some(namesSomebody) }
  const law = lawsBy.find(({ countries }) => countries.some((code) => listing.countries.includes(code)))?.law ?? null
  const told = { listing: listing.id, victim: listing.victims[0] ?? '', isOurs: one.isOurs, law }
  return stepsFor(one).map((step) => words.steps[step](told))
}
