import { matchesIn } from '../matches.ts'

/**
 * What an identity card says of its holder beside the number, as its fields are named: KTP, SIM, and their like in
 * English. Its words come from a picture: marks before a field's name and in place of its colon are stains.
 */
const field =
  /^[^\p{L}\n]{0,4}(?:nama|name|surname|given names?|tempat|tgl\.? ?lahir|tanggal lahir|date of birth|place of birth|alamat|address|rt ?\/ ?rw|kel ?\/ ?desa)(?![\p{L}])(?:\/ ?(?:tgl|tanggal)\.? ?lahir)?[^\p{L}\p{N}\n]{0,6}([^\n]{1,200})$/gimu

/** The words behind such fields, as spans. For the words of a picture that shows an id: elsewhere a name is only a name. */
export const findCardFields = (text: string): { start: number; end: number }[] =>
  matchesIn(text, field).map(({ 0: line, 1: value = '', index }) => {
    const end = index + line.length
    return { start: end - value.length, end }
  })
