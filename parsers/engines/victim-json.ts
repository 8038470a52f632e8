import { ParseError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import type { ParsedPost } from '../../model/post.ts'
import { firsts } from '../markup/page/api.ts'
import { jsonOf } from '../markup/page/json.ts'
import { markOf, victimPage } from '../markup/victims/card.ts'
import { nextIn, readVictim, victimsIn } from '../markup/victims/json.ts'
import { refusalOf } from '../markup/walls.ts'
import type { Document, Engine, ParsedPage } from './engine.ts'

const nothing: ParsedPage = { kind: 'missing', posts: [], profiles: [], links: [] }

/** The JSON behind leak sites that draw themselves by script: lists of victims under any of the usual names. */
export const victimJson: Engine = {
  id: 'victim-json',
  name: 'JSON of a leak site',
  type: 'leaksite',
  reads:
    'lists of victims and single ones, by the usual names of their fields; the next page where the answer names it',
  needs: '',
  start: 'http://leaks.example/api/posts?page=1',
  limits: 'the address of the JSON has to be found once, in the network view of a browser',
  claims(document) {
    const victims = victimsIn(jsonOf(document))
    if (victims === null) return null
    const what = victims.alone ? 'is one' : `lists ${victims.entries.length}`
    return { strength: 0.5, why: `its JSON ${what} with the facts of victims` }
  },
  read(document) {
    if ([404, 410].includes(document.page.status)) return nothing
    const value = jsonOf(document)
    const victims = victimsIn(value)
    if (victims !== null) return readVictims(document, value, victims)
    if (isEmpty(value)) return { ...nothing, kind: 'empty' }
    if (refusalOf(JSON.stringify(value ?? '').slice(0, 500)) === 'missing') return nothing
    throw new ParseError(`${document.url.href}: JSON without a list of victims whose fields have usual names`)
  },
}

function readVictims(
  document: Document,
  value: unknown,
  victims: { entries: readonly unknown[]; alone: boolean },
): ParsedPage {
  const read = victims.entries.flatMap((entry): ParsedPost | [] => readVictim(document, entry) ?? [])
  const posts = firsts(read, ({ postId }) => postId)
  if (victims.alone) return { ...nothing, kind: 'thread', posts: posts.map(victimPage) }
  const here = document.url.href
  const details = posts.flatMap((post): Link[] =>
    post.url === here ? [] : [{ url: post.url, kind: 'thread', title: post.title, mark: markOf(post) }],
  )
  const next = nextIn(document, value)
  const following: Link[] = next === null || next === here ? [] : [{ url: next, kind: 'next' }]
  return { ...nothing, kind: 'board', posts, links: [...details, ...following] }
}

/** `[]`, or an answer whose only list is empty. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0
  if (typeof value !== 'object' || value === null) return false
  const lists = Object.values(value).filter((inner) => Array.isArray(inner))
  return lists.length > 0 && lists.every((list) => list.length === 0)
}
