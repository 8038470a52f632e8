import type { Format } from './format.ts'
import { letter } from './takedown/letter.ts'
import { type Notice, noticesOf } from './takedown/notices.ts'
import { type Columns, record } from './trail/sheet.ts'

const columns: Columns<Notice, keyof Notice> = {
  url: (notice) => notice.url,
  url_defanged: (notice) => notice.url_defanged,
  kind: (notice) => notice.kind,
  host: (notice) => notice.host,
  hoster: (notice) => notice.hoster,
  abuse_contact: (notice) => notice.abuse_contact,
  first_seen_at: (notice) => notice.first_seen_at,
  last_seen_at: (notice) => notice.last_seen_at,
  first_posted_at: (notice) => notice.first_posted_at,
  first_up_at: (notice) => notice.first_up_at,
  last_up_at: (notice) => notice.last_up_at,
  victims: (notice) => notice.victims.join('; '),
  listing_id: (notice) => notice.listing_id,
  listing_title: (notice) => notice.listing_title,
  listing_status: (notice) => notice.listing_status,
  site: (notice) => notice.site,
  account: (notice) => notice.account,
  post_url: (notice) => notice.post_url,
  post_id: (notice) => notice.post_id,
  page_sha256: (notice) => notice.page_sha256,
  earlier_sha256: (notice) => notice.earlier_sha256.join('; '),
}

/** For whoever blocks or removes: every post, download and sample that the listings give, one address a row. */
export const takedown: Format = {
  id: 'takedown',
  name: 'Addresses to block or remove (CSV)',
  extension: '.csv',
  mime: 'text/csv; charset=utf-8; header=present',
  // The first column and no other.
  live: /^"?(?:https?|ftp):[^\s"]*/gm,
  *write(timeline) {
    yield `\ufeff${Object.keys(columns).join(',')}\r\n`
    for (const notice of noticesOf(timeline)) yield record(columns, notice)
  },
}

/** The same as a letter, print-ready, in English and then in Indonesian. */
export const takedownLetter: Format = {
  id: 'takedown-letter',
  name: 'Letter that asks for their removal (web page, print-ready)',
  extension: '.html',
  mime: 'text/html; charset=utf-8',
  live: /<code class="live">(?:https?|ftp):[^<]*/g,
  *write(timeline) {
    yield* letter(timeline, noticesOf(timeline))
  },
}
