import { z } from 'zod'
import { DataClass } from './data-classes.ts'
import { Country } from './signal.ts'

/** What is wrong with a word that a post is searched for; `null` where nothing is. */
const mistakeOf = (word: string): string | null => {
  if (word.length < 2) return null // told by its length
  const letters = word.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return 'holds no letter and would be found in numbers everywhere: write the words beside it'
  if (word.slice(0, -1).includes('*')) return 'has its * inside: it stands at the end, for words that go on (selfie*)'
  if (word.endsWith('*') && letters < 4) return 'would be found in too many words: at least four letters before the *'
  if (/^=.*\p{Ll}/u.test(word))
    return 'begins with =, which is for words in capitals only (=BNKX): write it in capitals'
  if (letters < 2 && !/\p{Script=Han}/u.test(word))
    return 'has a single letter and would be found too often: write a longer word'
  return null
}

/**
 * A word or phrase that posts are searched for, matched whole and whatever its case; `selfie*` also takes longer words
 * with that beginning, `=BNKX` only its own capitals.
 */
const Word = z
  .string()
  .trim()
  .min(2, 'a single letter would be found everywhere: write a longer word')
  .max(100)
  .superRefine((word, context) => {
    const mistake = mistakeOf(word)
    if (mistake) context.addIssue({ code: 'custom', message: `"${word}" ${mistake}` })
  })
const Words = z.array(Word).max(1_000)

/** An organisation that data may be taken from, under its usual name. */
const OwnVictim = z.strictObject({
  name: Word,
  /** Abbreviations, nicknames, apps, domains. */
  aliases: z.array(Word).max(100).default([]),
  /** Whose people a leak of it touches; absent for one that serves the world. */
  country: Country.optional(),
})

/** One name stands for one organisation: a second owner of it would be a second victim of every post. */
const eachOnce = (victims: readonly z.infer<typeof OwnVictim>[], context: z.RefinementCtx): void => {
  const owners = new Map<string, string>()
  for (const [at, { name, aliases }] of victims.entries())
    for (const alias of [name, ...aliases]) {
      const owner = owners.get(alias.toLowerCase())
      owners.set(alias.toLowerCase(), name)
      if (owner === undefined || (owner === name && alias !== name)) continue
      context.addIssue({ code: 'custom', path: [at], message: `"${alias}" stands for "${owner}" already` })
    }
}

/** Words of the operator's own, beside those that the reader knows; `cues` are the ids that cues may be given for. */
export const lexiconOf = (cues: readonly string[]) =>
  z.strictObject({
    victims: z.array(OwnVictim).max(10_000).superRefine(eachOnce).default([]),
    dataClasses: z.partialRecord(DataClass, Words).default({}),
    cues: z.partialRecord(z.enum(cues), Words).default({}),
  })
