// What rules say of an offer (why it is grave, sure, believed, or of the same data as another), and of a target that is not
// read as it was. It is stored as English, as the rules say it; whoever tells it in another language finds here which sentence it is.

/** `{#}` stands for a figure, `{}` for a name or a list. */
export const sentences = {
  // Severity: parsers/judge/severity.ts
  dump: 'lies open for everybody',
  giveaway: 'given to everybody',
  extortion: 'about to be published',
  sale: 'about to find a buyer',
  wanted: 'only sought',
  count: '{#} records',
  noCount: 'no count is told',
  noKind: 'no kind of data is told',
  furtherKinds: 'and {}',
  namesVictim: 'names whom it was taken from',
  saidNew: 'said to be new',
  outBefore: 'was out before',
  // Confidence: parsers/judge/confidence.ts, pictures.ts
  furtherWord: 'a further word says the same',
  furtherWords: 'further words say the same',
  saysWhat: 'says what is in the data',
  saysHowMuch: 'says how much',
  saysWhose: 'says whose data it is',
  namesTerms: 'names its terms',
  saysWhom: 'says whom to reach',
  showsColumns: 'shows the columns',
  showsSample: 'shows or offers a sample',
  idsWell: 'the ids that it shows are well-formed',
  idsBad: 'the ids that it shows are not such',
  contested: 'counts far more in the text than in the title',
  inPicture: 'its words stand in picture {#}, read with {#}% confidence',
  // Credibility: parsers/judge/credibility.ts
  contradicts: 'its own counts contradict each other',
  saysOld: 'says itself that it was out before',
  rowsCheckable: 'its rows can be checked',
  sampleCheckable: 'its sample or proof can be checked',
  nothingCheckable: 'nothing in the post can be checked',
  // The same data: listings/weights.ts
  equalValue: '{#} equal value in their samples',
  equalValues: '{#} equal values in their samples',
  otherSamples: 'other samples',
  sameFile: 'the same address of a file',
  sameVictim: 'the same victim',
  victimInBoth: 'the victim is named in both',
  likeVictims: 'victims of like names',
  otherVictims: 'other victims',
  exactly: 'exactly {#} in both',
  namedInBoth: '{#} named in both',
  about: 'about {#} in both',
  inBoth: '{#} in both',
  part: 'a part: {#} of {#}',
  otherCount: 'another count',
  sameSize: 'the same size',
  younger: 'its data is younger than the earlier offer',
  sameDate: 'the same date of the data',
  otherDate: 'another date of the data',
  equalColumns: '{#} equal columns',
  access: 'access, and no data',
  sameFields: 'the same fields',
  otherFields: 'other fields',
  alike: '{#}% of the words alike',
  otherCountries: 'other countries',
  sameAccount: 'the same account',
  linkedAccount: 'a linked account',
  sameContact: 'the same {} contact',
  likeHandle: 'a like handle',
  saidOld: 'said to be old',
  // The press: listings/press.ts
  nearInTime: 'within 30 days',
  sameCountry: 'the same country',
  // What has become of a target: app/health/health.ts, app/upkeep.ts
  pageGaveNothing: '{#} page gave neither posts nor threads; each of the last {#} visits gave some',
  pagesGaveNothing: '{#} pages gave neither posts nor threads; each of the last {#} visits gave some',
  pageListsFew: '{#} page lists {#} threads; the last {#} whole visits listed {#} at least',
  pagesListFew: '{#} pages list {#} threads; the last {#} whole visits listed {#} at least',
  pageRead: '{#} posts read, {#} threads listed on {#} page',
  pagesRead: '{#} posts read, {#} threads listed on {#} pages',
  author: 'author in {#}% of {#} posts, before in {#}% of {#} posts',
  date: 'date in {#}% of {#} posts, before in {#}% of {#} posts',
  text: 'text in {#}% of {#} posts, before in {#}% of {#} posts',
  otherEngine: '{} reads {#} of {#} pages, before {} did',
  silent: 'no visit has come to an end for {#} minutes',
} as const
export type Sentence = keyof typeof sentences

/** A sentence with its places filled, one after the other. */
export function fill(sentence: string, values: readonly string[]): string {
  let at = 0
  return sentence.replace(/\{#?\}/g, () => values[at++] ?? '')
}

/** A sentence as it is stored. */
export const say = (sentence: Sentence, ...values: readonly string[]): string =>
  values.length === 0 ? sentences[sentence] : fill(sentences[sentence], values)

const plain = new Map<string, Sentence>()
const patterns: { sentence: Sentence; pattern: RegExp }[] = []
for (const [name, text] of Object.entries(sentences) as [Sentence, string][]) {
  if (!/\{#?\}/.test(text)) plain.set(text, name)
  else {
    const escaped = text.replace(/[\\^$.*+?()[\]|]/g, '\\$&')
    const pattern = new RegExp(`^${escaped.replaceAll('{#}', '([\\d.,]+)').replaceAll('{}', '(.+?)')}$`)
    patterns.push({ sentence: name, pattern })
  }
}

/** Which sentence this is, and what its places hold; `null` for one that no rule says any more. */
export function recognise(said: string): { sentence: Sentence; values: string[] } | null {
  const exact = plain.get(said)
  if (exact !== undefined) return { sentence: exact, values: [] }
  for (const { sentence, pattern } of patterns) {
    const match = pattern.exec(said)
    if (match) return { sentence, values: match.slice(1) }
  }
  return null
}
