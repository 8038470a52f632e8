import { ConfigError } from '../../model/errors.ts'
import { domainsAbove, hostsIn } from './terms.ts'

// Mail addresses by domain, by pattern, or one by one, however many there are: an address is looked up under its domains.

/** `hr.*`: what stands before the first star, after the last, and between, in order. */
type Glob = readonly string[]

interface Entry<T> {
  /** `null`: every address under the domain. */
  local: Glob | null
  /** Also of hosts below the domain. */
  below: boolean
  data: T
}

/**
 * Reads `LOCAL@DOMAIN`, in which LOCAL may hold stars for any signs, and DOMAIN may begin with `*.` for hosts below it.
 * Throws a ConfigError, which `of` begins.
 */
function readMail(pattern: string, of: string): { domain: string; below: boolean; local: string } {
  const at = pattern.lastIndexOf('@')
  const [local, host] = [pattern.slice(0, at).toLowerCase(), pattern.slice(at + 1).toLowerCase()]
  const below = host.startsWith('*.')
  const domain = below ? host.slice(2) : host
  const [whole] = hostsIn(domain)
  if (at < 1 || whole !== domain || /[\s@]/.test(local))
    throw new ConfigError(`${of}: '${pattern}' is no mail address or pattern such as *@example.com, hr.*@*.example.com`)
  return { domain, below, local }
}

/** A whole address is somebody's: in an alert stands its first letter and its host. */
export const shownMail = (pattern: string): string =>
  pattern.includes('*') ? pattern : pattern.replace(/^(.)[^@]*/, (_local, first: string) => `${first}•••`)

/** Compiles domains and patterns, each with what it stands for, into a search for those that an address fits. */
export function compileMails<T>(given: {
  domains: readonly { domain: string; data: T }[]
  patterns: readonly { pattern: string; of: string; data: T }[]
}): (address: string) => T[] {
  const whole = new Map<string, T[]>()
  const under = new Map<string, Entry<T>[]>()
  const add = <V>(map: Map<string, V[]>, key: string, value: V): void => {
    const values = map.get(key)
    if (values) values.push(value)
    else map.set(key, [value])
  }
  for (const { domain, data } of given.domains) add(under, domain, { local: null, below: true, data })
  for (const { pattern, of, data } of given.patterns) {
    const { domain, below, local } = readMail(pattern, of)
    if (!local.includes('*') && !below) add(whole, `${local}@${domain}`, data)
    else add(under, domain, { local: local.split('*'), below, data })
  }
  const isAny = whole.size + under.size > 0
  return (address) => {
    if (!isAny) return []
    const at = address.lastIndexOf('@')
    const [local, host] = [address.slice(0, at), address.slice(at + 1)]
    const here = domainsAbove(host).flatMap((domain) =>
      (under.get(domain) ?? []).flatMap((entry) => {
        const isThere = entry.local === null || entry.below !== (domain === host)
        return isThere && (entry.local === null || fits(entry.local, local)) ? [entry.data] : []
      }),
    )
    return [...(whole.get(address) ?? []), ...here]
  }
}

/** Each part is looked for behind the one before, the first time it stands there: linear in the address. */
function fits([first = '', ...rest]: Glob, local: string): boolean {
  const last = rest.pop()
  if (last === undefined) return local === first
  if (!local.startsWith(first) || !local.endsWith(last) || local.length < first.length + last.length) return false
  const end = local.length - last.length
  let from = first.length
  for (const part of rest) {
    const at = local.indexOf(part, from)
    if (at < 0 || at + part.length > end) return false
    from = at + part.length
  }
  return true
}
