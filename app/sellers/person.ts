import { binds, groupOf, linksOf } from '../../listings/links.ts'
import { PantauError } from '../../model/errors.ts'
import type { Account, Link } from '../../model/seller.ts'
import { accountsOf, findAccounts } from '../../store/accounts.ts'
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

/** The accounts of a handle, or the one of a site/handle; a PantauError that names the nearest thing to do where there is none. */
export async function accountsCalled(sql: Sql, name: string): Promise<Account[]> {
  const accounts = await findAccounts(sql, name)
  if (accounts.length > 0) return accounts
  throw new PantauError(
    `no account is called "${name}": give a handle as the site shows it, or site/handle; \`pantau sellers\` lists those who sell`,
  )
}

/** One account; a PantauError where the name is that of several. */
export async function oneAccount(sql: Sql, name: string): Promise<Account> {
  const [account, ...others] = await accountsCalled(sql, name)
  if (account && others.length === 0) return account
  const ids = [account, ...others].flatMap((one) => one?.id ?? [])
  throw new PantauError(`"${name}" is the name of ${ids.length} accounts: say which one, ${ids.join(' or ')}`)
}

/** The links that put a person's accounts together, and those that may lead to more of them. */
export const sortedLinks = ({ accountIds, links }: Person): { within: Link[]; beyond: Link[] } => {
  const isOwn = (id: string): boolean => accountIds.includes(id)
  const within = links.filter(({ from, to }) => isOwn(from) && isOwn(to))
  return { within, beyond: links.filter((link) => !within.includes(link) && !binds(link, false)) }
}

/** The accounts at the other ends of links, by their ids. */
export async function accountsAt(sql: Sql, links: readonly Link[]): Promise<Map<string, Account>> {
  const ids = new Set(links.flatMap(({ from, to }) => [from, to]))
  return new Map((await accountsOf(sql, [...ids])).map((account) => [account.id, account]))
}
