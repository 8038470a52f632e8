import { escapeHtml } from './serve.ts'

const link = (url: string, text: string): string =>
  `<a href="${url}" target="_blank" rel="noopener" class="mycode_url">${text}</a>`

/** The tags that the practice posts use, as MyBB 1.8 writes them. */
const tags: readonly [RegExp, (...parts: string[]) => string][] = [
  [/\[b\](.*?)\[\/b\]/gs, (_, text = '') => `<span style="font-weight: bold;" class="mycode_b">${text}</span>`],
  [
    /\[color=(\w+)\](.*?)\[\/color\]/gs,
    (_, color, text = '') => `<span style="color: ${color};" class="mycode_color">${text}</span>`,
  ],
  [/\[url\](.*?)\[\/url\]/g, (_, url = '') => link(url, url)],
  [/\[url=(.*?)\](.*?)\[\/url\]/g, (_, url = '', text = '') => link(url, text)],
  [
    /\[img\](.*?)\[\/img\]/g,
    (_, url = '') =>
      `<img src="${url}" loading="lazy"  alt="[Image: ${url.slice(url.lastIndexOf('/') + 1)}]" class="mycode_img" />`,
  ],
  [
    /\[quote=([^\]]*)\](.*?)\[\/quote\]\n?/gs,
    (_, author, text = '') => `<blockquote class="mycode_quote"><cite>${author} Wrote:</cite>${text}</blockquote>`,
  ],
  [
    /\[code\](.*?)\[\/code\]\n?/gs,
    (_, text = '') =>
      `<div class="codeblock"><div class="title">Code:</div><div class="body" dir="ltr"><code>${text}</code></div></div>`,
  ],
]

/** BBCode as MyBB shows it. Lines end in `<br />` and a newline; markup that an author typed is shown, not obeyed. */
export function renderBbcode(source: string): string {
  const marked = tags.reduce((text, [pattern, render]) => text.replace(pattern, render), escapeHtml(source))
  return marked.replaceAll('\n', '<br />\n')
}
