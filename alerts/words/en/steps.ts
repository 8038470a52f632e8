import type { Law } from '../../message/next.ts'

/** What a step may name: the listing's id, the first victim, whether the data may be the reader's, and whose law holds. */
interface Told {
  listing: string
  victim: string
  isOurs: boolean
  law: Law | null
}

const deadlines: Record<Law, string> = {
  ID: 'written notice to the people concerned and to the authority within 3 × 24 hours (Indonesian Law 27/2022, art. 46)',
  EU: 'notice to the authority within 72 hours (GDPR, art. 33), and to the people where the risk is high (art. 34)',
  GB: 'notice to the ICO within 72 hours (UK GDPR, art. 33)',
  SG: 'notice to the PDPC within 3 days of finding it notifiable (PDPA, section 26D)',
}

/** What to do next, a short sentence each; alerts/message/next.ts decides which. */
export const steps = {
  compare: (_told: Told): string =>
    'Compare with the earlier offer before anybody is alarmed: if nothing is new, tell those who dealt with it then.',
  gone: ({ listing }: Told): string =>
    `It is gone from the site; what was kept is the evidence: pantau evidence export ${listing} --why CASE`,
  closeAccess: (_told: Told): string =>
    'Find the way in that is offered, close it, change its secrets, and keep the logs.',
  incident: ({ law }: Told): string =>
    law === 'ID'
      ? 'Call the incident team, answer nobody on the gang’s page; report to your sector’s response team with a copy to BSSN, within 24 hours where vital infrastructure is hit (BSSN Regulation 1/2024, art. 15).'
      : 'Call the incident team, and answer nobody on the gang’s page; what it announces is published when its time is over.',
  verifySample: ({ isOurs }: Told): string =>
    `${isOurs ? 'Compare the sample with your own records' : 'Have the owner compare the sample with his records'}; do not write to the seller, buy, or download the files.`,
  askOwner: (_told: Told): string =>
    'Ask which system holds such records, and have its logs kept; do not write to the seller or buy.',
  notify: ({ law }: Told): string =>
    `If the data is yours: tell your data protection officer now; ${law === null ? 'see which notice your law asks for, and by when' : deadlines[law]}.`,
  tellVictim: ({ victim, law }: Told): string =>
    `Tell ${victim}, or its sector’s response team${law === 'ID' ? ' (in Indonesia BSSN)' : ''}, what is offered and where.`,
  assumeUsed: (_told: Told): string => 'Take it for sold: watch for fraud with this data from today.',
  beforeRelease: (_told: Told): string =>
    'Data that finds no buyer is often given away in the end: have the notice and the request for removal ready.',
  cards: (_told: Told): string =>
    'Give the card ranges to the fraud desks of the issuers, who block and reissue what they confirm.',
  passwords: (_told: Told): string =>
    'Have the passwords of the accounts named changed and their sessions ended, and ask for a second factor.',
  identities: (_told: Told): string =>
    'Tell lenders, banks and mobile operators that these papers are in fraudsters’ hands: a picture of them proves nobody.',
  takedown: ({ listing }: Told): string =>
    `Ask whoever hosts it to remove it: pantau timeline ${listing} --format takedown-letter -o letter.html`,
  preserve: ({ listing }: Told): string =>
    `Keep it for a case: pantau hold ${listing} --why CASE, and pantau evidence export ${listing} --why CASE`,
  watchBuyer: (_told: Told): string => 'It is only sought: see whether you hold such data, and who answers the buyer.',
}
