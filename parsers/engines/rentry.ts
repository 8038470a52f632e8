import { BlockedError } from '../../model/errors.ts'
import { pasteReader } from '../markup/pastes/pastes.ts'
import type { Engine } from './engine.ts'

const dated = (label: string): string =>
  ['p', 'small', 'span', 'div.text-muted', '.float-right', '.text-right']
    .map((place) => `${place}:contains("${label}:"):not(.entry-text *)`)
    .join(', ')

/** Rentry (https://rentry.co, https://rentry.org), Markdown pages under a word of the author's choice. */
const reader = pasteReader('Rentry', {
  marks: [
    {
      select: 'meta[property="og:site_name"][content*="entry"], link[href*="rentry."], a[href*="rentry."].navbar-brand',
      strength: 0.85,
      why: 'it calls itself Rentry',
    },
    { select: '.entry-text article', strength: 0.8, why: "it has Rentry's entry-text" },
  ],
  signs: [
    {
      is: ({ url, mime }) => mime === 'text/plain' && /^(www\.)?rentry\.(co|org)$/.test(url.hostname),
      strength: 0.8,
      why: 'plain text from Rentry',
    },
  ],
  urls: {
    rewrite: [[/^\/([^/]+)\/(?:raw|png|pdf|md|edit|export)\/?(?:\?.*)?$/, '/$1']],
  },
  key: /^\/([^/?]+)/,
  dates: { order: 'day-first' },
  paste: {
    item: '.entry-text',
    title: ['.entry-text article h1', 'meta[property="og:title"]'],
    date: { select: dated('Pub'), match: /Pub:\s*(.+?)\s*(?:Edit:|Views:|$)/ },
    edited: { select: dated('Edit'), match: /Edit:\s*(.+?)\s*(?:Pub:|Views:|$)/ },
    body: ['.entry-text article', '.entry-text'],
    markup: '.entry-text, .entry-text article',
    drop: '.headerlink, .toc, .linenos',
    raw: 'a[href$="/raw"]',
  },
  row: { item: '.entry-list li', link: 'a' },
  message: '.alert, .messages, .container h1, .container p',
  refusal({ page, url }) {
    if (page.body.length < 1_000 && /SECRET_RAW_ACCESS_CODE|raw access code/i.test(page.body))
      throw new BlockedError(`${url.href}: Rentry gives raw text to holders of an access code only; leave out /raw`)
    return undefined
  },
})

/** Rentry. */
export const rentry: Engine = {
  id: 'rentry',
  name: 'Rentry',
  type: 'paste',
  reads: 'pages with their dates of publication and edit, links and pictures; raw Markdown',
  needs: '',
  start: 'https://rentry.co/example',
  limits: 'Rentry lists nothing: addresses must be known; pages have no author',
  ...reader,
}
