import { postOf } from '../../model/post.ts'
import { textAt } from '../markup/page/json.ts'
import { pasteReader } from '../markup/pastes/pastes.ts'
import { plainText } from '../markup/pastes/text.ts'
import type { Engine } from './engine.ts'

/** haste-server makes keys that can be spoken: consonants and vowels in turn. */
const spoken = /\/raw\/(?:(?:[aeiou][b-df-hj-np-tv-z]){3,}|(?:[b-df-hj-np-tv-z][aeiou]){3,})$/

/** haste-server (https://github.com/toptal/haste-server), the software of hastebin. */
const reader = pasteReader('hastebin', {
  marks: [
    { select: 'pre#box + textarea', strength: 0.85, why: "it has haste-server's editor" },
    { select: '#key button.raw, #key .raw.function', strength: 0.8, why: "it has haste-server's buttons" },
  ],
  signs: [
    {
      is: ({ url, mime }) => mime === 'text/plain' && spoken.test(url.pathname),
      strength: 0.65,
      why: "its address ends in a key of haste-server's kind",
    },
  ],
  urls: {
    rewrite: [
      [/\/(?:raw|documents)\/([\w-]+)(?:\.\w+)?\/?$/, '/$1'],
      [/\/([\w-]+)\.\w+$/, '/$1'],
    ],
  },
  key: /\/([\w-]+)$/,
  paste: {
    item: 'pre#box',
    // The page that a server sends is empty: a script fills it with the document.
    body: 'pre#box > code:not(:empty)',
  },
  rawAt: [/\/([\w-]+)(?:\.\w+)?$/, '/raw/$1'],
  row: { item: '#box-list li', link: 'a' },
  answers: [
    {
      why: 'it is a haste document',
      is: (value) => textAt(value, 'key') !== '' && typeof (value as { data?: unknown }).data === 'string',
      read(value, document) {
        const postId = textAt(value, 'key')
        const url = new URL(`/${encodeURIComponent(postId)}`, document.url).href
        const post = postOf({ postId, text: plainText(textAt(value, 'data')), url })
        return { kind: 'paste', posts: [post], profiles: [], links: [] }
      },
    },
    {
      why: 'it says that there is no such haste document',
      is: (value) => /^(document not found|key not found)\.?$/i.test(textAt(value, 'message')),
      read: () => ({ kind: 'missing', posts: [], profiles: [], links: [] }),
    },
  ],
})

/** haste-server. */
export const hastebin: Engine = {
  id: 'hastebin',
  name: 'hastebin',
  type: 'paste',
  reads: "documents by the server's API and as raw text; a document's page leads to its raw text",
  needs: '',
  start: 'https://haste.example/documents/aviserecey',
  limits: 'hastebin lists nothing: addresses of documents must be known; they have neither author nor date nor title',
  ...reader,
}
