import { randomUUID } from 'node:crypto'
import { PantauError } from '../../model/errors.ts'
import { postKey } from '../../model/post.ts'
import { siteOf, type Target } from '../../model/target.ts'
import type { Report, Tip } from '../../model/tip.ts'
import { engines } from '../../parsers/engines/index.ts'
import { maskText } from '../../parsers/mask.ts'
import type { ParsedDocument } from '../../parsers/parse.ts'
import { hashUnder } from '../../parsers/personal/keys.ts'
import { type KnownPost, knownPosts, reportsOf, saveReport } from '../../store/tips.ts'
import { type Explanation, explain } from '../explain/explanation.ts'
import type { House } from '../house.ts'
import { takeIn } from '../pipeline.ts'
import { storableId } from '../visit/content.ts'
import { type Found, readContent } from './content.ts'
import { readAddress } from './fetch.ts'
import { passingTarget, targetOf, underHome } from './site.ts'

/** A post of a tip, as it was read. */
export interface Told {
  url: string
  explanation: Explanation
  /** Since when it is known; `null` where it is new. */
  knownSince: Date | null
  /** The id of the listing that it belongs to, and what that has become; `null` for a post that offers nothing. */
  listing: { id: string; status: string } | null
  /** The subjects of the alerts that were raised on its listing before. */
  alertedBefore: string[]
}

/** What came of a tip. */
export interface Receipt {
  source: string
  /** The target that it belongs to; `null` for none. */
  target: string | null
  site: string
  engine: string
  why: string
  kind: string
  posts: number
  newPosts: number
  changedPosts: number
  signals: number
  /** Its offers, at most five; of a page with one post that one, offer or not. */
  told: Told[]
  /** What it made somebody hear of: subject, rules, and the ids of the deliveries. */
  alerts: { subject: string; rules: string[]; deliveries: string[] }[]
  /** Who reported the same before. */
  reportedBefore: Pick<Report, 'by' | 'at'>[]
}

/** Posts that are told. */
const mostTold = 5

/**
 * Takes in what somebody reports, through the line that everything takes, and writes down who said so. Personal data is
 * masked in all that comes back. Rejects with a PantauError where there is nothing to read.
 */
export async function submit(house: House, tip: Tip, worker: string): Promise<Receipt> {
  const { line, config, database } = house
  const { what } = tip
  const contentId = hashUnder(line.keys.all[0] ?? line.keys.current, what.kind === 'address' ? what.url : textOf(what))
  const own = what.kind === 'address' ? targetOf(what.url, config.targets) : undefined
  const { page, document } =
    what.kind === 'address'
      ? await readAddress(house, own ?? passingTarget(tip, what.url), own ? underHome(what.url, own) : what.url, {
          worker: `${worker} tip ${randomUUID()}`,
          isTarget: own !== undefined,
        })
      : await readContent(what, contentId, line.pictures)
  const target = targetFor(tip, { page, document }, own)
  if (document.posts.length === 0)
    throw new PantauError(nothingIn(what.kind === 'address' ? what.url : what.name, document))

  const site = siteOf(target)
  const ids = document.posts.map(({ postId }) => postKey(site, storableId(line.keys, postId)))
  const before = await knownPosts(database, ids)
  const reportedBefore = await reportsOf(database, contentId)
  const source = maskText(what.kind === 'address' ? what.url : what.name)
  const report: Report = {
    ...{ source, by: maskText(tip.by), note: maskText(tip.note), reliability: target.reliability, at: new Date() },
    ...{ site, pageSha256: page.sha256, posts: [...new Set(ids)] },
  }
  const { news, told } = await takeIn(document, target, page, line, {
    end: (sql) => saveReport(sql, contentId, report),
  })
  const after = await knownPosts(database, ids)
  return {
    ...{ source, site, target: own?.id ?? null, kind: document.kind, engine: document.engine },
    why: maskText(document.why),
    posts: document.posts.length,
    newPosts: news.filter((item) => item.before === null).length,
    changedPosts: news.filter((item) => item.before !== null).length,
    signals: [...after.values()].filter(({ listing }) => listing !== null).length,
    told: worthTelling(ids, after).map((at) => ({
      ...explained(document, at, target, house),
      knownSince: before.get(ids[at] ?? '')?.firstSeenAt ?? null,
      listing: after.get(ids[at] ?? '')?.listing ?? null,
      alertedBefore: before.get(ids[at] ?? '')?.told ?? [],
    })),
    alerts: told.map(({ subject, rules, deliveries }) => ({ subject, rules, deliveries })),
    reportedBefore,
  }
}

const textOf = ({ bytes, title, author, url }: Extract<Tip['what'], { kind: 'content' }>): string =>
  JSON.stringify([Buffer.from(bytes).toString('base64'), title ?? '', author ?? '', url ?? ''])

/** Whose posts they are: a target's where we read them there ourselves; else of a site that is nobody's. */
function targetFor(tip: Tip, { page, document }: Found, own: Target | undefined): Target {
  const isOwn = own !== undefined && targetOf(page.finalUrl, [own]) !== undefined
  if (isOwn) return { ...own, type: tip.type ?? own.type }
  const url = tip.what.kind === 'address' ? page.finalUrl : tip.what.url
  const passing = passingTarget(tip, url)
  return { ...passing, type: tip.type ?? engines.find(({ id }) => id === document.engine)?.type ?? passing.type }
}

/** The places on the page of its offers; of a page with one post that one's, offer or not. */
function worthTelling(ids: readonly string[], known: ReadonlyMap<string, KnownPost>): number[] {
  const offers = [...ids.keys()].filter((at) => known.get(ids[at] ?? '')?.listing)
  return offers.length > 0 ? offers.slice(0, mostTold) : ids.length === 1 ? [0] : []
}

function explained(
  { posts }: ParsedDocument,
  at: number,
  { type }: Target,
  { line }: House,
): Pick<Told, 'url' | 'explanation'> {
  const { title = '', text = '', author = null, images = [], url = '' } = posts[at] ?? {}
  return { url: maskText(url), explanation: explain(line.read, { type, author, title, text, images }) }
}

function nothingIn(source: string, { kind, links, engine }: ParsedDocument): string {
  const listed = links.filter((link) => link.kind === 'thread' || link.kind === 'paste' || link.kind === 'board')
  if (kind === 'missing') return `${source} says that it is gone`
  if (listed.length > 0)
    return `${source} lists ${listed.length} threads, pastes or boards and is none itself (read by ${engine}): submit one of them, or watch the site as a target (\`pantau targets try\`)`
  return `${source} shows no post (read as ${kind} by ${engine}): is it the right page?`
}
