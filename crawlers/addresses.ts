import { lookup as systemLookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import ipaddr from 'ipaddr.js'
import { ForbiddenAddressError } from '../model/errors.ts'
import { shown } from './failures.ts'

/** Names that mean the machine or the network that we stand in (RFC 6761, RFC 6762, RFC 8375, cloud metadata). */
const localName = /(^|\.)(localhost|localdomain|local|internal|home\.arpa|lan)\.?$/i
const onionName = /\.onion\.?$/i

/**
 * Whether an IP address belongs to the public internet. An IPv4 address that is dressed up as IPv6 (mapped, or behind
 * NAT64) is judged as what it is; of IPv6 only 2000::/3 has ever been given out.
 */
export function isPublic(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  const ip = ipaddr.parse(address)
  if (ip.kind() === 'ipv4') return ip.range() === 'unicast'
  const bytes = ip.toByteArray()
  const range: string = ip.range()
  if (range === 'ipv4Mapped' || range === 'rfc6052') {
    return ipaddr.fromByteArray(bytes.slice(12)).range() === 'unicast'
  }
  return range === 'unicast' && ((bytes[0] ?? 0) & 0xe0) === 0x20
}

/**
 * Throws ForbiddenAddressError for an address that a visit must not ask, as far as the address itself tells: another
 * scheme, an onion service that would not be reached through Tor (to ask anybody else for it tells them what we watch),
 * and, unless `allowPrivate`, a local name or a literal that is not public. What a name resolves to is `guardedLookup`'s
 * matter, or the proxy's.
 */
export function refuseAddress(url: URL, { via, allowPrivate }: { via: string; allowPrivate: boolean }): void {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new ForbiddenAddressError(`${shown(url)}: only http:// and https:// addresses are fetched`)
  }
  if (onionName.test(url.hostname) && via !== 'tor') {
    throw new ForbiddenAddressError(
      `${shown(url)}: a .onion address is reached through Tor only; set "via: tor" on the target`,
    )
  }
  if (allowPrivate) return
  const literal = url.hostname.replace(/^\[(.*)\]$/, '$1')
  if (localName.test(url.hostname) || (ipaddr.isValid(literal) && !isPublic(literal))) throw forbidden(shown(url))
}

/**
 * A DNS lookup that fails where any of the answers is not a public address. It goes in where the socket connects, so
 * that the address that was checked is the one that is used: a name that changes its mind in between gains nothing.
 */
export function guardedLookup(resolve: LookupFunction = systemLookup): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { ...options, all: true }, (error, answer, family) => {
      if (error !== null) return callback(error, [])
      const addresses = typeof answer === 'string' ? [{ address: answer, family: family ?? 4 }] : answer
      const [first] = addresses
      const inside = addresses.find(({ address }) => !isPublic(address))
      if (first === undefined || inside !== undefined) {
        return callback(forbidden(hostname, inside?.address ?? 'no address'), [])
      }
      if (options.all) return callback(null, addresses)
      callback(null, first.address, first.family)
    })
  }
}

const forbidden = (what: string, address?: string): ForbiddenAddressError =>
  new ForbiddenAddressError(
    `${what} points into a private network${address === undefined ? '' : ` (${address})`}; ` +
      'set "allowPrivate: true" on the target if that is meant',
  )
