import type { TrueLink } from '../format.ts'

/** An account of a person of the story. */
export interface AccountOf {
  person: string
  site: 'pasar' | 'kontor' | 'tempel' | 'kanal'
  handle: string
  /** How its ads say to reach it. */
  contact: string
  /** Stands below its posts. */
  signature: string
}

const kotz = 'telegram @kotz_praktik'
const rinjani = 'telegram @rinjani_praktik'
const lautan = 'telegram @lautan_praktik'

/** A key that two accounts show, and an address of Tox that two others are reached at. */
const key = 'PGP fingerprint: 99AA BC00 D1E1 F2A2 B3C3  D4E4 F5A5 B6C6 D7E7 F8A8'
const tox = `Tox: ${'9900AABB'.repeat(9)}CCDD`
const formerly = 'formerly known as Rinjani77'

/** Three persons behind nine accounts. Whom nobody but the story knows to be one: nothing else ties them than what is said here. */
export const accounts = {
  kotzPasar: { person: 'Kotz', site: 'pasar', handle: 'Kotz', contact: kotz, signature: key },
  kotzKontor: { person: 'Kotz', site: 'kontor', handle: 'KotzMarket', contact: kotz, signature: key },
  kotzKanal: { person: 'Kotz', site: 'kanal', handle: 'kanal_kotz', contact: kotz, signature: '' },
  kotzTempel: { person: 'Kotz', site: 'tempel', handle: 'kotz_paste', contact: kotz, signature: '' },
  rinjaniPasar: { person: 'Rinjani', site: 'pasar', handle: 'Rinjani77', contact: rinjani, signature: '' },
  rinjaniKontor: { person: 'Rinjani', site: 'kontor', handle: 'Rinjani77', contact: rinjani, signature: '' },
  senopati: {
    person: 'Rinjani',
    site: 'pasar',
    handle: 'Senopati',
    contact: 'telegram @senopati_praktik',
    signature: formerly,
  },
  lautanKontor: { person: 'Lautan', site: 'kontor', handle: 'LautanData', contact: lautan, signature: tox },
  lautanPasar: { person: 'Lautan', site: 'pasar', handle: 'samudera', contact: lautan, signature: tox },
} as const satisfies Record<string, AccountOf>

/** Others, who deal in what they took from somebody. */
export const copycats = {
  pasar: {
    person: 'somebody',
    site: 'pasar',
    handle: 'tukang_salin',
    contact: 'telegram @salin_praktik',
    signature: '',
  },
  kontor: {
    person: 'somebody',
    site: 'kontor',
    handle: 'Reseller.X',
    contact: 'telegram @reseller_praktik',
    signature: '',
  },
} as const satisfies Record<string, AccountOf>

export const nameOf = ({ site, handle }: AccountOf): string => `${site}/${handle}`

/** What an account shows of itself, each sign as its kind and what it says. */
function signsOf(by: AccountOf, contacts: ReadonlySet<string>): Set<string> {
  const signature = { [key]: ['pgp'], [tox]: ['tox'] }[by.signature] ?? []
  return new Set([...contacts, ...signature, `handle ${by.handle.toLowerCase()}`])
}

/** The links that follow from what is shown: each pair of accounts with a sign in common, or of which one names the other. */
export function linksBetween(shown: readonly { by: AccountOf; contact: string }[]): TrueLink[] {
  const people = new Map<string, { by: AccountOf; contacts: Set<string> }>()
  for (const { by, contact } of shown) {
    const person = people.get(nameOf(by)) ?? { by, contacts: new Set<string>() }
    person.contacts.add(contact)
    people.set(nameOf(by), person)
  }
  const known = [...people.values()]
  return known.flatMap((one, at) =>
    known.slice(at + 1).flatMap((other): TrueLink[] => {
      const [mine, theirs] = [signsOf(one.by, one.contacts), signsOf(other.by, other.contacts)]
      const common = [...mine].filter((sign) => theirs.has(sign)).map((sign) => sign.split(' ', 1)[0] ?? '')
      const isNamed = (a: AccountOf, b: AccountOf): boolean => a.signature === formerly && b.handle === 'Rinjani77'
      const alias = isNamed(one.by, other.by) || isNamed(other.by, one.by) ? ['alias'] : []
      const reasons = [...new Set([...common, ...alias])].sort()
      return reasons.length === 0 ? [] : [{ accounts: [nameOf(one.by), nameOf(other.by)], reasons }]
    }),
  )
}
