import type { Language } from './language.ts'

/** What can be chosen where somebody acts without writing. */
export interface TriageChoices {
  /** How long to snooze. */
  snoozes: readonly (readonly [hours: number, words: string])[]
  /** Why an alert is a false positive: what rules are mended by. */
  falseReasons: readonly string[]
}

export const triageChoices: Record<Language, TriageChoices> = {
  en: {
    snoozes: [
      [1, '1 hour'],
      [4, '4 hours'],
      [8, '8 hours'],
      [24, '1 day'],
      [72, '3 days'],
      [168, '1 week'],
    ],
    falseReasons: [
      'not our organisation',
      'old data, known before',
      'fake or a scam',
      'a duplicate',
      'not an offer',
      'public data',
    ],
  },
  id: {
    snoozes: [
      [1, '1 jam'],
      [4, '4 jam'],
      [8, '8 jam'],
      [24, '1 hari'],
      [72, '3 hari'],
      [168, '1 minggu'],
    ],
    falseReasons: [
      'bukan organisasi kami',
      'data lama, sudah diketahui',
      'palsu atau penipuan',
      'duplikat',
      'bukan penawaran',
      'data publik',
    ],
  },
}
