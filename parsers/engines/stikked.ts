import type { Link } from '../../model/page.ts'
import { postOf } from '../../model/post.ts'
import { at, instantAt, listAt, textAt } from '../markup/page/json.ts'
import { parseFragment } from '../markup/page/open.ts'
import { pasteReader } from '../markup/pastes/pastes.ts'
import { plainText } from '../markup/pastes/text.ts'
import { textOf } from '../markup/text.ts'
import type { Document, Engine, ParsedPage } from './engine.ts'

const anonymous = /^(anonymous|anon|guest|unknown|stranger|tamu)$/i

/** Stikked, a paste site in PHP that runs on many hosts (https://github.com/claudehohl/Stikked). */
const reader = pasteReader('Stikked', {
  marks: [
    { select: 'a[href*="github.com/claudehohl/Stikked"]', strength: 0.9, why: 'the footer names Stikked' },
    { select: 'a.control[href*="/view/raw/"]', strength: 0.85, why: "it offers Stikked's raw view" },
    { select: 'table.recent td.first a[href*="/view/"]', strength: 0.8, why: "it is Stikked's list" },
  ],
  signs: [
    {
      is: ({ page }) => /(^|[,;\s])stikked=/.test(page.headers['set-cookie'] ?? ''),
      strength: 0.85,
      why: "its cookie is Stikked's",
    },
    {
      is: ({ url, mime }) => mime === 'text/plain' && /\/view\/raw\/[\w-]+\/?$/.test(url.pathname),
      strength: 0.7,
      why: 'its address is that of a raw paste of Stikked',
    },
  ],
  urls: {
    rewrite: [
      [/\/view\/(?:raw|download|embed|qr|options)\/([\w-]+)\/?(?:\?.*)?$/, '/view/$1'],
      [/\/api\/paste\/([\w-]+)\/?(?:\?.*)?$/, '/view/$1'],
      [/\/view\/([\w-]+)\/$/, '/view/$1'],
    ],
  },
  key: /\/view\/([\w-]+)/,
  anonymous,
  paste: {
    item: '.paste_info, .text_formatted, a.control[href*="/view/raw/"]',
    title: '.pagetitle, .paste_info h1',
    // "From NAME, 3 Minutes ago, written in PHP", in the words of any language.
    author: { select: '.detail.by', match: /^\S+ (.+?), [^,]*\d[^,]*,/ },
    date: { select: '.detail.by', match: /^\S+ .+?, ([^,]*\d[^,]*),/ },
    // The form for a reply holds the text as it was typed.
    body: ['.replies textarea#code', '.text_formatted', 'blockquote.CodeMirror, .paste pre'],
    line: '.text_formatted li',
    raw: 'a[href*="/view/raw/"]',
  },
  row: {
    item: 'table.recent tr, table tr:has(> td.first a[href*="/view/"])',
    link: 'td.first a, td:first-child a[href*="/view/"]',
  },
  next: '.pages a[rel="next"], .pagination a[rel="next"], a[rel="next"]',
  message: '.content .container > p, #container > p',
  answers: [
    {
      why: "it is a paste as Stikked's API gives it",
      is: (value) => textAt(value, 'pid') !== '' && typeof at(value, 'paste') === 'string',
      read: readApiPaste,
    },
    {
      why: "it is a list as Stikked's API gives it",
      is: (value) => textAt(value, 0, 'pid') !== '' && textAt(value, 0, 'created') !== '',
      read: readApiList,
    },
  ],
})

/** `/api/paste/KEY`: the text both raw and coloured; versions before 0.9 give it coloured only. */
function readApiPaste(value: unknown, document: Document): ParsedPage {
  const [postId, name] = [textAt(value, 'pid'), textAt(value, 'name')]
  const raw = textAt(value, 'raw')
  const text = raw === '' ? textOf(parseFragment(textAt(value, 'paste'), document.url.href)) : raw
  const post = postOf({
    postId,
    author: name === '' || anonymous.test(name) ? null : name,
    postedAt: instantAt(document, value, 'created'),
    dateText: textAt(value, 'created'),
    title: textAt(value, 'title'),
    text: plainText(text),
    url: addressOf(postId, document),
  })
  return { kind: 'paste', posts: [post], profiles: [], links: [] }
}

function readApiList(value: unknown, document: Document): ParsedPage {
  const links = listAt(value).flatMap((row): Link[] => {
    const [pid, mark] = [textAt(row, 'pid'), textAt(row, 'created')]
    return pid === '' ? [] : [{ url: addressOf(pid, document), kind: 'paste', title: textAt(row, 'title'), mark }]
  })
  return { kind: 'archive', posts: [], profiles: [], links }
}

const addressOf = (pid: string, { url }: Document): string =>
  new URL(`${url.pathname.replace(/\/api\/.*$/, '')}/view/${encodeURIComponent(pid)}`, url).href

/** Stikked. */
export const stikked: Engine = {
  id: 'stikked',
  name: 'Stikked',
  type: 'paste',
  reads: 'lists and trends, pastes with author, date and title, raw pastes, the API of recent pastes and of one',
  needs: '',
  start: 'https://paste.example/lists',
  limits: 'dates of pages are as rough as "3 hours ago"; a name that Stikked made up counts as an author',
  ...reader,
}
