import type { Hit, Reader } from '../../signals/field.ts'
import { over } from './found-names.ts'
import { type Named, organisationsIn } from './names.ts'

/** Characters on each side of a hit in which a longer name may stand around it. */
const around = 70
/** Words with a capital right before a hit. */
const capitalsAhead = /(?<![\p{L}\d])(?:\p{Lu}[\p{L}\d&'’-]{1,24} ){1,4}$/u
/** What a word ahead of a name is, where it is none of its words: what is sold, whose it is, where from, a name itself. */
const unnaming = [
  ...['intents', 'owners', 'data-classes', 'data-columns', 'countries', 'implied-countries', 'details', 'formats'],
  ...['victims', 'ordinary-victims', 'payment', 'services', 'common', 'nouns', 'roles', 'denies', 'sample'],
]
/** Kinds and ranks that stand before a known name: "PT Bank Mandiri", "Kartu Kredit Mandiri". */
const titles =
  /^(?:pt|cv|ud|bank|grup|group|kementerian|kementrian|dinas|badan|koperasi|universitas|rs|rsu|rsud|hotel|kartu|kredit|debit|priority|prioritas|livin|the|new|old|mobile|digital|online|fresh|full|mix)$/i

const linesAround = (text: string, { start, end }: Pick<Hit, 'start' | 'end'>): { from: number; line: string } => {
  const ahead = text.slice(Math.max(0, start - around), start)
  const from = Math.max(0, start - around) + ahead.lastIndexOf('\n') + 1
  const behind = text.slice(end, end + around).split('\n', 1)[0] ?? ''
  return { from, line: text.slice(from, end + behind.length) }
}

/** Whether words right ahead of a hit name something by themselves, so that it is only the end of their name. */
const namesAhead = (reader: Reader, part: 'title' | 'text', start: number, end: number): boolean => {
  let at = start
  return reader.post[part]
    .slice(start, end)
    .split(' ')
    .some((word) => {
      const place = { part, start: at, end: at + word.length }
      at += word.length + 1
      return (
        word.length > 2 && !titles.test(word) && unnaming.every((lexicon) => over(reader, lexicon, place).length === 0)
      )
    })
}

/** The organisation whose name a known name is only the end of: "KSP Rekaan Tani Makmur", which is not Makmur. */
export const organisationAround = (reader: Reader, hit: Hit): Named | undefined => {
  const { part, start, end } = hit
  // The word ahead of it has a capital or a digit.
  if (!/(?:^|[ «“"])[\p{Lu}\d][^ ]{0,24} $/u.test(reader.post[part].slice(Math.max(0, start - 27), start)))
    return undefined
  const { from, line } = linesAround(reader.post[part], hit)
  const [whole] = organisationsIn(line).filter(
    (name) => from + name.start < start && from + name.end >= end && !/^\d/.test(name.name),
  )
  if (!whole) return undefined
  const [kind = ''] = whole.name.split(' ', 1)
  return namesAhead(reader, part, from + whole.start + kind.length + 1, start)
    ? { name: whole.name, start: from + whole.start, end: from + whole.end }
    : undefined
}

/** Whether a name that is an ordinary word too is one of the words of another: "Artha Rekaan Mandiri". */
export const isPartOfName = (reader: Reader, { part, start, end }: Hit): boolean => {
  const text = reader.post[part]
  if (over(reader, 'ordinary-victims', { part, start, end }).length === 0) return false
  const ahead = capitalsAhead.exec(text.slice(Math.max(0, start - around), start))?.[0]
  // In a line of capitals every word has one.
  if (!ahead || !/\p{Ll}/u.test(ahead)) return false
  const words = ahead.trimEnd().split(' ')
  const last = words.at(-1) ?? ''
  return namesAhead(reader, part, start - 1 - last.length, start - 1)
}
