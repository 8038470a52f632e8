import { ParseError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import { answer, htmlReader, linkTo, natural } from '../markup/page/api.ts'
import { attribute, type Element } from '../markup/page/dom.ts'
import { compileSelectors, type Found } from '../markup/page/selectors.ts'
import { lineOf } from '../markup/text.ts'
import { canonicalUrl, linkUrl } from '../markup/urls.ts'
import { refusalOf, refuse } from '../markup/walls.ts'
import type { Document, Engine, ParsedPage } from './engine.ts'

const own = ':not(.quote *)'

// Nitter's pages of X (https://github.com/zedeus/nitter, src/views), which its descendants keep.
const select = {
  item: '.timeline-item:has(.tweet-body)',
  address: ['a.tweet-link[href*="/status/"]', `.tweet-date${own} a[href*="/status/"]`],
  author: `.tweet-header .username${own}`,
  date: `.tweet-date${own} a`,
  content: `.tweet-content${own}`,
  card: `a.card-container${own}, a.card-content-container${own}`,
  cardTitle: '.card-title',
  picture: `.attachments${own} a.still-image, .attachments${own} .attachment.image > a`,
  image: 'img',
  poll: `.poll-choice-option${own}`,
  quote: '.quote:not(.unavailable)',
  quoteAuthor: '.username',
  quoteText: '.quote-text',
  older: '.show-more a[href*="cursor="], .show-more a[href*="max_position="]',
  empty: 'h2.timeline-none, h2.timeline-end',
  closed: '.timeline-protected',
  error: '.error-panel',
  profile: '.profile-card',
  handle: '.profile-card-username',
  joined: '.profile-joindate span[title]',
  count: '.posts .profile-stat-num',
  site: 'meta[property="og:site_name"][content="Nitter"]',
  thread: '.main-tweet, .conversation',
} as const

const find = compileSelectors(...Object.values(select))
const readContent = htmlReader({})
const x = new URL('https://x.com/')

/** X, through a page of Nitter's kind. */
export const nitter: Engine = {
  id: 'nitter',
  name: 'Nitter',
  type: 'social',
  reads:
    'posts of X as Nitter shows an account, a search or a thread: quotes, links, polls, pictures; reposts as what was reposted',
  needs: 'an instance that answers: most limit visitors, one of your own does not',
  start: 'https://nitter.example/search?f=tweets&q=kebocoran%20data',
  limits: "Nitter does not say when a post was edited; what X keeps from Nitter's accounts stays unread",
  claims(document) {
    if (!/html/.test(document.mime)) return null
    const found = find(document.index)
    if (found.first(select.item) !== undefined)
      return { strength: 0.95, why: 'it has timeline-items with a tweet-body' }
    if (found.first(select.site) !== undefined) return { strength: 0.93, why: 'og:site_name says Nitter' }
    const isTimeline = found.first(select.empty) !== undefined
    return isTimeline ? { strength: 0.8, why: "it has Nitter's timeline" } : null
  },
  read(document) {
    const found = find(document.index)
    const posts = found.apart(select.item, 'outermost').flatMap((item) => readItem(document, found, item) ?? [])
    const profiles = readProfile(document, found)
    if (posts.length === 0) refuseError(document, found)
    const known = [select.profile, select.empty, select.error, select.thread].some(
      (part) => found.first(part) !== undefined,
    )
    if (posts.length === 0 && found.first(select.error) !== undefined) return answer('missing')
    if (posts.length === 0 && !known) throw new ParseError(`${document.url.href}: shows no timeline of Nitter's`)
    if (posts.length + profiles.length === 0) return answer('empty')
    const older = found.first(select.older)
    const links: Link[] =
      older === undefined ? [] : linkTo(canonicalUrl(attribute(older, 'href'), document.url), 'older')
    const people = posts.flatMap(({ author }) =>
      author === null ? [] : linkTo(canonicalUrl(`/${author}`, document.url), 'profile', { author }),
    )
    return answer(found.first(select.thread) === undefined ? 'feed' : 'thread', {
      posts,
      profiles,
      links: [...links, ...people],
    })
  },
}

/** A post by its number on X; `null` for one that is not available. */
function readItem(document: Document, found: Found, item: Element): ParsedPost | null {
  const address = found.first(select.address, item)
  const [, owner = '', postId] =
    /\/(\w+)\/status\/(\d+)/.exec(address === undefined ? '' : attribute(address, 'href')) ?? []
  if (postId === undefined) return null
  const author = handleIn(found, select.author, item) ?? owner
  const date = found.first(select.date, item)
  const content = found.first(select.content, item)
  const body = content === undefined ? readContent('', document.url) : laidOut(document, content)
  const poll = found.all(select.poll, item).map((option) => lineOf(option))
  return postOf({
    postId,
    author,
    postedAt: date === undefined ? null : instantOf(document, attribute(date, 'title')),
    dateText: date === undefined ? '' : lineOf(date),
    text: [body.text, ...poll].filter((words) => words !== '').join('\n'),
    quotes: found.all(select.quote, item).flatMap((quote) => {
      const words = found.first(select.quoteText, quote)
      return [
        {
          author: handleIn(found, select.quoteAuthor, quote),
          text: words === undefined ? '' : laidOut(document, words).text,
        },
      ]
    }),
    links: [...body.links.filter(({ text }) => !/^[@#$]/.test(text)), ...cardOf(document, found, item)],
    images: found.all(select.picture, item).flatMap((picture) => {
      const [url, image] = [linkUrl(attribute(picture, 'href'), document.url), found.first(select.image, picture)]
      return url === null ? [] : [{ url, alt: image === undefined ? '' : attribute(image, 'alt') }]
    }),
    url: new URL(`/${author}/status/${postId}`, x).href,
  })
}

/** Words as Nitter shows them: its style sheet keeps the line ends of the text. */
const laidOut = ({ $, url }: Document, element: Element): ReturnType<typeof readContent> =>
  readContent(($(element).html() ?? '').trim().replace(/\r?\n/g, '<br>'), url)

const handleIn = (found: Found, selector: string, scope: Element): string | null => {
  const element = found.first(selector, scope)
  return element === undefined ? null : lineOf(element).replace(/^@/, '') || null
}

function cardOf(document: Document, found: Found, item: Element): ParsedPost['links'] {
  return found
    .all(select.card, item)
    .slice(0, 1)
    .flatMap((card) => {
      const [url, title] = [linkUrl(attribute(card, 'href'), document.url), found.first(select.cardTitle, card)]
      return url === null ? [] : [{ url, text: title === undefined ? '' : lineOf(title) }]
    })
}

/** `May 12, 2021 · 3:21 PM UTC`, and `3:21 PM - 12 May 2021` on a profile, both in UTC. */
function instantOf({ page }: Document, title: string): string | null {
  const [, hours = '', day = ''] = /^(\d{1,2}:\d{2} [AP]M) - (.+)$/.exec(title.trim()) ?? []
  const words = day === '' ? title.replace('·', ' ').replace(/\s*UTC\s*$/, '') : `${day} ${hours}`
  const time = Date.parse(`${words} UTC`)
  const believable = time >= Date.UTC(2006, 0, 1) && time <= page.fetchedAt.getTime() + 86_400_000
  return believable ? new Date(time).toISOString() : null
}

function readProfile(document: Document, found: Found): ParsedPage['profiles'] {
  const card = found.first(select.profile)
  const handle = card === undefined ? null : handleIn(found, select.handle, card)
  if (card === undefined || handle === null) return []
  const [joined, count] = [found.first(select.joined, card), found.first(select.count, card)]
  const posts = count === undefined ? Number.NaN : Number(lineOf(count).replaceAll(',', '') || Number.NaN)
  return [
    {
      handle,
      url: new URL(`/${handle}`, x).href,
      joinedAt: joined === undefined ? null : instantOf(document, attribute(joined, 'title')),
      posts: Number.isSafeInteger(posts) ? natural(posts) : null,
      threads: null,
      reputation: null,
      contacts: [],
    },
  ]
}

/** The panel says what went wrong: an account that is not there, or that X limits the instance. */
function refuseError(document: Document, found: Found): void {
  const closed = found.first(select.closed)
  if (closed !== undefined) refuse('login', document.url, lineOf(closed))
  const panel = found.first(select.error)
  if (panel === undefined) return
  const message = lineOf(panel)
  if (/rate.?limit|too many|no auth tokens|try again later/i.test(message) || refusalOf(message) === 'blocked')
    refuse('blocked', document.url, message)
  if (!/not found|suspended|deleted|doesn't exist/i.test(message))
    throw new ParseError(`${document.url.href}: the instance says "${message.slice(0, 100)}"`)
}
