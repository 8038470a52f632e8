import { ParseError } from '../../model/errors.ts'
import { at, jsonOf, textAt } from '../markup/page/json.ts'
import { compileSelectors } from '../markup/page/selectors.ts'
import { lineOf } from '../markup/text.ts'
import { refusalOf } from '../markup/walls.ts'
import type { Document, Engine, ParsedPage } from './engine.ts'

// PrivateBin (https://privatebin.info) and its forerunner ZeroBin: the browser has the key, the server only ciphertext.
const select = {
  shell:
    'script[src*="privatebin.js"], script[src*="zerobin.js"], #cipherdata, #pasteviewer #prettymessage, div#placeholder + div#prettymessage',
  error: '#errormessage:not(.hidden), #status.errorMessage, .alert-danger:not(.hidden)',
} as const
const find = compileSelectors(select.shell, select.error)

const empty: ParsedPage = { kind: 'missing', posts: [], profiles: [], links: [] }

/** Version 2 of the format has `ct`, version 1 `data`. */
const isCipher = (value: unknown): boolean =>
  textAt(value, 'id') !== '' &&
  at(value, 'status') === 0 &&
  (textAt(value, 'ct') !== '' || textAt(value, 'data') !== '')

const isRefusal = (value: unknown): boolean =>
  at(value, 'status') === 1 && /paste|document/i.test(textAt(value, 'message'))

/** PrivateBin and ZeroBin. */
export const privatebin: Engine = {
  id: 'privatebin',
  name: 'PrivateBin',
  type: 'paste',
  reads: 'that a paste is ciphertext, or gone',
  needs: '',
  start: 'https://bin.example/?f468483c313401e8',
  limits: 'the key to a paste stands behind the # of its address and never reaches a server: there is nothing to read',
  claims(document) {
    const value = jsonOf(document)
    if (isCipher(value)) return { strength: 0.9, why: "it is PrivateBin's ciphertext" }
    if (isRefusal(value)) return { strength: 0.7, why: "it is PrivateBin's refusal" }
    const shell = /html/.test(document.mime) && find(document.index).first(select.shell) !== undefined
    return shell ? { strength: 0.9, why: "it loads PrivateBin's script" } : null
  },
  read(document) {
    const value = jsonOf(document)
    if (isRefusal(value) || [404, 410].includes(document.page.status)) return empty
    if (isCipher(value)) return { ...empty, kind: 'ciphertext' }
    const found = find(document.index)
    if (found.first(select.shell) === undefined)
      throw new ParseError(`${document.url.href}: no page of PrivateBin, and no ciphertext`)
    const error = found.all(select.error).map((box) => refusalOf(lineOf(box)))
    if (error.includes('missing')) return empty
    return { ...empty, kind: isPaste(document) ? 'ciphertext' : 'other' }
  },
}

/** The page is the same for all: that it is a paste's shows in the address alone. */
const isPaste = ({ url }: Document): boolean => /^\?(pasteid=)?[0-9a-f]{16}\b/i.test(url.search)
