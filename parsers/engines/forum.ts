import { ParseError } from '../../model/errors.ts'
import { readRepeated } from '../markup/repeated/read.ts'
import type { Engine } from './engine.ts'

/** Any forum: found by what repeats, for software that no table knows and themes that renamed all of it. */
export const forum: Engine = {
  id: 'forum',
  name: 'Any forum',
  type: 'forum',
  fallback: true,
  reads: 'threads and boards of software that no table knows: posts, authors, dates and next pages, by what repeats',
  needs: '',
  start: 'https://forum.example/board/7',
  limits: 'no profiles; a page with one post is read only where its markup gives hints',
  claims(document) {
    if (!/html/.test(document.mime)) return null
    const found = readRepeated(document)
    // The weakest of all claims: whatever table knows the page reads it better.
    return found?.confident ? { strength: 0.2, why: found.why } : null
  },
  read(document) {
    const found = readRepeated(document)
    if (found !== null) return found.page
    throw new ParseError(
      `${document.url.href}: nothing on this page repeats as posts or threads do; a forum needs a table of its own`,
    )
  },
}
