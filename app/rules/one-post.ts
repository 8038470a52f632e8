import { randomBytes } from 'node:crypto'
import pc from 'picocolors'
import { composeListing } from '../../alerts/message/compose.ts'
import { compileRules } from '../../alerts/rules/match.ts'
import { compileOwn } from '../../alerts/rules/own.ts'
import { track } from '../../listings/track.ts'
import { postOf } from '../../model/post.ts'
import type { Rule } from '../../model/rule.ts'
import { accountKey } from '../../model/seller.ts'
import { createMasker } from '../../parsers/mask.ts'
import { createPostReader } from '../../parsers/read.ts'
import type { Readable } from '../../parsers/signals/field.ts'
import type { Config } from '../config.ts'
import { readPost } from '../visit/news.ts'
import { ownWords } from '../words.ts'

/** Which rules a post would meet, were it new, and why. */
export interface JudgedPost {
  /** The alert in one line; `null` where it is no offer. */
  subject: string | null
  rules: { rule: string; reasons: string[] | null }[]
}

/** Nothing of it is kept, so the key of its hashes is nobody's. */
const passingKey = { id: 'passing', secret: randomBytes(32) }
const keys = { current: passingKey, all: [passingKey] }
const nowhere = '-'

/**
 * Takes one post through rules as the line would take a new one. On which target it stands is not known: what rules ask
 * of that is taken for granted.
 */
export function judgePost(
  { title, text, author, type }: Readable,
  config: Pick<Config, 'lexicon' | 'watchlists'>,
  rules: readonly Rule[],
): JudgedPost {
  const line = { read: createPostReader(ownWords(config)), mask: createMasker(keys), keys }
  const countOwn = compileOwn(config.watchlists)
  const parsed = postOf({ postId: nowhere, url: '', author, title, text })
  const { post: masked, signal } = readPost(parsed, type, { ...line, countOwn })
  if (!signal) return { subject: null, rules: rules.map(({ id }) => ({ rule: id, reasons: null })) }
  const where = { id: nowhere, site: nowhere, platform: type, engine: nowhere, pageSha256: '', seenAt: new Date() }
  const post = { ...masked, ...where }
  const said = { ...signal, postId: nowhere }
  const happening = {
    ...{ ...track(said, post, nowhere, { listings: [], own: null }), signal: said, post },
    ...{ reliability: 'F' as const, targetId: nowhere },
    seller: author === null ? null : { accountIds: [accountKey(nowhere, author)], silentMs: null },
  }
  const anywhere = rules.map((rule): Rule => ({ ...rule, targets: [], minReliability: 'F' }))
  const hits = compileRules(anywhere, config.watchlists)(happening)
  const story = { ...happening, account: null, past: null, kin: [], press: [] }
  const messages = new Map(hits.map((hit) => [hit.rule.id, composeListing(story, hit, where.seenAt)]))
  const [any] = rules
  const subject = any ? composeListing(story, { rule: any, reasons: [] }, where.seenAt).subject : ''
  return {
    subject,
    rules: rules.map(({ id }) => ({ rule: id, reasons: messages.get(id)?.reasons.slice(1) ?? null })),
  }
}

/** The same for a person to read. */
export function judgedLines({ subject, rules }: JudgedPost): string {
  if (subject === null) return 'it is no offer: nobody would hear of it; `pantau explain` says why\n'
  const lines = rules.flatMap(({ rule, reasons }) =>
    reasons === null
      ? [pc.dim(`${rule}: silent`)]
      : [pc.bold(`${rule}: would tell`), ...reasons.map((reason) => `  ${reason}`)],
  )
  return `${[subject, ...lines].join('\n')}\n`
}
