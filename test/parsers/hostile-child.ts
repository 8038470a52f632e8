import { parsePage } from '../../parsers/parse.ts'

// Reads a page of pieces, each so many times, in a process that is given little memory, and says what came of it.
const [pieces = '[]', url = '', engine = 'auto'] = process.argv.slice(2)
const body = (JSON.parse(pieces) as [string, number][]).map(([piece, times]) => piece.repeat(times)).join('')
const headers = { 'content-type': 'text/html' }
const page = { url, finalUrl: url, status: 200, headers, body, fetchedAt: new Date(), sha256: '0'.repeat(64) }

function outcome(): unknown {
  try {
    return { kind: parsePage({ ...page, via: 'direct' }, engine).kind }
  } catch (error) {
    return error instanceof Error ? { name: error.name, message: error.message } : { name: typeof error }
  }
}

process.stdout.write(JSON.stringify(outcome()))
