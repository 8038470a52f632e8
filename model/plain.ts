// Text that strangers wrote, made harmless for whatever shows it. What a single destination needs besides (HTML, Slack,
// CSV, a terminal) is done where it is sent there.

const escapeChar = String.fromCharCode(0x1b)

/** ECMA-48 control sequences (colours, cursor moves, window titles), as terminals obey them. */
const terminalSequence = new RegExp(
  `${escapeChar}(?:\\[[0-?]*[ -/]*[@-~]|[\\]PX^_][^${escapeChar}${String.fromCharCode(7)}\n]{0,2000}(?:${String.fromCharCode(7)}|${escapeChar}\\\\)?|[ -/]*[0-~])`,
  'g',
)

/** Marks that turn the direction of text around, and characters that show nothing: both disguise what is written. */
const invisible =
  /\u034f|[\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu

/**
 * Text without anything that acts on the program showing it: no terminal sequences, control characters, direction
 * marks, invisible characters, half surrogates or towers of combining marks. Lines end in \n, tabs become spaces.
 * Joiners (U+200C, U+200D) stay: scripts and emoji need them.
 */
export function plainText(text: string): string {
  return text
    .replace(terminalSequence, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replaceAll('\t', ' ')
    .replace(/\p{Cc}/gu, (control) => (control === '\n' ? control : ''))
    .replace(invisible, '')
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/(\p{M}{4})\p{M}+/gu, '$1')
}

/** `plainText` on one line, runs of white space as one blank: for subjects, headers and labels. */
export const oneLine = (text: string): string => plainText(text).replace(/\s+/g, ' ').trim()

/**
 * At most `max` UTF-16 units of a text, "…" included. Cuts at a blank where one is near the end, and never through a
 * character.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text
  const room = text.slice(0, Math.max(0, max - 1)).replace(/[\ud800-\udbff]$/, '')
  const blank = room.search(/\s\S*$/)
  return `${(blank > max * 0.8 ? room.slice(0, blank) : room).trimEnd()}…`.slice(0, max)
}

/** Also in the middle of a word: what shows links may find one in `_http://intranet`. */
const scheme = /(h)tt(ps?)(?=:)|(f)t(ps?)(?=:\/\/)/gi
/** File names whose ending no registry has as a top-level domain: addresses of pages stay readable. (.zip is one.) */
const fileEnding = '(?:html?|php|aspx?|jsp|txt|csv|json|sql|pdf|xlsx?|rar)'
const dotInHost = new RegExp(
  `(?<=[\\p{L}\\p{N}_-])[.\\u3002\\uff0e\\uff61](?!${fileEnding}(?![\\p{L}\\p{N}-]))(?=\\p{L}(?:[\\p{L}\\p{N}-]|\\.\\p{L}))`,
  'gu',
)
const address = /(?<![\p{L}\p{N}.])\d{1,3}(?:\.\d{1,3}){3}(?![\p{L}\p{N}]|\.\d)/gu

/**
 * Makes every link of a text dead and readable, the way analysts write them: `https://shop.example/a` as
 * `hxxps://shop[.]example/a`, `a@shop.example` as `a@shop[.]example`. Whatever a mail or chat program might take for a
 * host is broken up, "data.zip" too; page and file names that cannot be one, and numbers such as 279.000.000 or v1.2 stay. Doing it twice changes nothing.
 */
export const defang = (text: string): string =>
  text
    .replace(scheme, (_match, h?: string, ps?: string, f?: string, ftps?: string) =>
      h === undefined ? `${f}x${ftps}` : `${h}xx${ps}`,
    )
    .replace(dotInHost, '[.]')
    .replace(address, (ip) => ip.replaceAll('.', '[.]'))
