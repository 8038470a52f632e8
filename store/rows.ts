import pg from 'pg'
import type { Row } from './database.ts'

// PGlite and node-postgres each have ideas of their own about values. Here both only carry text, and this file alone
// turns values into PostgreSQL's text and back.

/** A value in PostgreSQL's text form. */
export type Cell = string | null

/** A column of a result: its name, and its type as an OID of pg_type. */
export interface Field {
  name: string
  dataTypeID: number
}

/** How the text of a type is read. */
export type ParserOf = (oid: number) => (text: string) => unknown

/** A parameter in PostgreSQL's text form. Objects become JSON, arrays become SQL's arrays; see `Sql.query`. */
export function encodeValue(value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value === 'string') return value
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') return String(value)
  if (value instanceof Date) return value.toISOString()
  if (value instanceof Uint8Array) return `\\x${Buffer.from(value).toString('hex')}`
  if (Array.isArray(value)) return `{${value.map(encodeElement).join(',')}}`
  if (typeof value === 'object') return JSON.stringify(value)
  throw new TypeError(`a ${typeof value} is no parameter of a statement`)
}

function encodeElement(value: unknown): string {
  if (Array.isArray(value)) return encodeValue(value) ?? ''
  const text = encodeValue(value)
  return text === null ? 'NULL' : `"${text.replace(/["\\]/g, '\\$&')}"`
}

const asIs = (text: string): string => text

/** Whole numbers as long as a double holds them exactly, else bigint: a count of records must not be off by one. */
function readInt8(text: string): number | bigint {
  const number = Number(text)
  return Number.isSafeInteger(number) ? number : BigInt(text)
}

/** A double holds every decimal of 15 significant digits; beyond that the text stays. */
function readNumeric(text: string): number | string {
  const digits = text.replace(/^-?0*\.?0*|\./g, '')
  return digits.length <= 15 ? Number(text) : text
}

/** 'infinity' and years before Christ stay text: no Date can say them. */
function readTimestamp(text: string): Date | string {
  const date: unknown = pg.types.getTypeParser(timestamptz)(text)
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date : text
}

const timestamptz = 1184
const scalars: ReadonlyMap<number, (text: string) => unknown> = new Map<number, (text: string) => unknown>([
  [16, (text) => text === 't'], // bool
  [17, (text) => Buffer.from(text.slice(2), 'hex')], // bytea, in its hex form
  [20, readInt8], // int8
  [21, Number], // int2
  [23, Number], // int4
  [26, Number], // oid
  [114, JSON.parse], // json
  [700, Number], // float4
  [701, Number], // float8
  [1082, asIs], // date
  [timestamptz, readTimestamp],
  [1700, readNumeric], // numeric
  [3802, JSON.parse], // jsonb
])

/** An array's OID and that of its elements. Arrays of types that are not here are read as arrays of text where named. */
const elements: ReadonlyMap<number, number> = new Map([
  [199, 114],
  [1000, 16],
  [1001, 17],
  [1003, 19],
  [1005, 21],
  [1007, 23],
  [1009, 25],
  [1014, 1042],
  [1015, 1043],
  [1016, 20],
  [1021, 700],
  [1022, 701],
  [1028, 26],
  [1182, 1082],
  [1185, timestamptz],
  [1231, 1700],
  [2951, 2950],
  [3807, 3802],
])

/** How node-postgres reads a type when it is left alone: what BullMQ expects of its pool. */
export const driverParser: ParserOf = (oid) => pg.types.getTypeParser(oid, 'text')

/** How the store reads a type. A type that is not named here stays text. */
export function storeParser(oid: number): (text: string) => unknown {
  const element = elements.get(oid)
  if (element === undefined) return scalars.get(oid) ?? asIs
  const read = scalars.get(element) ?? asIs
  return (text) => mapDeep(driverParser(textArray)(text), read)
}

const textArray = 1009

function mapDeep(value: unknown, read: (text: string) => unknown): unknown {
  if (Array.isArray(value)) return value.map((inner) => mapDeep(inner, read))
  return typeof value === 'string' ? read(value) : null
}

/** Rows of text as objects. */
export function readRows(fields: readonly Field[], rows: readonly Cell[][], parserOf: ParserOf = storeParser): Row[] {
  const columns = fields.map(({ name, dataTypeID }) => ({ name, read: parserOf(dataTypeID) }))
  return rows.map((cells) =>
    Object.fromEntries(
      columns.map(({ name, read }, at) => {
        const cell = cells[at]
        return [name, cell === null || cell === undefined ? null : read(cell)]
      }),
    ),
  )
}

/**
 * Takes the caller's values off a database error before it travels: PGlite hangs the parameters on it, PostgreSQL itself
 * quotes the failing row. They are what must not reach a log. `keepDetail` is for BullMQ, whose functions answer in it.
 */
export function withoutValues(error: unknown, { keepDetail = false } = {}): unknown {
  if (error instanceof Error) {
    const carriers = ['params', 'query', 'queryOptions', 'where', ...(keepDetail ? [] : ['detail'])]
    for (const key of carriers) Reflect.deleteProperty(error, key)
  }
  return error
}

/** The SQLSTATE of a database error; `undefined` for any other. */
export function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' && /^[0-9A-Z]{5}$/.test(error.code) ? error.code : undefined
}
