import { pasteReader } from '../markup/pastes/pastes.ts'
import type { Engine } from './engine.ts'

/** dpaste.com, and the other dpaste that is free software (https://github.com/DarrenOfficial/dpaste, dpaste.org). */
const reader = pasteReader('dpaste', {
  marks: [
    {
      select: 'meta[property="og:site_name"][content*="dpaste"], meta[name="application-name"][content*="dpaste"]',
      strength: 0.85,
      why: 'it calls itself dpaste',
    },
    {
      select: 'h1 > a[href="/"]:contains("dpaste"), .brand:contains("dpaste")',
      strength: 0.8,
      why: 'its head says dpaste',
    },
    { select: '.snippet-code, #snippet-code', strength: 0.75, why: "it shows dpaste's snippet" },
    { select: 'title:contains("dpaste")', strength: 0.6, why: 'its title names dpaste' },
  ],
  signs: [
    {
      is: ({ url, mime }) => mime === 'text/plain' && /(^|\.)dpaste\.(com|org|de)$/.test(url.hostname),
      strength: 0.8,
      why: 'plain text from dpaste',
    },
  ],
  urls: {
    rewrite: [
      [/^\/([\w-]{4,})(?:\.txt|-preview\.html|\/raw|\/slim|\/wrap)\/?(?:\?.*)?$/, '/$1'],
      [/^\/([\w-]{4,})\/$/, '/$1'],
    ],
  },
  key: /^\/([\w-]+)$/,
  anonymous: /^(anonymous|anon(ymous user)?|guest)$/i,
  paste: {
    item: '[class*="snippet"], .highlight, table.highlighttable, pre.code',
    title: '#content h2.title, .paste-title, .snippet-title, h2',
    author: {
      select: '.posted-by, .paste-meta:contains("by "), .meta:contains("by "), p:contains("osted by")',
      match: /\bby:?\s+(.+?)(?:\s+(?:on|at|\()|,|$)/,
    },
    date: [
      'time[datetime], .snippet-options [title], .options time',
      '.posted-on, .paste-date, .meta .date, .snippet-options, .metadata',
    ],
    body: [
      'textarea#copy-snippet, textarea.snippet-clipboard, .snippet-clipboard textarea',
      '[class*="snippet-code"]:has(li)',
      '[class*="snippet-text"], [class*="snippet-code"]',
      'table.highlighttable td.code pre',
      '.highlight pre, pre.code',
    ],
    line: '[class*="snippet-code"] li',
    raw: 'a[href$=".txt"], a[href$="/raw"]',
  },
  row: { item: 'ul.snippet-list li, table.history tr', link: 'a' },
  message: '.error, .content > p, main > p, h1',
})

/** dpaste. */
export const dpaste: Engine = {
  id: 'dpaste',
  name: 'dpaste',
  type: 'paste',
  reads: 'pastes of dpaste.com and of the dpaste of dpaste.org, as pages and as raw text',
  needs: '',
  start: 'https://dpaste.com/ABCDEFGHJ',
  limits: 'dpaste lists nothing: addresses must be known',
  ...reader,
}
