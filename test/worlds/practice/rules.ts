import type { ListingEventKind } from '../../../model/listing.ts'
import type { Manifest, TrueListing } from '../format.ts'

// Who wants to be told of what in the practice world; and who therefore is told of an event, by what its story says of it. The
// story knows of no pages and no readings.

/** What a listing offers. */
export interface Offered {
  victim: string
  /** Records; `null` where it names none. */
  records: number | null
}

/** Of what a site showed for longer when it was first read, nobody is told. */
export const daysOfNews = 30

const ours = ['Bank Rekaan', 'Bank Khayal', 'Klinik Semu', 'Universitas Umpama', 'RS Karangan', 'Toko Andaian']
const many = 400_000

export const watchlists: Manifest['watchlists'] = [{ id: 'ours', names: ours }]

/** What a rule tells unless it says otherwise: what matters of an offer's life. All that is repriced in a story gets cheaper. */
const whatMatters: readonly ListingEventKind[] = [
  ...(['opened', 'repriced', 'sample-added', 'sold', 'removed', 'reopened', 'seen-elsewhere'] as const),
]

export const rules: Manifest['rules'] = [
  { id: 'usual' },
  { id: 'large', minRecords: many },
  { id: 'ours', watchlists: ['ours'] },
  { id: 'unheard', verdicts: ['new'], events: ['opened', 'sold'] },
  { id: 'stirred', events: ['bumped', 'edited', 'moved', 'contact-changed'] },
]

/** The rules that tell of an event. */
export const tellingRules = (
  kind: ListingEventKind,
  { victim, records }: Offered,
  verdict: NonNullable<TrueListing['verdict']>['kind'],
): string[] => {
  const matters = whatMatters.includes(kind)
  const asked: Record<string, boolean> = {
    usual: matters,
    large: matters && records !== null && records >= many,
    ours: matters && ours.includes(victim),
    unheard: verdict === 'new' && (kind === 'opened' || kind === 'sold'),
    stirred: ['bumped', 'edited', 'moved', 'contact-changed'].includes(kind),
  }
  return Object.keys(asked).filter((rule) => asked[rule])
}
