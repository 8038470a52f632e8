import type { Reader } from '../../signals/field.ts'
import kinds from '../../signals/lexicons/kinds.json' with { type: 'json' }
import { isInRow } from '../evidence/rows.ts'
import { found, isOtherwise, over, unlisted, type Way } from './found-names.ts'
import { type Named, namedByKind } from './names.ts'

const regions: ReadonlySet<string> = new Set(kinds.regions)

/** "financiera Rapicash Perú": a name without the place that ends it. `undefined` for a place alone. */
const withoutPlace = (reader: Reader, part: 'title' | 'text', name: Named): Named | undefined => {
  const place = over(reader, 'countries', { part, ...name }).at(-1)
  if (!place || place.end < name.end || place.start === name.start) return place ? undefined : name
  const kept = name.name.slice(0, place.start - name.start).trimEnd()
  return { name: kept, start: name.start, end: name.start + kept.length }
}

/** A name behind a word for what it is: "toko Rekaya", "financiera Rekacash Perú". */
export const byKind =
  (part: 'title' | 'text'): Way =>
  (reader) => {
    const [first] = namedByKind(reader.post[part])
      .flatMap((name) => withoutPlace(reader, part, name) ?? [])
      .filter(
        (name) =>
          name.name.length >= 4 &&
          !regions.has(name.name) &&
          !isOtherwise(reader, part, name, unlisted) &&
          !isInRow(reader.post[part], name.start),
      )
    return first ? found(part, 'stands behind the word for what it is', [first]) : []
  }
