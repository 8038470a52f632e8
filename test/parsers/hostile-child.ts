import { parsePage } from '../../parsers/parse.ts'

// Reads 20 MB of one piece, in a process that is given little memory, and says what came of it.
const [piece = '', url = '', engine = 'auto'] = process.argv.slice(2)
const body = `<html><body>${piece.repeat(Math.ceil(20_000_000 / piece.length))}`
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
