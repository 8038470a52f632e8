import { victimReader } from '../markup/victims/victims.ts'
import type { Engine } from './engine.ts'

/** A table of victims: company, country, date, size, status. */
const reader = victimReader('Leak site of one table', {
  layout: 'table',
  // Play has no head over its columns: each cell is a victim.
  card: { item: 'th.News' },
  detail: {},
})

/** Leak site of one table. */
export const victimTable: Engine = {
  id: 'victim-table',
  name: 'Leak site of one table',
  type: 'leaksite',
  reads: 'rows with company, website, country, dates, size, price and status, by the heads of their columns',
  needs: '',
  start: 'http://leaks.example/victims.html',
  limits: 'a table without a head is not known',
  ...reader,
}
