import type { Link } from '../../model/page.ts'
import { postOf } from '../../model/post.ts'
import { at, instantAt, listAt, textAt } from '../markup/page/json.ts'
import { pasteReader } from '../markup/pastes/pastes.ts'
import { plainText } from '../markup/pastes/text.ts'
import { oneLine } from '../markup/text.ts'
import { canonicalUrl } from '../markup/urls.ts'
import { refuse } from '../markup/walls.ts'
import type { Document, Engine, ParsedPage } from './engine.ts'

/** GitHub's gists, by their pages and by the API (https://docs.github.com/rest/gists/gists). */
const reader = pasteReader('GitHub gists', {
  marks: [
    { select: '.gisthead, .gist-snippet', strength: 0.9, why: "it has GitHub's gist head" },
    { select: 'strong.gist-blob-name, .file .js-file-line-container', strength: 0.8, why: "it shows a gist's files" },
    { select: 'meta[property="og:site_name"][content="Gist"]', strength: 0.85, why: 'it calls itself Gist' },
  ],
  signs: [
    {
      is: ({ url, mime }) => mime === 'text/plain' && /^gist\.github(usercontent)?\.com$/.test(url.hostname),
      strength: 0.8,
      why: "plain text from GitHub's gists",
    },
  ],
  urls: {
    rewrite: [
      [/^\/([^/]+)\/([0-9a-f]{20,32}|\d+)\/raw\b.*$/, 'https://gist.github.com/$1/$2'],
      [/^\/([^/]+)\/([0-9a-f]{20,32}|\d+)\/(?:revisions|stargazers|forks)\b.*$/, '/$1/$2'],
    ],
  },
  key: /^\/(?:[^/]+\/)?([0-9a-f]{20,32}|\d+)$/,
  paste: {
    item: 'strong.gist-blob-name:not(.gist-snippet *), .file .js-file-line-container:not(.gist-snippet *), .file article:not(.gist-snippet *)',
    title: [
      '[itemprop="about"], .gist-description',
      '.gisthead strong[itemprop="name"], .gisthead .css-truncate-target',
      '.gist-blob-name',
    ],
    author: '.gisthead .author a, .gisthead a[data-hovercard-type="user"]',
    date: '.note:contains("Created") relative-time, .note:contains("Created") time-ago',
    edited: '.note:contains("Last active") relative-time, .note:contains("Last active") time-ago',
    body: '.file .js-file-line-container, .file article, .file .blob-wrapper pre',
    line: '.js-file-line-container .blob-code, .js-file-line-container .js-file-line',
    markup: '.file article',
    drop: '.anchor, .zeroclipboard-container',
    file: '.file .gist-blob-name, .file .file-info strong',
    raw: '.file-actions a[href*="/raw"]',
  },
  row: {
    item: '.gist-snippet',
    link: '.gist-snippet-meta a:has(> strong), a.link-overlay',
    title:
      '.gist-snippet-meta > span.f6, .gist-snippet-meta .color-fg-muted:not(:has(relative-time)):not(ul *), a > strong',
  },
  next: '.pagination a:contains("Older"), .pagination a.next_page, a[rel="next"]',
  answers: [
    { why: "it is a gist as GitHub's API gives it", is: isGist, read: readGist },
    { why: "it is a list of gists of GitHub's API", is: (value) => isGist(at(value, 0)), read: readList },
    {
      why: "it is a refusal of GitHub's API",
      is: (value) => textAt(value, 'message') !== '' && textAt(value, 'documentation_url').includes('github.com'),
      read(value, { url }) {
        const message = textAt(value, 'message')
        if (!/^not found$/i.test(message)) refuse('blocked', url, message)
        return { kind: 'missing', posts: [], profiles: [], links: [] }
      },
    },
  ],
})

function isGist(value: unknown): boolean {
  return (
    textAt(value, 'id') !== '' && typeof at(value, 'files') === 'object' && textAt(value, 'url').includes('/gists/')
  )
}

const filesOf = (gist: unknown): unknown[] => Object.values((at(gist, 'files') ?? {}) as object)
const titleOf = (gist: unknown): string => oneLine(textAt(gist, 'description') || textAt(filesOf(gist)[0], 'filename'))

/** Several files of one gist stand under each other, each under its name. */
function readGist(value: unknown, document: Document): ParsedPage {
  const files = filesOf(value)
  const text = files.map((file) => {
    const content = plainText(textAt(file, 'content'))
    return files.length > 1 ? `${textAt(file, 'filename')}\n\n${content}` : content
  })
  const [postedAt, changedAt] = ['created_at', 'updated_at'].map((name) => instantAt(document, value, name))
  const post = postOf({
    postId: textAt(value, 'id'),
    author: textAt(value, 'owner', 'login') || null,
    postedAt: postedAt ?? null,
    dateText: textAt(value, 'created_at'),
    editedAt: changedAt === postedAt ? null : (changedAt ?? null),
    title: titleOf(value),
    text: text.join('\n\n'),
    url: canonicalUrl(textAt(value, 'html_url'), document.url) ?? document.url.href,
  })
  return { kind: 'paste', posts: [post], profiles: [], links: [] }
}

/** A list has no texts; the further page stands in its `Link` header. */
function readList(value: unknown, document: Document): ParsedPage {
  const links = listAt(value).flatMap((gist): Link[] => {
    const url = canonicalUrl(textAt(gist, 'url'), document.url)
    return url === null ? [] : [{ url, kind: 'paste', title: titleOf(gist), mark: textAt(gist, 'updated_at') }]
  })
  const next = /<([^<>]{1,2000})>;\s*rel="next"/.exec(document.page.headers.link ?? '')?.[1]
  const following = next === undefined ? null : canonicalUrl(next, document.url)
  return {
    kind: 'archive',
    posts: [],
    profiles: [],
    links: following === null ? links : [...links, { url: following, kind: 'next' }],
  }
}

/** GitHub gists. */
export const gist: Engine = {
  id: 'gist',
  name: 'GitHub gists',
  type: 'paste',
  reads: "the discover page, a user's gists, gists with all their files, raw files, the API's lists and gists",
  needs: '',
  start: 'https://gist.github.com/discover',
  limits: 'the API allows 60 requests an hour; a page that says when a gist was last active hides when it was made',
  ...reader,
}
