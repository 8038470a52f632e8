// HTML whose words are escaped by the way it is written: what stands in `${}` is a stranger's text unless it is Markup.

/** A piece of HTML that may stand in a page as it is. */
export interface Markup {
  readonly html: string
}

type Part = Markup | string | number | null | undefined | readonly Part[]

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** For text and quoted attribute values. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (mark) => entities[mark] ?? mark)

const written = (part: Part): string => {
  if (part === null || part === undefined) return ''
  if (typeof part === 'string') return escaped(part)
  if (typeof part === 'number') return String(part)
  return 'html' in part ? part.html : part.map(written).join('')
}

/** markup`<td>${text}</td>`: the words in between are escaped, lists are joined. */
export const markup = (strings: TemplateStringsArray, ...parts: Part[]): Markup => ({
  html: strings.map((text, at) => text + written(parts[at])).join(''),
})
