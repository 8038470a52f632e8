import type { Hit, Reader } from '../../signals/field.ts'

type Place = Pick<Hit, 'start' | 'end'>

/** Words of pictures of papers, told by what stands beside each other, in either order. Spans are of the folded text. */
export interface Pictures {
  /** A selfie of somebody who holds a document. */
  selfie?: Place
  /** Scans or photos of documents. */
  document?: Place
}

/** "scan KTP", "photos of passports", "foto + KK". */
const ofPaper = /^(?: [a-z]{1,12})?[ +&/:]{1,4}(?:of )?(?:e-)?$/
/** "KTP + selfie", "passport (color) & kk + selfie", "身份证正反+手持". */
const withSelfie =
  /^(?: \p{L}{1,10}|\p{Script=Han}{1,4}){0,2}(?: \([^)\n]{1,24}\))? ?(?:[+&]|dan) ?(?:\p{L}{2,10} ?\+ ?){0,2}(?:foto )?$/u
/** "selfie + passport"; what is held on a selfie is none of its own. */
const besidePaper = /^ ?[+&] ?(?:foto |scan )?$/
/** Characters around a selfie in which the paper is named. */
const around = 50

/** Reads what pictures of papers the title or the text speaks of. */
export const picturesIn = (reader: Reader, part: Hit['part']): Pictures => {
  const words = reader
    .of('nouns')
    .filter((hit) => hit.part === part && (hit.value === 'scans' || hit.value === 'selfies' || hit.value === 'papers'))
  const found: Pictures = {}
  for (const [at, { value, start, end }] of words.entries()) {
    const isNear = (word: Place): boolean => word.start < end + around && word.end > start - around
    if (value === 'selfies' && !found.selfie)
      if (words.slice(Math.max(0, at - 6), at + 6).some((word) => word.value === 'papers' && isNear(word)))
        found.selfie = { start, end }
    for (const next of words.slice(at + 1, at + 4)) {
      if (found.document || next.start < end || next.start - end > 60) continue
      const gap = reader[part].slice(end, next.start)
      const isScan = value === 'scans' && next.value === 'papers' && ofPaper.test(gap)
      const isBoth =
        (value === 'papers' && next.value === 'selfies' && withSelfie.test(gap)) ||
        (value === 'selfies' && next.value === 'papers' && besidePaper.test(gap))
      if (isScan || isBoth) found.document = { start, end: next.end }
    }
  }
  return found
}
