// What each destination needs so that a stranger's words stay words. Clean them with `plainText` first.

/** For text and quoted attribute values in HTML. */
export const escapeHtml = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')

/**
 * For every text object and text of Slack, plain_text too: without `<` there is no mention, no link, no channel.
 * https://docs.slack.dev/messaging/formatting-message-text#escaping
 */
export const escapeSlack = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Escapes for Slack and cuts to `max` characters as Slack counts them, after escaping and never through an entity. */
export function fitSlack(text: string, max: number): string {
  const whole = escapeSlack(text)
  if (whole.length <= max) return whole
  const room = whole.slice(0, max - 1).replace(/&[a-z]{0,3}$|[\ud800-\udbff]$/, '')
  return `${room.trimEnd()}…`
}

/** For a word in a mail header: no line break, no quotes, angle brackets or other separators of RFC 5322. */
export const escapeHeaderWord = (text: string): string => text.replace(/[^A-Za-z0-9._+-]+/g, '-')

/**
 * For Discord's Markdown: a backslash before whatever formats, links or mentions there.
 * https://docs.discord.com/developers/reference#message-formatting
 */
export const escapeDiscord = (text: string): string =>
  text.replace(/[\\*_~`|<>#[\]@]/g, '\\$&').replace(/^(\s*)([-+]|\d+\.)(?=\s)/gm, '$1\\$2')

/**
 * A fenced block of Markdown: nothing in it formats, links or mentions. No line of `text` can end it.
 * https://spec.commonmark.org/0.31.2/#fenced-code-blocks
 */
export const fenced = (text: string): string => `\`\`\`\n${text.replaceAll('```', "'''").trimEnd()}\n\`\`\``

/** A fact's name where a stranger's could act: letters, digits, blanks and hyphens. */
export const bareLabel = (label: string): string => label.replace(/[^\p{L}\p{N} -]/gu, '').trim() || '–'
