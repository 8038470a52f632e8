/** Words of pictures of papers, told by what stands beside each other, in either order. Spans are of the folded text. */
export interface Pictures {
  /** A selfie of somebody who holds a document. */
  selfie?: { start: number; end: number }
  /** Scans or photos of documents. */
  document?: { start: number; end: number }
}

const documents =
  /(?<![a-z])(?:ktp|k\.t\.p|k t p|id|kk|passports?|paspor|rg|cnh|dni|паспорт\p{L}{0,4}|身份证|cccd|kyc|sim|ic|mykad)(?![a-z])/u
const selfies = /(?<![a-z])(?:selfies?|selfi|selpi|selfy|swafoto|selfienya|selfinya|селфи|手持)(?![a-z])/g
const scans =
  /(?<![a-z])(?:scans?|foto|photos?|pictures?|gambar|anh|copies|скан\p{L}{0,3}|фото)(?: [a-z]{1,12})?[ +&/,:]{1,4}(?:of )?(?:e-)?(?:ktp|passports?|paspor|ic|cccd|id|kk|rg|cnh|dni|паспорт\p{L}{0,4})(?![a-z])/u
const both =
  /(?<![a-z])(?:ktp|k\.t\.p|passport|rg|id|ic|cccd)(?: [a-z]{1,10}){0,2}(?: \([^)\n]{1,24}\))? ?(?:[+&]|dan) ?(?:kk ?\+ ?)?(?:npwp ?\+ ?)?(?:foto )?(?:selfie|selfi)(?![a-z])/

/** Reads what pictures of papers a folded text speaks of. */
export const picturesIn = (text: string): Pictures => {
  const found: Pictures = {}
  for (const match of text.matchAll(selfies)) {
    if (!documents.test(text.slice(Math.max(0, match.index - 50), match.index + 60))) continue
    found.selfie = { start: match.index, end: match.index + match[0].length }
    break
  }
  const scan = scans.exec(text) ?? both.exec(text)
  if (scan) found.document = { start: scan.index, end: scan.index + scan[0].length }
  return found
}
