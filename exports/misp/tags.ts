import type { DataClass } from '../../model/data-classes.ts'
import type { Intent } from '../../model/signal.ts'
import type { TimelineEntry } from '../../model/timeline.ts'

// Machine tags of the vocabularies `tlp`, `admiralty-scale`, `infoleak` and `dark-web` (MISP/misp-taxonomies).

/** Of the whole event. Amber, as alerts are unless a rule says otherwise: for those who have to act, and their clients. */
export const eventTags: readonly string[] = ['tlp:amber', 'infoleak:submission="crawler"']

const sources: Partial<Record<TimelineEntry['post']['platform'], string>> = {
  forum: 'electronic-forum',
  paste: 'pastie-website',
}

const detections: Partial<Record<DataClass, string>> = {
  'email-addresses': 'mail',
  'phone-numbers': 'phone-number',
  'payment-cards': 'credit-card',
  'ip-addresses': 'ip',
  passwords: 'credential',
  credentials: 'credential',
}

const identification = 'identification-credentials'
const topics: Partial<Record<DataClass, string>> = {
  'national-ids': identification,
  'id-documents': identification,
  'id-selfies': identification,
  'drivers-licenses': identification,
  passports: identification,
  passwords: identification,
  credentials: identification,
  'payment-cards': 'credit-card',
}

const doings: Record<Intent, readonly string[]> = {
  extortion: ['dark-web:topic="ransomware-group"', 'dark-web:structure="ransomware-post"'],
  sale: ['dark-web:motivation="marketplace-for-sale"', 'dark-web:structure="leaks"'],
  giveaway: ['dark-web:motivation="file-sharing"', 'dark-web:structure="leaks"'],
  wanted: [],
  dump: ['dark-web:motivation="file-sharing"', 'dark-web:structure="leaks"'],
}

/** The steps of `infoleak:certainty`, from the surest on. */
const certainties = [100, 93, 75, 50, 30, 7, 0]

/**
 * What is to be known of a post: how far its site and its word are believed, where it was found, what the data is said
 * to be, what is done with it. On the post, not on the event: the posts of one event differ in all of it.
 */
export function tagsOf({ reliability, signal, post }: TimelineEntry): string[] {
  const certainty = certainties.find((step) => step <= signal.confidence * 100) ?? 0
  const classed = (table: Partial<Record<DataClass, string>>): string[] =>
    signal.dataClasses.flatMap((dataClass) => table[dataClass] ?? [])
  return [
    ...new Set([
      `admiralty-scale:source-reliability="${reliability.toLowerCase()}"`,
      `admiralty-scale:information-credibility="${signal.credibility}"`,
      `infoleak:source="${sources[post.platform] ?? 'public-website'}"`,
      `infoleak:certainty="${certainty}"`,
      ...classed(detections).map((kind) => `infoleak:automatic-detection="${kind}"`),
      ...doings[signal.intent],
      ...classed(topics).map((topic) => `dark-web:topic="${topic}"`),
    ]),
  ]
}
