const protocols = new Set(['http:', 'https:', 'ftp:'])

/**
 * An address as programs take it, percent-encoded and without a login; `null` for what is none. It may stand only where
 * a format says so (`Format.live`).
 */
export function addressOf(text: string): URL | null {
  if (!URL.canParse(text)) return null
  const url = new URL(text)
  if (!protocols.has(url.protocol) || url.hostname === '') return null
  url.username = ''
  url.password = ''
  return url
}
