import type { Contact } from '../../../model/profile.ts'
import { matchesIn } from '../../matches.ts'
import services from '../../signals/lexicons/services.json' with { type: 'json' }
import { e164 } from '../numbers/phones.ts'

/** A handle as it stands in a text. */
export interface Handle extends Contact {
  start: number
  end: number
}

/** What a service's handles look like. */
interface Style {
  /** Sticky; its first group is the handle. Every repetition is bounded. */
  shape: RegExp
  /** The handle as it is kept, or `undefined` for what is none. */
  value(found: string, told: Told): string | undefined
}

/** What is known where a handle is looked for. */
interface Told {
  /** A sign (`:`, `@`, an arrow) stands before it: then an ordinary word is one too. */
  isSure: boolean
  /** Whose telephone numbers are written without their country's code. */
  countries: readonly string[]
}

const notHandles = new Set(services.notHandles)

const lower = (found: string): string => found.toLowerCase()
const word = (found: string): string | undefined => {
  const value = found.toLowerCase().replace(/[.,-]+$/, '')
  return notHandles.has(value) ? undefined : value
}
/** An ordinary word after the name of a service is no handle; one with a digit, an underscore or a dot is. */
const telling = (found: string): string | undefined => (/[\d_]|\.\w/.test(found) ? word(found) : undefined)
const wordIfSure = (found: string, { isSure }: Told): string | undefined => (isSure ? word(found) : telling(found))
const number: Style = {
  // "0 8 1 2 …", digit by digit, and "O812OOOO…" with letters for its zeros.
  shape: /((?:\d ){8,14}\d(?![\d ]{0,2}\d)|[0Oo]8[\dOo -]{7,16}[\dOo](?!\w)|\+?[\d(][\d ().-]{6,20}\d)(?!\d)/y,
  value: (found, { countries }) => e164(found.replace(/o/gi, '0'), countries),
}

const styles: Readonly<Partial<Record<string, Style>>> = {
  telegram: { shape: /([a-z]\w{3,31})(?![\w@]|\.[a-z])/iy, value: wordIfSure },
  whatsapp: number,
  phone: number,
  signal: {
    shape: /([a-z]\w{2,31}\.\d{2,3}|\+\d[\d -]{8,18}\d)(?!\w)/iy,
    value: (found) => (found.startsWith('+') ? e164(found, []) : found.toLowerCase()),
  },
  xmpp: { shape: /([\w.+-]{1,64}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4})/y, value: lower },
  discord: {
    shape: /([\w.]{2,32}#\d{1,5}|[a-z][\w.]{2,31})(?![\w#])/iy,
    value: (found) => (found.includes('#') ? found.toLowerCase() : telling(found)),
  },
  wickr: { shape: /([a-z][\w.-]{2,31})/iy, value: word },
  matrix: { shape: /([\w.-]{2,64}:[\w-]{1,60}(?:\.[\w-]{1,30}){1,3})/y, value: lower },
  threema: { shape: /([A-Z0-9*]{8}|(?=[a-z]{0,7}\d)[a-z0-9]{8})(?!\w)/y, value: lower },
  icq: { shape: /(\d[\d-]{4,11})(?![\w-])/y, value: (found) => found.replace(/-/g, '') },
  qq: { shape: /(\d{5,12})(?!\d)/y, value: lower },
  line: { shape: /([a-z][\w.]{3,30})/iy, value: telling },
  wechat: { shape: /([a-z][\w-]{4,30}|1[3-9]\d{9})/iy, value: wordIfSure },
  instagram: { shape: /([a-z][\w.]{2,30})/iy, value: telling },
  x: { shape: /([a-z]\w{3,20})/iy, value: telling },
  facebook: { shape: /([a-z][\w.]{4,60})/iy, value: telling },
}

const handleAt = (type: string, text: string, position: number, told: Told): Handle | undefined => {
  const style = styles[type]
  if (!style) return undefined
  style.shape.lastIndex = position
  const raw = style.shape.exec(text)?.[1]
  const value = raw === undefined ? undefined : style.value(raw, told)
  if (raw === undefined || value === undefined) return undefined
  return { type: type as Contact['type'], value, start: position, end: position + raw.length }
}

/** What stands between a service's name and the handle: small words ("id", "only"), signs, and a line's end after a colon. */
const gap =
  /(?:[ \t]{0,2}[([]?(?:me|id|acc|akun|user|username|handle|nick|admin|cs|contact|chat|aja|saja|only|no|nomor|number|numero|número|resmi|ke|gw|gue|ane|saya|aku|kami|my|is|at|di|aktif|на|собака|号|号码)(?![\p{L}\p{N}_])[)\]]?){0,3}(?:[:：👇] ?\n)?[^\p{L}\p{N}\n_+(,;.!?]{0,8}(?:\((?=[a-z]))?/iuy
/** Signs that announce a handle: all but spaces, brackets and those that stand between any two words. */
const sign = /[^\s\p{L}\p{N}.()[\]"'`/&*#_]/u
const isHan = /\p{Script=Han}/u

/** The handle that follows a service's name, which ends at `end`: "tg: x", "wa 0812…", "TG👉x", "微信abc123". */
export const handleAfter = (
  type: string,
  text: string,
  end: number,
  countries: readonly string[],
): Handle | undefined => {
  if (!styles[type]) return undefined
  gap.lastIndex = end
  const between = gap.exec(text)?.[0] ?? ''
  const isSure = sign.test(between) || isHan.test(text[end - 1] ?? '')
  return handleAt(type, text, end + between.length, { isSure, countries })
}

/** What stands before a service's name, read backwards from it: "dealer_00 di tele", "0812… (WA)". */
const ahead =
  /(?<![\w@./])(?:(?<word>[a-z]\w{3,31})|(?<number>\+?\d[\d .-]{8,16}\d)) ?(?:[([–-] ?|(?:on|di|in|at|en|no|no|via|trên|в|на) )?$/iu

/** The handle that stands before a service's name, where none follows it: one that a word would not be taken for. */
export const handleBefore = (
  type: string,
  text: string,
  start: number,
  countries: readonly string[],
): Handle | undefined => {
  const style = styles[type]
  const found = style && ahead.exec(text.slice(Math.max(0, start - 48), start))
  const raw = style === number ? found?.groups?.number : found?.groups?.word
  if (!found || raw === undefined || (style !== number && type !== 'telegram')) return undefined
  const from = Math.max(0, start - 48) + found.index
  return handleAt(type, text, from, { isSure: false, countries })
}

const at = /[@＠]|[[({] ?at ?[\])}]/gi
/** What stands before an at-sign, read backwards from it. */
const localPart = /(?<=([\w.+-]{1,64} ?))/y
const host = /[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}/y
const spelledHost = / ?[\w-]{1,60}(?: ?(?:\.|[[({] ?(?:dot|\.) ?[\])}]) ?[\w-]{1,30}){1,4}/iy
const spelledDot = / ?(?:\.|[[({] ?(?:dot|\.) ?[\])}]) ?/gi
/** Servers of XMPP, told by their names. */
const chatServer = /@(?:[\w-]{1,30}\.){0,2}(?:xmpp|jabber|jabb|exploit\.im|thesecure\.biz|hot-chilli|[\w-]{1,30}\.im$)/

/** The mail address around an at-sign, plain ("a@b.c") or spelled ("a [at] b [dot] c"). */
const addressAround = (text: string, position: number, mark: string): Handle | undefined => {
  const isSpelled = mark.length > 1
  localPart.lastIndex = position
  const local = localPart.exec(text)?.[1]
  if (local === undefined || (!isSpelled && local.endsWith(' '))) return undefined
  const start = position - local.length
  const pattern = isSpelled ? spelledHost : host
  pattern.lastIndex = position + mark.length
  const found = pattern.exec(text)?.[0]
  // "k***@example.com" is masked, "/a@b", ":a@b" part of an address of another kind.
  if (found === undefined || /[*:/@]/.test(text[start - 1] ?? '')) return undefined
  const domain = found.trim().replace(spelledDot, '.').replace(/-+$/, '')
  const value = `${local.trim()}@${domain}`.toLowerCase()
  return { type: chatServer.test(value) ? 'xmpp' : 'email', value, start, end: position + mark.length + found.length }
}

const isLocal = /[\w.+*-]/
/** What at-signs mark: mail addresses, Matrix ids, and handles alone, which are Telegram's. */
export const handlesAtSigns = (text: string): Handle[] =>
  matchesIn(text, at).flatMap(({ 0: mark, index }) => {
    const ahead = text[index - 1] ?? ' '
    if (mark.length > 1 || isLocal.test(ahead)) return addressAround(text, index, mark) ?? []
    if (/[@/]/.test(ahead)) return []
    const told = { isSure: true, countries: [] }
    return handleAt('matrix', text, index + 1, told) ?? handleAt('telegram', text, index + 1, told) ?? []
  })

const hosts: Readonly<Record<string, string | undefined>> = services.hosts
/** A link's host right before its slash, dots spelled or spaced too: "t . me / x", "t[.]me/x". */
const hostAhead = /(?<![a-z0-9@-])(?:[a-z]{1,12}(?: ?(?:\.|[[({] ?(?:dot|\.) ?[\])}]| dot ) ?)){1,2}(?:me|com|dog) ?$/i
/** "t,me/x", "t me/x", "tme/x": its dot left out. */
const shortHost = /(?<![a-z0-9@.-])t[ ,-]?me ?$/i
const path = / ?(?:s\/|@|\+|send\/?\?phone=\+?)?(?=[\w(])/iy

/** Handles in links: "https://t.me/x", "wa.me/62812…", "facebook.com/x". */
export const handlesInLinks = (text: string, countries: readonly string[]): Handle[] => {
  const found: Handle[] = []
  for (let slash = text.indexOf('/'); slash !== -1; slash = text.indexOf('/', slash + 1)) {
    const last = text[slash - 1] === ' ' ? text[slash - 2] : text[slash - 1]
    if (last === undefined || !'emgEMG'.includes(last)) continue
    const written = hostAhead.exec(text.slice(Math.max(0, slash - 32), slash))?.[0]
    const type = shortHost.test(text.slice(Math.max(0, slash - 8), slash))
      ? 'telegram'
      : written &&
        hosts[
          written
            .trim()
            .toLowerCase()
            .replace(/ dot /g, '.')
            .replace(spelledDot, '.')
            .replace(/^www\./, '')
        ]
    if (!type) continue
    path.lastIndex = slash + 1
    const start = slash + 1 + (path.exec(text)?.[0].length ?? 0)
    // A link's number has its country's code.
    const handle = handleAt(type, text, start, { isSure: true, countries })
    if (handle) found.push(handle)
  }
  return found
}

const hex = /[0-9a-f]/i
const longHex = /[0-9a-f]{66,80}/iy
/** What is left of an id behind the first 60th character that it meets. */
const endOfHex = /[0-9a-f]{7}/iy
/** Ids of Tox (76 hexadecimal digits) and Session (66, the first two 05). A run so long meets every 60th character. */
export const hexIds = (text: string): Handle[] => {
  const found: Handle[] = []
  for (let position = 0; position < text.length; position += 60) {
    endOfHex.lastIndex = position
    if (!endOfHex.test(text)) continue
    let start = position
    while (start > 0 && position - start < 80 && hex.test(text[start - 1] ?? '')) start -= 1
    longHex.lastIndex = start
    const run = longHex.exec(text)?.[0]
    const type = run?.length === 76 ? 'tox' : run?.length === 66 && run.startsWith('05') ? 'session' : undefined
    if (!run || !type || found.at(-1)?.start === start) continue
    found.push({ type, value: run.toUpperCase(), start, end: start + run.length })
  }
  return found
}

const links = /simplex:\/[^\s]{10,300}|https:\/\/simplex\.chat\/[^\s]{10,300}/gi
/** Invitations of SimpleX, which has no handles. */
export const invitations = (text: string): Handle[] =>
  text.includes('simplex') || text.includes('SimpleX')
    ? matchesIn(text, links).map(({ 0: value, index }) => ({
        type: 'simplex',
        value,
        start: index,
        end: index + value.length,
      }))
    : []
