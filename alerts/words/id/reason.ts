import { dataClasses, dataClassIn, dataClassWords } from '../../../model/data-classes.ts'
import { fill, recognise } from '../../../model/sentences.ts'
import { sentences } from './sentences.ts'
import { values } from './values.ts'

const classNames = new Map(dataClasses.map((name) => [dataClassWords(name), dataClassIn(name, 'id')]))

/** A figure, a size or a list of data classes that stands in an English sentence; anything else stays as it is. */
function place(said: string): string {
  if (/^\d{1,3}(,\d{3})*(\.\d+)?$/.test(said)) return values.number(Number(said.replaceAll(',', '')))
  const size = /^([\d.]+) (bytes|[KMGTP]B)$/.exec(said)
  if (size) return `${size[1]?.replace('.', ',')} ${size[2] === 'bytes' ? 'bita' : size[2]}`
  return said
    .split(', ')
    .map((one) => classNames.get(one) ?? one)
    .join(', ')
}

/** What a rule of the reading says, stored in English; one that is no longer said stays English. */
export function reason(said: string): string {
  const known = recognise(said)
  return known === null ? place(said) : fill(sentences[known.sentence], known.values.map(place))
}
