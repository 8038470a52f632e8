/** HTML that is made of it alone: by `html`, which escapes whatever is no HTML yet. */
export interface Html {
  readonly markup: string
}

type Part = Html | string | number | false | null | readonly Html[]

/**
 * html`<p title="${words}">${words}</p>`: what is put in is text, for elements and quoted attributes, unless it is HTML
 * itself. `false` and `null` are nothing.
 */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  markup: pieces.reduce((whole, piece, at) => `${whole}${markupOf(parts[at - 1] ?? null)}${piece}`),
})

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function markupOf(part: Part): string {
  if (part === null || part === false) return ''
  if (typeof part === 'string' || typeof part === 'number')
    return String(part).replace(/[&<>"']/g, (character) => escapes[character] ?? '')
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
}
