import type { Contact } from '../../model/profile.ts'
import type { Account } from '../../model/seller.ts'
import { addressOf } from '../trail/address.ts'
import { amber, nameOf, observableId, type StixObject } from './objects.ts'

const observable = (
  type: string,
  contributing: Readonly<Record<string, string>>,
  others: Readonly<Record<string, string>> = {},
): StixObject => ({
  type,
  spec_version: '2.1',
  id: observableId(type, contributing),
  ...contributing,
  ...others,
  object_marking_refs: [amber.id],
})

/** What RFC 3986 lets stand in an address; browsers leave more as it is. */
const foreign = /[^\w\-.~:/?#[\]@!$&'()*+,;=%]/gu

/** An address as the standard wants it, a URI of RFC 3986; `null` for what is none. */
function uriOf(text: string): string | null {
  const url = addressOf(text)
  if (url === null) return null
  const rest = `${url.pathname}${url.search}${url.hash}`
    .replace(foreign, encodeURIComponent)
    .replace(/%(?![\da-f]{2})/gi, '%25')
    .replaceAll('[', '%5B')
    .replaceAll(']', '%5D')
    .replace(/(?<=#.*)#/g, '%23')
  return `${url.protocol}//${url.host}${rest}`
}

/** The page, by its address as it is: a defanged one would be another address, of another id, that nobody finds again. */
export function pageOf(address: string): (StixObject & { value: string }) | null {
  const value = uriOf(address)
  return value === null ? null : { ...observable('url', { value }), value }
}

/** An account on a site. Its type is the site's key: the standard's vocabulary is open, and has no forums. */
export const accountOf = (id: string, site: string, handle: string, account: Account | undefined): StixObject =>
  observable(
    'user-account',
    { account_type: nameOf(site), user_id: nameOf(id), account_login: nameOf(handle) },
    {
      display_name: nameOf(handle),
      ...(account?.joinedAt ? { account_created: new Date(account.joinedAt).toISOString() } : {}),
    },
  )

/** A contact is an account at a messenger. */
export const contactOf = ({ type, value }: Contact): StixObject =>
  observable('user-account', { account_type: type === 'x' ? 'twitter' : type, user_id: nameOf(value) })
