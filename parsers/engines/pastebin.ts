import { BlockedError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import { listAt, textAt } from '../markup/page/json.ts'
import { pasteReader } from '../markup/pastes/pastes.ts'
import { canonicalUrl } from '../markup/urls.ts'
import type { Document, Engine, ParsedPage } from './engine.ts'

const ours = /(^|\.)pastebin\.com$/
const shut = /^\s*YOUR IP\b.{0,80}(DOES NOT HAVE ACCESS|(IS )?NOT WHITELISTED)/is
const gone = /^Error, (we cannot find|paste key is not valid|this paste (has|is|was))/i

/** Pastebin (https://pastebin.com), by its pages and its scraping API (https://pastebin.com/doc_scraping_api). */
const reader = pasteReader('Pastebin', {
  marks: [
    { select: 'link[href*="/themes/pastebin/"]', strength: 0.9, why: "its styles are Pastebin's" },
    { select: 'meta[property="og:site_name"][content="Pastebin"]', strength: 0.85, why: 'it calls itself Pastebin' },
    { select: 'table.maintable', strength: 0.8, why: "it has Pastebin's table of pastes" },
    { select: '.post-view .info-bar, .highlighted-code .top-buttons', strength: 0.8, why: "it has a paste's bar" },
  ],
  signs: [
    {
      is: ({ url, mime }) => mime === 'text/plain' && ours.test(url.hostname),
      strength: 0.8,
      why: 'plain text from pastebin.com',
    },
    { is: isShut, strength: 0.9, why: "it is the refusal of Pastebin's scraping API" },
  ],
  urls: {
    drop: ['source'],
    rewrite: [
      [/^\/(?:raw|dl|clone|embed|print|report|embed_iframe|embed_js)\/(\w{8})\b.*$/, '/$1'],
      [/^\/raw\.php\?(?:.*&)?i=(\w+).*$/, '/$1'],
      [/^\/api_scrape_item(?:_meta)?\.php\?(?:.*&)?i=(\w+).*$/, 'https://pastebin.com/$1'],
    ],
  },
  key: /^\/(\w{8})$/,
  dates: {
    zones: [
      [/\bCDT$/, '-0500'],
      [/\bCST$/, '-0600'],
      [/\bEDT$/, '-0400'],
      [/\bEST$/, '-0500'],
    ],
  },
  anonymous: /^(a )?guest$/i,
  paste: {
    item: '.post-view, .highlighted-code',
    title: '.info-top h1, .info-bar h1',
    author: '.info-bottom .username, .info-bar .username',
    date: ['.info-bottom .date > span:first-child', '.info-bar .date'],
    edited: { select: '.info-bottom .date > span[title*="edit"]', attribute: 'title', match: /on:?\s+(.+)$/ },
    body: ['textarea.js-paste-raw, textarea#paste_code', '.highlighted-code .source', '.source'],
    line: '.source li',
    raw: '.top-buttons a[href^="/raw/"], a[href*="/raw/"]',
  },
  row: {
    item: 'table.maintable tr:has(td)',
    link: 'td:first-child > a, td:first-child a[href]',
  },
  next: '.pagination .next a, .pagination a.next, .pagination a[rel="next"]',
  message: '.content__text .notice, .content__title, .notice',
  refusal(document) {
    if (isShut(document)) {
      throw new BlockedError(
        `${document.url.href}: Pastebin's scraping API does not know this machine's address: enter it at https://pastebin.com/doc_scraping_api with a PRO account, or start at https://pastebin.com/archive`,
      )
    }
    return gone.test(document.page.body.slice(0, 200)) ? 'missing' : undefined
  },
  answers: [
    {
      why: "it is a list of Pastebin's scraping API",
      is: (value) => textAt(value, 0, 'scrape_url') !== '',
      read: readScraped,
    },
  ],
})

function isShut({ page }: Document): boolean {
  return shut.test(page.body.slice(0, 400))
}

/** Of the API's rows only the key, the title and the date are known before the raw text is read. */
function readScraped(value: unknown, document: Document): ParsedPage {
  const links = listAt(value).flatMap((row): Link[] => {
    const url = canonicalUrl(textAt(row, 'scrape_url'), document.url)
    return url === null ? [] : [{ url, kind: 'paste', title: textAt(row, 'title'), mark: textAt(row, 'date') }]
  })
  return { kind: 'archive', posts: [], profiles: [], links }
}

/** Pastebin. */
export const pastebin: Engine = {
  id: 'pastebin',
  name: 'Pastebin',
  type: 'paste',
  reads: "the scraping API's list, the archive, a user's pastes, pastes with author and date, raw pastes",
  needs: "for the scraping API a PRO account with this machine's address entered; the archive needs nothing",
  start: 'https://scrape.pastebin.com/api_scraping.php?limit=100',
  limits:
    'raw text from the API has neither author nor title; the archive shows few pastes and soon asks for a captcha',
  ...reader,
}
