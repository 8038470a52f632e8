import type { Details } from '../../model/signal.ts'
import { isDenied } from '../language/matching/language.ts'
import { because } from '../language/reason.ts'
import type { Field } from './field.ts'

const why: Readonly<Record<string, string>> = {
  fresh: 'says that it is new, or was never sold before',
  old: 'says that it was out before',
}

/** Whether the goods are new. What is said first stands: further on, a post speaks of its other lots. */
export const freshness: Field<'freshness'> = {
  id: 'freshness',
  reads: 'that the data is new or never sold before, or that it was out before',
  read(reader) {
    const hit = reader
      .of('details')
      .find(({ value, part, start }) => value in why && !isDenied(reader[part], start, reader.indonesian))
    if (!hit) return undefined
    const value = hit.value as NonNullable<Details['freshness']>
    return { value, reasons: [because('freshness', value, why[value] ?? '', hit)] }
  },
}
