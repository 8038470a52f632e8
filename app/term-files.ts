import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import { listsOfTerms, Term } from '../model/watchlist.ts'

/** A million bytes hold some fifty thousand names. */
const mostBytes = 10_000_000
const mostTerms = 100_000
/** Lines of a file that are told to be wrong. */
const mostComplaints = 5

type Path = (string | number)[]

/**
 * Puts the lines of files in the place of every `{ file: … }` of the watchlists, as `raw` has them before they are checked.
 * A term stands on a line of its own; empty lines, and those that begin with "# ", are none. Tells `complain` of a file that
 * cannot be read and of lines that are no term, and gives the files that were asked for.
 */
export async function fillTerms(
  raw: unknown,
  folder: string,
  complain: (path: Path, message: string) => void,
): Promise<string[]> {
  const files = new Set<string>()
  const watchlists = isRecord(raw) && Array.isArray(raw.watchlists) ? raw.watchlists : []
  for (const [at, list] of watchlists.entries()) {
    if (!isRecord(list)) continue
    for (const key of listsOfTerms) {
      const given = list[key]
      if (!isRecord(given) || typeof given.file !== 'string' || Object.keys(given).length > 1) continue
      const file = resolve(folder, given.file)
      files.add(file)
      list[key] = await termsIn(file, given.file, (message) => complain(['watchlists', at, key], message))
    }
  }
  return [...files]
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The terms of a file, each once. */
async function termsIn(file: string, written: string, complain: (message: string) => void): Promise<string[]> {
  const text = await textOf(file).catch((error: NodeJS.ErrnoException) => {
    complain(
      `${written} ${error.code === 'ENOENT' ? 'is not there' : `cannot be read (${error.code ?? error.message})`}`,
    )
    return ''
  })
  const terms = new Set<string>()
  let wrong = 0
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const term = line.trim()
    if (term === '' || term === '#' || term.startsWith('# ')) continue
    if (Term.safeParse(term).success) terms.add(term)
    else if (++wrong <= mostComplaints) complain(`${written}:${at + 1}: a term has 2 to 200 characters`)
  }
  if (terms.size > mostTerms) complain(`${written} holds ${terms.size} terms: ${mostTerms} at most`)
  return [...terms].slice(0, mostTerms)
}

async function textOf(file: string): Promise<string> {
  const { size } = await stat(file)
  if (size > mostBytes) throw new Error(`larger than ${mostBytes / 1e6} MB`)
  return (await readFile(file, 'utf8')).replace(/^\ufeff/, '')
}
