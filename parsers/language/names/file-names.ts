import { matchesIn } from '../../matches.ts'
import type { Reader } from '../../signals/field.ts'
import { found, isOtherwise, type Way } from './found-names.ts'
import { nameInSmall, places, unnaming } from './in-small-letters.ts'
import type { Named } from './names.ts'
import { isEmptyWord, isWordOfKind, smallNameAt } from './small-names.ts'

const fileName =
  /(?<![\w./-])[\p{L}\d]{1,24}(?:[_-][\p{L}\d]{1,24}){1,8}(?=\.(?:csv|sql|txt|xlsx?|jsonl?|mdb|bak|db|dump|gz|zip|rar|7z|tar)(?![\w]))/giu
/** The end of every such name, which is looked for ten times as fast. */
const sign = /[_-][^\s._-]{1,24}\.(?:csv|sql|txt|xls|json|mdb|bak|db|dump|gz|zip|rar|7z|tar)/i
/** Files of a post that are looked at, and how far. */
const most = 3
const readable = 1_000
/** Words of file names that tell how the file was made. */
const ofFiles: ReadonlySet<string> = new Set(
  'export final part hasil lista list listado backup bak new valid clean cleaned private public full table tabel tabla sorted merged unique output result results copy rekap daftar update'.split(
    ' ',
  ),
)

/** Letters of a single word that is likelier a name than a kind: "laundry". */
const longName = 8

/** The words of a file's name that mean nothing else, behind one that says what is in it: "dump_member_tokorekaan". */
const behindData = (reader: Reader, part: 'title' | 'text', { name, start }: Named): Named | undefined => {
  let at = start
  let isOfData = false
  let [from, to, words] = [0, 0, 0]
  for (const word of name.split(' ')) {
    const place = { name: word, start: at, end: at + word.length }
    at = place.end + 1
    const isEmpty = /\d/.test(word) || word.length < 3 || ofFiles.has(word) || isEmptyWord(word) || isWordOfKind(word)
    if (isEmpty || isOtherwise(reader, part, place, [...unnaming, ...places])) {
      if (to > 0) break
      isOfData ||= !isEmpty
      continue
    }
    if (to === 0) from = place.start
    to = place.end
    words += 1
  }
  const isName = to - from >= (words > 1 ? 5 : longName)
  return isOfData && isName ? { name: reader.post[part].slice(from, to), start: from, end: to } : undefined
}

/** The words of a file's name with blanks between them. */
const spaced = (text: string): string => text.replace(/[_-]/g, ' ')

/** A name out of the name of a file: "pelanggan_pdam_rekajaya.csv". */
const nameOfFile = (reader: Reader, part: 'title' | 'text', file: Named): Named | undefined => {
  const text = `${' '.repeat(file.start)}${file.name}`
  let place = file.start
  for (const word of file.name.split(' ')) {
    const small = smallNameAt(text, place)
    const name = small && nameInSmall(reader, part, small)
    if (name) return name
    place += word.length + 1
  }
  return behindData(reader, part, file)
}

/** Whose data it is by what a file of it is called. */
export const inFileName: Way = (reader) => {
  for (const part of ['title', 'text'] as const) {
    if (!sign.test(reader.post[part].slice(0, readable))) continue
    for (const { 0: file, index } of matchesIn(reader.post[part].slice(0, readable), fileName).slice(0, most)) {
      const end = index + file.length
      const named = nameOfFile(reader, part, { name: spaced(reader[part].slice(index, end)), start: index, end })
      if (named) return found(part, 'a file is called after it', [{ ...named, name: spaced(named.name) }])
    }
  }
  return []
}
