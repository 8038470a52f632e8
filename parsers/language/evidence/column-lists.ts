import type { Hit } from '../../signals/field.ts'
import { fold } from '../spelling/fold.ts'

/** What stands between the items of a list: a sign, a line's end, "and", or one space. */
const listed =
  /^(?:|[^\p{L}\p{N}]{0,4}[,;|/+&•·~–—、，；｜\n\t✔✅☑➕:()-][^\p{L}\p{N}]{0,6}| | ?(?:and|dan|sama|serta|y|e|и|và|with|plus|и его|و) ?)(?:[\p{L}\p{N}][^.!?。\n]{0,28}[,;|/+&•·–—、，；｜\t]\s{0,2})?$/u
/** The same, read from the far end: other items may stand before the sign, and words that end the item ahead ("NIN on newer ones, phone"). */
const listedBehind =
  /^(?:(?: \p{L}{1,8}){0,4}[,;|/+&•·–—、，；｜\t]\s{0,2}[^.!?。\n]{0,28})?(?:|[^\p{L}\p{N}]{0,6}[,;|/+&•·~–—、，；｜\n\t✔✅☑➕:()-][^\p{L}\p{N}]{0,4}| | ?(?:and|dan|sama|serta|y|e|и|và|with|plus|و) ?)$/u
/** The farthest that two items of one list stand from each other. */
const near = 40
/** The name of a value: `"nama": …`, `login=…`, and at a line's beginning `Name: …`. */
const key = /^(?:" ?:|=)/
const isKey = (text: string, { start, end }: Hit): boolean =>
  key.test(text.slice(end, end + 3)) ||
  (/^ ?:/.test(text.slice(end, end + 2)) && (start === 0 || text[start - 1] === '\n'))
/** "fullz (w/ SIN)": what is added is an item, whatever stands around it. */
const added = /w\/ ?$/

/** "Company: X", "Industry: steel": how the head of a page about a victim begins its lines; no column. */
const heads: ReadonlySet<string> = new Set(
  'company industry perusahaan empresa компания 公司 client employer kontak chat'.split(' ').map((word) => fold(word)),
)

/** Whether a word of data stands in one list with a word of another class. `hits` are those of the title and the text, in order. */
export const isListed = (text: string, hits: readonly Hit[], at: number): boolean => {
  const hit = hits[at]
  if (!hit) return false
  if (isKey(text, hit)) return text[hit.end] === '"' || !heads.has(text.slice(hit.start, hit.end))
  // A word that names two classes is no neighbour of itself.
  let [first, last] = [at - 1, at + 1]
  while (hits[last]?.part === hit.part && (hits[last]?.start ?? 0) < hit.end) last += 1
  while (hits[first]?.part === hit.part && (hits[first]?.end ?? 0) > hit.start) first -= 1
  const [before, after] = [hits[first], hits[last]]
  const isOther = (other: Hit | undefined): other is Hit =>
    other?.part === hit.part && other.value !== hit.value && other.value !== 'none'
  return (
    (isOther(after) && after.start - hit.end <= near && listed.test(text.slice(hit.end, after.start))) ||
    (isOther(before) && hit.start - before.end <= near && listedBehind.test(text.slice(before.end, hit.start))) ||
    added.test(text.slice(Math.max(0, hit.start - 3), hit.start))
  )
}
