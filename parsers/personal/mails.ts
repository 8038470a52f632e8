import { matchesIn } from '../matches.ts'
import { shapeOfPassword } from './cells.ts'
import type { Found } from './found.ts'

/** Longest local part (RFC 5321, 4.5.3.1.1). */
const localLength = 64
const longestDomain = 255
const longestSecret = 128

const localUnit = /[\p{L}\p{N}\p{M}._%+'&~=-]/u
const providers = String.raw`(?:gmail|googlemail|yahoo|ymail|hotmail|outlook|live|icloud|proton(?:mail)?|tutanota|rocketmail|aol|gmx|qq|mail)(?:\.| {1,2}(?=com\b))[a-z]{2,3}`
const dotWords = 'dot|titik|punto|ponto|punkt|точка'
/** `@` as people write it to hide it. Spaces are bounded: a page of spaces must not cost more than its length. */
const at = new RegExp(
  String.raw`[ ]{0,2}[[({<] ?(?:at|@|a|et|ät|arroba|собака) ?[\])}>][ ]{0,2}|@ {0,2}| {1,2}@(?: {1,2}|(?=${providers}))|` +
    String.raw` {1,2}(?:at|arroba|собака) {1,2}(?=[\p{L}\p{N}_-]{1,63}(?: {0,2}[[({<] ?(?:${dotWords})| {1,2}(?:dot|точка) )|${providers})`,
  'giu',
)
const dot = String.raw`(?:\.| {0,2}[[({<] ?(?:${dotWords}|\.) ?[\])}>] {0,2}| {1,2}(?:dot|точка) {1,2}| \. | \.|\. (?=(?:com|net|org|id|test)\b)|(?<=\b(?:gmail|yahoo|hotmail|outlook|icloud)) {1,2}(?=com\b))`
const domain = new RegExp(
  String.raw`[\p{L}\p{N}_-]{1,63}(?:${dot}[\p{L}\p{N}_-]{1,63}){0,8}?${dot}(?:\p{L}{2,24}|xn--[a-z0-9-]{1,59})(?![\p{L}\p{N}_•\ue000-])(?:${dot}\p{L}{2,24}(?![\p{L}\p{N}_•\ue000-]))*`,
  'iuy',
)
/** `logo@2x.png` is a picture for sharp screens, and `git@` nobody. */
const file = /^(?:\d+x|\d[\d.]*)\.(?:png|jpe?g|gif|webp|svg|avif|ico|css|js)$/i
/** The password after a mail address: `mail:secret`, `mail;secret`, `mail|secret`. */
const secret = /[:;|](?=[^\s:;|])([^\s|;,"'<>\ue000]{1,128})/y
/** The same with a space on each side, where nothing else stands on the line. */
const spacedSecret = / ?[:;|] ?([^\s\ue000]{1,128})(?=\s{0,3}(?:\n|$))/y
/** The same with its name: `mail password: secret`, also on the next line. */
const namedSecret =
  /[ ,;|\n]{1,3}(?:pass(?:word|wd)?|pwd|(?:kata )?sandi|senha|пароль) ?[:=] ?([^\s|;,"'<>\ue000]{1,128})/iy
/** An address, a date, a phone number or an id (read on their own), a secret that is masked already. */
const notSecret = /^(?:\/\/|[+(]{0,2}\d[\d() -]{8,}$|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}$|\u2022+$)/

/**
 * Every mail address, plain or disguised, with the password that stands behind it. The host stays readable: it says
 * whose people they are. Linear: each `@` looks only near.
 */
export function findMails(text: string): Found[] {
  const found: Found[] = []
  let after = 0
  for (const sign of matchesIn(text, at)) {
    if (sign.index < after) continue
    const from = sign.index + sign[0].length
    const host = localUnit.test(text[sign.index - 1] ?? '') ? hostAt(text, from) : null
    if (host === null) continue
    const start = localStart(text, sign.index, after)
    if (start === sign.index) continue
    const local = text.slice(start, sign.index)
    const value = `${local}@${plainHost(host)}`.toLowerCase()
    if (sign[0] === '@' && (file.test(host) || local === 'git')) continue
    found.push({
      kind: 'email-addresses',
      shape: 'mail',
      start,
      end: from,
      hide: [localHide(start, sign.index)],
      value,
    })
    after = from + host.length
    const password = passwordAt(text, start, after)
    if (password === null) continue
    const word = text.slice(password.start, password.end)
    found.push({ kind: 'passwords', shape: shapeOfPassword(word), ...password, hide: [password], value: word })
    after = password.end
  }
  return found
}

function localStart(text: string, end: number, floor: number): number {
  let start = end
  while (start > floor && end - start < localLength && localUnit.test(text[start - 1] ?? '')) start--
  while (start > floor && end - start >= localLength && /\d/.test(text[start - 1] ?? '')) start-- // no number is cut
  // A colon and the escapes of a link belong to what stands before the address.
  while (start < end && /[.'&=~%-]/.test(text[start] ?? '')) start++
  const key = text.slice(start, end).lastIndexOf('=')
  return key < 0 ? start : start + key + 1
}

function hostAt(text: string, from: number): string | null {
  domain.lastIndex = 0
  return domain.exec(text.slice(from, from + longestDomain))?.[0] ?? null
}

const plainHost = (host: string): string => host.replace(new RegExp(dot, 'giu'), '.')

/** `b u d i @ m a i l . t e s t` */
const spaced =
  /(?<![^\s:;,|"'(<])(?:[\p{L}\p{N}._+-] ){3,64}@(?: [\p{L}\p{N}-]){2,63} \.(?: [\p{L}\p{N}.-]){2,63}(?![^\s:;,|"')>])/gu

/** Mail addresses whose letters stand apart: such a one is hidden whole. */
export function findSpacedMails(text: string): Found[] {
  if (!text.includes('@')) return []
  return matchesIn(text, spaced).map(({ 0: all, index: start }) => {
    const end = start + all.length
    return {
      kind: 'email-addresses',
      shape: 'mail',
      start,
      end,
      hide: [{ start, end }],
      value: all.replace(/ /g, '').toLowerCase(),
    }
  })
}

/** All but the first letter; a single letter is all. */
const localHide = (start: number, end: number): { start: number; end: number } => ({
  start: end - start > 1 ? start + 1 : start,
  end,
})

function passwordAt(text: string, lineStart: number, from: number): { start: number; end: number } | null {
  const first = lineStart === 0 || text[lineStart - 1] === '\n'
  for (const pattern of first ? [namedSecret, secret, spacedSecret] : [namedSecret, secret]) {
    pattern.lastIndex = 0
    const match = pattern.exec(text.slice(from, from + longestSecret + 32))
    const word = match?.[1]
    if (match === null || word === undefined || notSecret.test(word)) continue
    const start = from + match[0].length - word.length
    return { start, end: start + word.length }
  }
  return null
}

/** `scheme://user:password@` in an address, and the lines `address:user:password` of a stealer's log. */
const logins = [
  { sign: '@', pattern: /(?<=[a-z]:\/\/)[^\s/:@\ue000]{1,64}:([^\s/@\ue000]{1,128})(?=@)/gi },
  {
    sign: '://',
    pattern:
      /(?<=^(?:https?:\/\/|android:\/\/)[^\s:\ue000]{1,300}(?::\d{2,5}(?:\/[^\s:\ue000]{0,200})?)?[:|])[^\s:|/\ue000]{3,64}[:|]([^\s\ue000]{3,128})$/gim,
  },
  { sign: '@', pattern: /(?<=^[\p{L}\p{N}._+-]{1,64}@[\p{L}\p{N}-]{2,63}:)([^\s/~\ue000][^\s/\ue000]{2,127})$/gmu },
]

/** Names and passwords of accounts that stand beside an address of the web. */
export function findLogins(text: string): Found[] {
  return logins
    .flatMap(({ sign, pattern }) => (text.includes(sign) ? matchesIn(text, pattern) : []))
    .filter(([all]) => !/^\u2022|\u2022$/.test(all))
    .map(({ 0: all, index }) => ({
      kind: 'passwords',
      shape: 'login',
      start: index,
      end: index + all.length,
      hide: [{ start: index, end: index + all.length }],
      value: all,
    }))
    .sort((one, other) => one.start - other.start)
}
