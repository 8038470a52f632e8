import { type messages, type PGlite, protocol } from '@electric-sql/pglite'
import type { Cell, Field } from './rows.ts'

/** What a statement gave, still as text. */
export interface Result {
  fields: Field[]
  rows: Cell[][]
  /** The command tag: SELECT, INSERT, COMMIT … */
  command: string
  rowCount: number | null
}

const { serialize } = protocol

/**
 * Runs one statement with its values in one go: parsed, bound, described, executed and synchronised. PGlite's own `query`
 * goes into the database six times for that, which is half of what a short statement costs. Values and results are text.
 * Throws PGlite's error, without the statement and its values; the session is then ready for the next one.
 */
export async function runStatement(pglite: PGlite, text: string, values: Cell[]): Promise<Result> {
  const asked = Buffer.concat([
    serialize.parse({ text }),
    serialize.bind({ values }),
    serialize.describe({ type: 'P' }),
    serialize.execute({}),
    serialize.sync(),
  ])
  // Notifications that PGlite asks for by itself must not come in between.
  const answered = await pglite.runExclusive(() => pglite.execProtocolStream(asked, { syncToFs: false }))
  const result: Result = { fields: [], rows: [], command: '', rowCount: null }
  for (const message of answered) {
    if (isRow(message)) result.rows.push(message.fields)
    else if (isDescription(message))
      result.fields = message.fields.map(({ name, dataTypeID }) => ({ name, dataTypeID }))
    else if (isEnd(message)) Object.assign(result, endOf(message.text))
  }
  return result
}

type Message = Awaited<ReturnType<PGlite['execProtocolStream']>>[number]

const isRow = (message: Message): message is messages.DataRowMessage => message.name === 'dataRow'
const isDescription = (message: Message): message is messages.RowDescriptionMessage => message.name === 'rowDescription'
const isEnd = (message: Message): message is messages.CommandCompleteMessage => message.name === 'commandComplete'

/** "INSERT 0 3", "SELECT 2", "COMMIT": the command, and how many rows it was about. */
function endOf(tag: string): Pick<Result, 'command' | 'rowCount'> {
  const [command = '', ...counts] = tag.split(' ')
  const count = counts.at(-1)
  return { command, rowCount: count === undefined ? null : Number(count) }
}
