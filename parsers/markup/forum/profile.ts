import type { Contact, Profile } from '../../../model/profile.ts'
import type { Moment } from '../dates/dates.ts'
import { type Element, hasClass, isTag } from '../page/dom.ts'
import { lineOf } from '../text.ts'
import { contactOf } from './contacts.ts'
import type { ForumPage } from './page.ts'
import languages from './profile-words.json' with { type: 'json' }

type Fact = 'joined' | 'posts' | 'threads' | 'reputation'

/** A row that tells what an account was called before. */
const earlier =
  /^(?:(?:former|previous|earlier|old|past)(?:ly)? .{0,12}(?:names?|nicks?(?:names?)?|handles?|known as)|formerly(?: known as)?|(?:user ?name|nick(?:name)?|name) (?:history|changes)|also known as|aka|nama (?:lama|sebelumnya)|nick lama|(?:прежн|предыдущ|стар)\p{L}{2,4} (?:ник|имен|имя|логин)\p{L}{0,2}|曾用名|原名)$/iu
const mostEarlier = 20

const facts = new Map<string, Fact>(
  Object.values(languages).flatMap((words) =>
    (Object.keys(words) as Fact[]).flatMap((fact) => words[fact].map((label) => [label, fact] as const)),
  ),
)

/** Reads an account's page: rows of a label and a value. The labels' words by language are in profile-words.json. */
export function readProfile(page: ForumPage): Profile[] {
  const { table, found, document } = page
  const handle = page.pick(table.profile.handle)
  if (handle === '') return []
  const read = new Map<Fact, Element>()
  const contacts = new Map<string, Contact>()
  const earlierHandles: string[] = []
  for (const row of found.all(table.profile.row)) {
    const label = found.first(table.profile.label, row)
    const value = found.first(table.profile.value, row) ?? besides(page, row)
    if (label === undefined || value === undefined) continue
    const name = lineOf(label).replace(/\s*:$/, '')
    const fact = facts.get(name.toLowerCase())
    if (fact !== undefined && !read.has(fact)) read.set(fact, value)
    if (earlier.test(name))
      earlierHandles.push(
        ...wordsOf(value)
          .split(/\s*[,;|/→]\s*/)
          .filter(Boolean),
      )
    const contact = contactOf(name, wordsOf(value))
    if (contact !== null) contacts.set(`${contact.type} ${contact.value}`, contact)
  }
  const count = (fact: Fact): number | null => {
    const value = read.get(fact)
    return value === undefined ? null : numberOf(wordsOf(value))
  }
  const [posts, threads] = [table.profile.posts, table.profile.threads].map((pick) => numberOf(page.pick(pick)))
  const joined = read.get('joined')
  return [
    {
      handle,
      url: page.canonical(document.url.href) ?? document.url.href,
      joinedAt: (page.dated(table.profile.joined).moment ?? dateIn(page, joined))?.iso ?? null,
      posts: magnitude(posts ?? count('posts')),
      threads: magnitude(threads ?? count('threads')),
      reputation: count('reputation'),
      contacts: [...contacts.values()],
      ...(earlierHandles.length > 0 ? { earlierHandles: earlierHandles.slice(0, mostEarlier) } : {}),
    },
  ]
}

/** In a list of <dt> and <dd> the value stands after its row, not in it. */
function besides({ found, table }: ForumPage, row: Element): Element | undefined {
  let next = row.next
  while (next !== null && !isTag(next)) next = next.next
  return next !== null && found.is(table.profile.value, next) ? next : undefined
}

const dateIn = (page: ForumPage, value: Element | undefined): Moment | null =>
  value === undefined ? null : page.dated(page.table.profile.value, value).moment

const magnitude = (count: number | null): number | null => (count === null ? null : Math.abs(count))

const wordsOf = (element: Element): string => lineOf(element, (inner) => hasClass(inner, 'hidden'))

/** `1,204 (0.01 posts per day …)` → 1204. */
function numberOf(value: string): number | null {
  const digits = /^[^\d-]*(-?\d{1,3}(?:[.,\s]\d{3})+(?!\d)|-?\d+)/.exec(value)?.[1]
  const number = Number(digits?.replace(/[.,\s]/g, ''))
  return Number.isSafeInteger(number) ? number : null
}
