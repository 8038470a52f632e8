import type { Keeping, KeepPolicy } from '../../model/evidence.ts'
import type { Intent, PersonalData } from '../../model/signal.ts'
import type { KnownOffer } from '../../store/evidence.ts'

/** The most sensitive first: what a page is kept for, where it is kept for several. */
const bySensitivity: readonly Intent[] = ['dump', 'giveaway', 'extortion', 'sale', 'wanted']

const words: Record<Intent, string> = {
  dump: 'a dump',
  giveaway: 'a giveaway',
  extortion: 'an extortion',
  sale: 'a sale',
  wanted: 'a search for data',
}

/** A page that shows the data of so many people is a dump of it, whatever its posts call themselves; a sample is smaller. */
export const peopleInDump = 25

/** What decides how much of a page is kept. */
export type Offer = Omit<KnownOffer, 'postId'>

/** How much is kept of a page with these offers, at least one, and what for. `countPeople` is asked where it matters. */
export function keepingOf(
  offers: readonly Offer[],
  countPeople: () => number,
  policy: KeepPolicy,
): { intent: Intent; keeping: Keeping; why: string } {
  const intents = bySensitivity.filter((intent) => offers.some((offer) => offer.intent === intent))
  const intent = intents[0] ?? 'sale'
  if (offers.some(showsIdentities) && policy.identityPictures === 'hash')
    return { intent, keeping: 'hash', why: 'identity pictures' }
  const strictest = intents.find((other) => policy[other] === 'hash')
  if (strictest) return { intent, keeping: 'hash', why: words[strictest] }
  const people = policy.dump === 'hash' ? countPeople() : 0
  if (people >= peopleInDump) return { intent, keeping: 'hash', why: `data of ${people} people` }
  return { intent, keeping: 'page', why: words[intent] }
}

const showsIdentities = ({ dataClasses, hasImages }: Offer): boolean =>
  hasImages && dataClasses.some((dataClass) => dataClass === 'id-selfies' || dataClass === 'id-documents')

/** What is nobody's: programs and coins have such numbers too. */
const ofNobody = new Set(['wallets', 'api-keys'])

/** How many people's data stands in posts, by the kind of data that most of them have there. */
export function peopleIn(personal: readonly PersonalData[]): number {
  const counts = new Map<string, number>()
  for (const { kind, count } of personal) if (!ofNobody.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + count)
  return Math.max(0, ...counts.values())
}
