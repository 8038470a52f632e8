import { columns } from './columns.ts'
import { contacts } from './contacts.ts'
import { countries } from './countries.ts'
import { dataClasses } from './data-classes.ts'
import { escrow } from './escrow.ts'
import { exclusive } from './exclusive.ts'
import type { Field } from './field.ts'
import { formats } from './formats.ts'
import { freshness } from './freshness.ts'
import { intent } from './intent.ts'
import { leakDate } from './leak-date.ts'
import { payment } from './payment.ts'
import { price } from './price.ts'
import { records } from './records.ts'
import { sample } from './sample.ts'
import { size } from './size.ts'
import { status } from './status.ts'
import { victims } from './victims.ts'

/** The fields of a Signal, in the order in which they read: a field sees what those above it have read. */
export const fields: readonly Field[] = [
  intent,
  status,
  victims,
  dataClasses,
  countries,
  records,
  price,
  contacts,
  payment,
  escrow,
  sample,
  leakDate,
  columns,
  formats,
  size,
  freshness,
  exclusive,
]
