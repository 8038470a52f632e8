import { defang } from '../../model/plain.ts'
import type { Account } from '../../model/seller.ts'
import type { Timeline, TimelineEntry } from '../../model/timeline.ts'
import { numberWords } from '../../model/words.ts'
import { areConfirmed, standingOf, toldLinks } from '../trail/persons.ts'
import { idOf, nameOf, objectOf, relationshipOf, type StixObject, type Versions } from './objects.ts'
import { accountOf, contactOf } from './observables.ts'

/** An account of the trail, and what it did. */
interface Member {
  id: string
  site: string
  handle: string
  /** What its site says of it, where that is known. */
  profile: Account | undefined
  entries: TimelineEntry[]
  object: StixObject
}

/** Who acts in a trail. */
export interface Actors {
  objects: StixObject[]
  /** The threat actor, and the account, behind an account's id; nothing where a post is not signed. */
  behind(accountId: string | null): { actor: StixObject; account: StixObject } | undefined
}

/**
 * The threat actors of a trail: one an account. Accounts are one actor only where somebody asked for a seller by a name,
 * and all of them go by it or were confirmed to be his; the actor's description says which.
 */
export function actorsOf(timeline: Timeline): Actors {
  const { subject, accounts } = timeline
  const members = membersOf(timeline)
  const asked = new Set(subject.kind === 'seller' && accounts.length > 1 ? accounts.map(({ id }) => id) : [])
  const together = members.filter(({ id }) => asked.has(id))
  const persons = members
    .filter(({ id }) => !asked.has(id))
    .map((member) => personOf(member.handle, ['account', member.id], [member]))
  if (together.length > 0) {
    const name = nameOf(subject.name)
    const ids = together.map(({ id }) => id)
    const isConfirmed = areConfirmed(ids, timeline.links ?? [])
    persons.unshift(personOf(name, ['seller', name.toLowerCase()], together, isConfirmed))
  }
  const behind = new Map(
    persons.flatMap(({ actor, members }) =>
      members.map((member) => [member.id, { actor, account: member.object }] as const),
    ),
  )
  return {
    objects: [...persons.flatMap(({ objects }) => objects), ...linksOf(timeline, members)],
    behind: (accountId) => (accountId === null ? undefined : behind.get(accountId)),
  }
}

/** What ties accounts to each other and to others, with the strength as confidence; a confirmed link is as sure as it gets. */
function linksOf(timeline: Timeline, members: readonly Member[]): StixObject[] {
  const [first] = members
  if (!first) return []
  const known = new Map(members.map(({ id, object }) => [id, object]))
  const accountAt = (id: string): StixObject => {
    const [site = '', ...handle] = id.split('/')
    return known.get(id) ?? accountOf(id, site, nameOf(handle.join('/')), undefined)
  }
  const versions = versionsOf(members)
  return toldLinks(timeline).flatMap((link) => {
    const [from, to] = [accountAt(link.from), accountAt(link.to)]
    const confidence = link.verdict ? 95 : Math.round(link.strength * 100)
    const description = defang(`May be one person's: ${standingOf(link)}`)
    return [from, to, relationshipOf(from, 'related-to', to, versions, { description, confidence })]
  })
}

function membersOf({ accounts, entries }: Timeline): Member[] {
  const members = new Map<string, Member>()
  const know = (id: string, site: string, handle: string, profile?: Account): Member => {
    const member = members.get(id) ?? {
      ...{ id, site, handle: nameOf(handle), profile, entries: [] },
      object: accountOf(id, site, handle, profile),
    }
    members.set(id, member)
    return member
  }
  for (const account of accounts) know(account.id, account.site, account.handle, account)
  for (const entry of entries) {
    const { id, site, handle } = entry.account
    if (id !== null) know(id, site, handle ?? id).entries.push(entry)
  }
  return [...members.values()]
}

/** One person: the threat actor, the accounts, the contacts given, and what ties them to each other. */
function personOf(name: string, naming: readonly string[], members: readonly Member[], isConfirmed = false) {
  const versions = versionsOf(members)
  const entries = members.flatMap(({ entries }) => entries)
  const acted = entries.map(({ postedAt, seenAt }) => postedAt ?? seenAt).sort((a, b) => a.getTime() - b.getTime())
  const actor = objectOf('threat-actor', idOf('threat-actor', ...naming), versions, {
    name,
    description: descriptionOf(name, members, isConfirmed),
    threat_actor_types: ['unknown'],
    aliases: [...new Set(members.map(({ handle }) => handle))].filter((handle) => handle !== name),
    first_seen: acted[0]?.toISOString(),
    last_seen: acted.at(-1)?.toISOString(),
  })
  const contacts = [
    ...members.flatMap(({ profile }) => profile?.contacts ?? []),
    ...entries.flatMap(({ signal }) => signal.contacts),
  ].map(contactOf)
  const ties = (objects: readonly StixObject[], description: string): StixObject[] =>
    objects.flatMap((object) => [object, relationshipOf(actor, 'related-to', object, versions, { description })])
  return {
    actor,
    members,
    objects: [
      actor,
      ...ties(
        members.map(({ object }) => object),
        'acts under this account',
      ),
      ...ties(contacts, 'gave this as a contact'),
    ],
  }
}

/** A member has a profile or an entry, so there are dates. */
function versionsOf(members: readonly Member[]): Versions {
  const seen = members
    .flatMap(({ profile, entries }) => [
      ...(profile ? [profile.firstSeenAt, profile.lastSeenAt] : []),
      ...entries.map(({ seenAt }) => seenAt),
    ])
    .map((moment) => moment.getTime())
  return {
    created: new Date(seen.reduce((a, b) => Math.min(a, b))),
    modified: new Date(seen.reduce((a, b) => Math.max(a, b))),
  }
}

function descriptionOf(name: string, members: readonly Member[], isConfirmed: boolean): string {
  const facts = members.map(({ handle, site, profile }) =>
    [
      `${handle} on ${nameOf(site)}`,
      profile?.joinedAt ? `joined ${profile.joinedAt.slice(0, 10)}` : '',
      typeof profile?.posts === 'number' ? `${numberWords(profile.posts)} posts` : '',
      typeof profile?.reputation === 'number' ? `reputation ${profile.reputation}` : '',
    ]
      .filter(Boolean)
      .join(', '),
  )
  const confirmed = 'Accounts that an analyst has confirmed to be one person’s.'
  const asked = `Accounts that go by the name of ${name}, taken together because this name was asked for; that they are one person is not proven.`
  return [members.length > 1 ? (isConfirmed ? confirmed : asked) : 'Whoever acts under this account.', ...facts].join(
    '\n',
  )
}
