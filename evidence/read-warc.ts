import { createHash } from 'node:crypto'
import { WARCParser } from 'warcio'
import { PantauError } from '../model/errors.ts'

/** A record as it stands in a file. */
export interface WarcRecord {
  /** request, response, conversion … */
  type: string
  id: string
  date: string
  url: string
  /** WARC's own headers, names in lower case. */
  about: Record<string, string>
  /** Status line and headers of HTTP, as text; '' where the record is none of HTTP. */
  head: string
  payload: Buffer
  /** What its digests say against its bytes: nothing where they agree. */
  faults: string[]
}

/** The records of a WARC, gzipped or not, each checked against its digests. Throws a PantauError where it is none. */
export async function* readWarc(warc: Uint8Array): AsyncGenerator<WarcRecord> {
  let count = 0
  try {
    // HTTP's headers are split off here, for a block's digest is over them as they stand.
    for await (const record of new WARCParser([warc], { parseHttp: false })) {
      if (!/^WARC\/\d/.test(record.warcHeaders.statusline)) throw new Error('no line of WARC where one begins')
      const block = Buffer.from(await record.readFully(false))
      const about = Object.fromEntries(
        [...record.warcHeaders.headers].map(([name, value]) => [name.toLowerCase(), value]),
      )
      const isHttp = about['content-type']?.startsWith('application/http') ?? false
      const end = isHttp ? block.indexOf('\r\n\r\n') + 4 : 0
      const [head, payload] = [block.subarray(0, end), block.subarray(end)]
      count += 1
      yield {
        ...{ type: record.warcType ?? '', id: about['warc-record-id'] ?? '', date: about['warc-date'] ?? '' },
        ...{ url: about['warc-target-uri'] ?? '', about, head: head.toString(), payload },
        faults: [
          ...faultOf('block', about['warc-block-digest'], block),
          ...faultOf('payload', about['warc-payload-digest'], payload),
          ...(Number(about['content-length']) === block.length ? [] : ['it is cut short']),
        ],
      }
    }
  } catch (error) {
    if (error instanceof PantauError) throw error
    throw new PantauError(`it is no WARC after its record ${count} (${(error as Error).message})`, { cause: error })
  }
  if (count === 0) throw new PantauError('it is no WARC: there is no record in it')
}

function faultOf(of: string, digest: string | undefined, bytes: Buffer): string[] {
  if (digest === undefined) return []
  const [algorithm, value] = digest.split(':')
  if (algorithm !== 'sha256') return [`the digest of its ${of} is ${algorithm}, which is not checked`]
  return createHash('sha256').update(bytes).digest('hex') === value
    ? []
    : [`the SHA-256 of its ${of} is not the one that it names`]
}
