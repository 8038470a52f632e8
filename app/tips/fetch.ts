import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, Step } from '../../crawlers/step.ts'
import { PantauError, ParseError, ThrottledError } from '../../model/errors.ts'
import type { ParsedPost } from '../../model/post.ts'
import { siteOf, type Target } from '../../model/target.ts'
import { parsePage } from '../../parsers/parse.ts'
import type { House } from '../house.ts'
import { createGallery } from '../visit/gallery.ts'
import { mirrorsToAsk } from '../visit/mirrors.ts'
import { aloneOnSite } from '../visit/site-lease.ts'
import { type Found, readSavedPage } from './content.ts'

/** How long somebody waits for a visit to the same site to end, in milliseconds. */
const patienceMs = 60_000
const lookMs = 500

/** A paste's page may lead to its raw text. */
const mostPages = 2

/**
 * Reads one page as a visit would, with the pictures in its posts: alone on its site, over the target's way, within its limits
 * and its site's rules.
 * `isTarget` says that it belongs to a target of the configuration: what its engine cannot read fails then.
 */
export async function readAddress(
  house: House,
  target: Target,
  url: string,
  { worker, isTarget }: { worker: string; isTarget: boolean },
): Promise<Found> {
  let found: Found | undefined
  let failure: ParseError | undefined
  const gallery = createGallery({ ...target, ocr: true }, house.line)
  const answer: Answer = async (page, _step, errand) => {
    try {
      const document = isTarget ? parsePage(page, target.engine, { selectors: target.selectors }) : readSavedPage(page)
      const look = gallery.open(errand)
      const posts: ParsedPost[] = []
      for (const post of document.posts) posts.push(await look(post))
      found = { page, document: { ...document, posts } }
      const raw = document.posts.length === 0 && document.kind === 'paste' ? document.links : []
      return raw.filter(({ kind }) => kind === 'paste').map((link) => ({ link }))
    } catch (error) {
      if (error instanceof ParseError) failure = error
      throw error
    }
  }
  const limits = { ...target.limits, pages: mostPages }
  const start: Step[] = [{ link: { url, kind: 'thread' } }]
  const mirrors = await mirrorsToAsk(house.database, target, house.line.now())
  await whenFree(house, target, worker, (signal) =>
    house.line.crawler.visit({ ...target, limits }, answer, { start, mirrors, signal }),
  )
  if (found) return found
  throw failure ?? new PantauError(`${url}: the site's answer was no page: try again`)
}

/** Waits its turn: an ordinary visit to the site may be under way. */
async function whenFree<T>(
  house: House,
  target: Target,
  worker: string,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const deadline = Date.now() + patienceMs
  for (;;) {
    let isMine = false
    try {
      return await aloneOnSite(house, target, { worker, signal: new AbortController().signal }, (signal) => {
        isMine = true
        return work(signal)
      })
    } catch (error) {
      if (isMine || !(error instanceof ThrottledError)) throw error
      if (Date.now() > deadline)
        throw new PantauError(`${siteOf(target)} is being visited: submit it again when that is over`, { cause: error })
      await sleep(lookMs)
    }
  }
}
