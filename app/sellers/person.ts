import { groupOf, linksOf } from '../../listings/links.ts'
import { PantauError } from '../../model/errors.ts'
import type { Account, Link } from '../../model/seller.ts'
import { findAccounts } from '../../store/accounts.ts'
import { sharedClues } from '../../store/clues.ts'
import type { Sql } from '../../store/database.ts'
import { verdictsOn } from '../../store/verdicts.ts'

/** Accounts of one person that are looked at, at most: whoever has more is a crowd. */
const mostAccounts = 100

/** Who is behind accounts, as far as is known: which others are his, and every link of them all. */
export interface Person {
  accountIds: string[]
  links: Link[]
}

/**
 * The accounts that analysts have confirmed to be one person's with these, and theirs in turn; `withSuggested` those
 * too that strong reasons speak for and nobody has refused. Nothing else is put together.
 */
export async function personBehind(
  sql: Sql,
  accountIds: readonly string[],
  { withSuggested = false }: { withSuggested?: boolean } = {},
): Promise<Person> {
  const looked = new Set<string>()
  const links = new Map<string, Link>()
  let group = [...accountIds]
  for (;;) {
    const fresh = group.filter((id) => !looked.has(id)).slice(0, mostAccounts - looked.size)
    if (fresh.length === 0) return { accountIds: group, links: [...links.values()].sort(byStrength) }
    for (const id of fresh) looked.add(id)
    const found = linksOf(await sharedClues(sql, fresh), await verdictsOn(sql, fresh))
    for (const link of found) links.set(`${link.from}\n${link.to}`, link)
    group = groupOf(accountIds, [...links.values()], withSuggested)
  }
}

const byStrength = (a: Link, b: Link): number => b.strength - a.strength || a.from.localeCompare(b.from)

/** The accounts of a handle, or the one of a site/handle; a PantauError where there is none, or where they were told apart. */
export async function accountsCalled(sql: Sql, name: string): Promise<Account[]> {
  const accounts = await findAccounts(sql, name)
  if (accounts.length > 0) return notApart(sql, name, accounts)
  throw nobody(name)
}

const nobody = (name: string): PantauError =>
  new PantauError(
    `no account is called "${name}": give a handle as the site shows it, or site/handle; \`pantau sellers\` lists those who sell`,
  )

/** The accounts, where nobody has told any two of them apart: then their name does not say who is meant. */
export async function notApart(sql: Sql, name: string, accounts: Account[]): Promise<Account[]> {
  const ids = accounts.map(({ id }) => id)
  const refused = (accounts.length > 1 ? await verdictsOn(sql, ids) : []).find(
    ({ verdict, from, to }) => verdict === 'refused' && ids.includes(from) && ids.includes(to),
  )
  if (!refused) return accounts
  throw new PantauError(
    `"${name}" is the name of accounts that ${refused.by} told apart ("${refused.why}"): say which one, ${ids.join(' or ')}`,
  )
}

/** One account; a PantauError where the name is that of several. */
export async function oneAccount(sql: Sql, name: string): Promise<Account> {
  const [account, ...others] = await findAccounts(sql, name)
  if (!account) throw nobody(name)
  if (others.length === 0) return account
  const ids = [account, ...others].map(({ id }) => id)
  throw new PantauError(`"${name}" is the name of ${ids.length} accounts: say which one, ${ids.join(' or ')}`)
}
