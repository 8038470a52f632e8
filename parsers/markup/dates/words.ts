import table from './words.json' with { type: 'json' }

/** A part of the day that a clock of twelve hours names. `noon` is about midday ("siang", "中午"), `night` goes past midnight. */
export type Half = 'am' | 'pm' | 'noon' | 'night'

/**
 * What a word can mean in a date. A page's language is not known, so one table holds the words of all, and a word may
 * mean several things: "mar" is March and Tuesday, "ago" is August and the past. The place where it stands decides.
 */
export interface Meaning {
  /** 1 to 12. */
  month?: number
  /** 0 is Sunday. */
  weekday?: number
  /** 0 is today. */
  daysBack?: number
  now?: true
  /** Makes an amount past, by language: does it stand before the amount or after it? */
  ago?: Map<string, 'before' | 'after'>
  /** Seconds, by language: "saat" is an hour in Turkish and a second in Malay. */
  unit?: Map<string, number>
  /** A number as a word: "an" is 1, "half" is 0.5, "less than" makes nothing of what follows. */
  count?: number
  half?: Half
  /** Stands between hours and minutes: "19h46", "15 Uhr". */
  hour?: true
  /** Makes a month of the number before it: 5月. */
  monthMark?: true
  /** Says nothing, but holds a date together: "of", "at", "de". */
  join?: true
  /** Minutes east of Greenwich. */
  zone?: number
  /** Says that summer time is added to the zone. */
  summer?: true
}

/** What an unknown word means. */
export const nothing: Meaning = {}

/** One block of date-words.json. Words of one meaning are separated by `|`, and the shortest unit words are in `short`. */
interface Language {
  /** January first; nominative, genitive and abbreviations alike, without their dots. */
  months?: string[]
  /** Sunday first. */
  weekdays?: string[]
  /** Today, yesterday, the day before. */
  daysBack?: string[]
  now?: string
  ago?: string
  agoBefore?: string
  units?: Partial<Record<keyof typeof seconds, string>>
  counts?: Record<string, string>
  halves?: Partial<Record<Half, string>>
  hour?: string
  monthMark?: string
  joins?: string
  zones?: Record<string, number>
  summer?: string
}

/** Months and years have their mean length in the Gregorian calendar. */
const seconds = {
  second: 1,
  minute: 60,
  halfHour: 1_800,
  hour: 3_600,
  day: 86_400,
  week: 604_800,
  month: 2_629_746,
  halfYear: 15_778_476,
  year: 31_556_952,
}

/** The block of unit words that every language's boards use, with "ago" and without: 3h, 2d, 5 mo. */
export const short = 'short'

/** What the known words and phrases mean; the pieces of a phrase are separated by one space. */
export const meanings = new Map<string, Meaning>()
/** How many pieces the longest phrase has that begins with a word. */
export const reach = new Map<string, number>()
const letter = String.raw`(?:(?!\p{Script=Han})[\p{L}\p{M}])`
/** A number, a run of Chinese, a word, or a mark. */
export const piece = new RegExp(String.raw`\d+|\p{Script=Han}+|${letter}+(?:['-]${letter}+)*|\S`, 'gu')

/** Adds what words mean to what they are known to mean in other languages. */
function learn(words: string | undefined, facts: Meaning): void {
  for (const word of words?.split('|') ?? []) {
    const known = meanings.get(word) ?? {}
    const meaning: Meaning = { ...known, ...facts }
    if (facts.unit) meaning.unit = new Map([...(known.unit ?? []), ...facts.unit])
    if (facts.ago) meaning.ago = new Map([...(known.ago ?? []), ...facts.ago])
    meanings.set(word, meaning)
    const pieces = word.match(piece) ?? []
    const first = pieces[0] ?? ''
    reach.set(first, Math.max(reach.get(first) ?? 1, pieces.length))
  }
}

/** Boards write "Agustos" and "marco" where a keyboard or a database had no marks. */
const withoutMarks = (words: string): string => words.normalize('NFD').replace(/\p{M}/gu, '')

function learnLanguage(code: string, words: Language): void {
  for (const [index, names] of words.months?.entries() ?? []) {
    learn(`${names}|${withoutMarks(names)}`, { month: index + 1 })
  }
  for (const [weekday, names] of words.weekdays?.entries() ?? []) learn(names, { weekday })
  for (const [daysBack, names] of words.daysBack?.entries() ?? []) learn(names, { daysBack })
  for (const [unit, names] of Object.entries(words.units ?? {})) {
    learn(names, { unit: new Map([[code, seconds[unit as keyof typeof seconds]]]) })
  }
  for (const [count, names] of Object.entries(words.counts ?? {})) learn(names, { count: Number(count) })
  for (const [half, names] of Object.entries(words.halves ?? {})) learn(names, { half: half as Half })
  for (const [name, zone] of Object.entries(words.zones ?? {})) learn(name, { zone })
  learn(words.ago, { ago: new Map([[code, 'after']]) })
  learn(words.agoBefore, { ago: new Map([[code, 'before']]) })
  learn(words.now, { now: true })
  learn(words.hour, { hour: true })
  learn(words.monthMark, { monthMark: true })
  learn(words.joins, { join: true })
  learn(words.summer, { summer: true })
}

for (const [code, words] of Object.entries<Language>(table)) learnLanguage(code, words)
