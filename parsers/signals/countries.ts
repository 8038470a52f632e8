import type { Reason, Span } from '../../model/signal.ts'
import { isDenied } from '../language/language.ts'
import { because } from '../language/reason.ts'
import { isInRow } from '../language/rows.ts'
import type { Field, Hit, Reader } from './field.ts'

const codes: Readonly<Record<string, string>> = Object.fromEntries([
  ['UK', 'GB'],
  ...'ID MY SG PH TH VN CN TW HK JP KR IN PK BD US CA MX BR AR CL CO PE EC UY IE FR DE ES PT IT NL BE CH AT SE DK FI PL CZ RO HU GR UA RU KZ TR IL SA AE QA EG MA NG KE ZA AU NZ'
    .split(' ')
    .map((code) => [code, code] as const),
])

/** Codes in capitals count where they stand in a list ("ES, CL, UY") or after a word for country: alone, IT is a department. */
const list = /(?<![A-Za-z0-9.])(?:[A-Z]{2})(?:(?: ?[,/|+•&] ?| or | and | )(?:[A-Z]{2}))+(?![A-Za-z0-9])/g
const labelled =
  /(?:country|countries|geo|гео|страна|negara|país|pais|国家)\]?[ :=]{1,3}([A-Z]{2})(?![A-Za-z])|(?:^|\n)[^\p{L}\n]{0,6}([A-Z]{2})(?= ?[/—–-] | {2,}\$)|\[([A-Z]{2})\]/giu

const codesIn = (reader: Reader): { code: string; span: Span }[] =>
  (['title', 'text'] as const).flatMap((part) => {
    const text = reader.post[part].slice(0, 20_000)
    const listed = [...text.matchAll(list)].flatMap((match) =>
      match[0].match(/[A-Z]{2}/g)?.every((code) => code === 'EU' || codes[code]) && !isInRow(text, match.index)
        ? [...match[0].matchAll(/[A-Z]{2}/g)].map((one) => ({ code: one[0], start: match.index + one.index }))
        : [],
    )
    const alone = [...text.matchAll(labelled)].map((match) => {
      const code = match[1] ?? match[2] ?? match[3] ?? ''
      return { code, start: match.index + match[0].lastIndexOf(code) }
    })
    return [...listed, ...alone].flatMap(({ code, start }) => {
      const country = codes[code]
      return country ? [{ code: country, span: { part, start, end: start + code.length } }] : []
    })
  })

/** "1,000 $US" is a currency; a country in a sample's row is one person's. */
const isPeople = (reader: Reader, { part, start, end }: Hit): boolean => {
  const text = reader.post[part]
  if (text[start - 1] === '$' || text[end] === '$') return false
  return reader.soFar.intent === 'dump' || !isInRow(text, start)
}

/** Whose people are in the data. */
export const countries: Field<'countries'> = {
  id: 'countries',
  reads: 'countries by name, nationality, flag, code, document, city, and by the victim',
  read(reader) {
    const reasons = new Map<string, Reason>()
    const add = (code: string, why: string, span: Span): void => {
      if (!reasons.has(code)) reasons.set(code, because('countries', code, why, span))
    }
    for (const hit of reader.hits)
      if (
        hit.lexicon === 'countries' &&
        isPeople(reader, hit) &&
        !isDenied(reader[hit.part], hit.start, reader.indonesian)
      )
        add(hit.value, `"${reader.post[hit.part].slice(hit.start, hit.end)}" stands for it`, hit)
    for (const { code, span } of codesIn(reader)) add(code, 'its code', span)
    for (const hit of reader.hits) {
      const country =
        hit.lexicon === 'victims' && reader.soFar.victims?.includes(hit.value) ? reader.countryOf(hit.value) : undefined
      if (country) add(country, `${hit.value} is of this country`, hit)
    }
    if (reasons.size === 0) return undefined
    return { value: [...reasons.keys()].sort(), reasons: [...reasons.values()] }
  },
}
