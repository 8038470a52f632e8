import { type Article, instantOf } from './content.ts'
import { type Answer, escapeHtml, html } from './serve.ts'

const paragraphs = (article: Article): string =>
  article.paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join('\n')

/** A news site: its feed, with the whole articles in it, and a page for each. */
export const serveNews =
  (articles: readonly Article[], start: Date) =>
  (base: string) =>
  (url: URL): Answer => {
    if (url.pathname === '/feed.xml')
      return { type: 'application/rss+xml; charset=UTF-8', body: feedXml(articles, start, base) }
    const article = articles.find((_, index) => url.pathname === addressOf(articles, index))
    if (article)
      return {
        type: html,
        body: page(article.title, `<article><h1>${escapeHtml(article.title)}</h1>\n${paragraphs(article)}</article>`),
      }
    if (url.pathname !== '/') return { status: 404, type: html, body: page('Not found', '<h1>Not found</h1>') }
    const links = articles.map(
      ({ title }, index) => `<li><a href="${addressOf(articles, index)}">${escapeHtml(title)}</a></li>`,
    )
    return { type: html, body: page('Kabar Praktik', `<h1>Kabar Praktik</h1><ul>${links.join('\n')}</ul>`) }
  }

/** Articles are numbered from the oldest, so that a new one moves no address. */
const addressOf = (articles: readonly Article[], index: number): string => `/artikel/${articles.length - index}`

const page = (title: string, content: string): string =>
  `<!DOCTYPE html><html lang="id"><head><meta charset="utf-8"><title>${escapeHtml(title)}</title><link rel="alternate" type="application/rss+xml" href="/feed.xml"></head><body>${content}</body></html>`

function feedXml(articles: readonly Article[], start: Date, base: string): string {
  const items = articles.map(
    (article, index) => `		<item>
			<title><![CDATA[${article.title}]]></title>
			<link>${base}${addressOf(articles, index)}?utm_source=rss</link>
			<pubDate>${instantOf(article.at, start).toUTCString()}</pubDate>
			<dc:creator><![CDATA[${article.by}]]></dc:creator>
			<guid isPermaLink="false">kabar-praktik-${articles.length - index}</guid>
			<description>${escapeHtml(article.summary)}</description>
			<content:encoded><![CDATA[${paragraphs(article)}]]></content:encoded>
		</item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">
	<channel>
		<title>Kabar Praktik</title>
		<link>${base}/</link>
		<description>Berita untuk latihan</description>
		<language>id</language>
		<atom:link href="${base}/feed.xml" rel="self" type="application/rss+xml" />
${items.join('\n')}
	</channel>
</rss>
`
}
