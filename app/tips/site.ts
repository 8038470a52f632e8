import { isIP } from 'node:net'
import { Target } from '../../model/target.ts'
import type { Tip } from '../../model/tip.ts'

/** The key of everything that was reported and belongs to no site of its own. */
const tips = 'tips'

/** The target of the configuration that an address belongs to; of several the one that begins most like it. */
export function targetOf(url: string, targets: readonly Target[]): Target | undefined {
  const common = (target: Target): number =>
    Math.max(0, ...target.start.map((start) => sharedLength(start, underHome(url, target))))
  return targets
    .filter((target) => originsOf(target).includes(new URL(url).origin))
    .toSorted((one, other) => Number(other.enabled) - Number(one.enabled) || common(other) - common(one))[0]
}

/** A site's addresses; those of its mirrors are its own. */
const originsOf = ({ start, mirrors }: Target): string[] =>
  [...start, ...mirrors.map(({ url }) => url)].map((address) => new URL(address).origin)

/** An address on a mirror as the target knows it: under its first address. */
export function underHome(url: string, { start, mirrors }: Target): string {
  const { origin } = new URL(url)
  const isMirrors = mirrors.some((mirror) => new URL(mirror.url).origin === origin)
  return isMirrors ? new URL(start[0] ?? url).origin + url.slice(origin.length) : url
}

const sharedLength = (one: string, other: string): number => {
  let at = 0
  while (at < one.length && one[at] === other[at]) at += 1
  return at
}

/**
 * A target for what belongs to none: a site of its own for each host, so that two boards which number their posts alike are
 * not taken for one. It goes through Tor where the address is an onion, unless `via` says otherwise.
 */
export function passingTarget({ what, type, reliability }: Tip, url: string | undefined): Target {
  const isOnion = url !== undefined && new URL(url).hostname.endsWith('.onion')
  const asked = what.kind === 'address' ? { via: what.via, allowPrivate: what.allowPrivate } : {}
  return Target.parse({
    id: tips,
    site: url === undefined ? tips : siteOfHost(new URL(url)),
    type: type ?? 'forum',
    start: [url ?? 'https://tip.invalid/'],
    reliability,
    limits: { timeout: isOnion ? '2m' : '30s', visit: '5m' },
    ...asked,
    via: asked.via ?? (isOnion ? 'tor' : 'direct'),
  })
}

/** "tips.forum.example": 63 characters of it, as every key. */
function siteOfHost({ hostname, port }: URL): string {
  const host = isIP(hostname.replace(/^\[|\]$/g, '')) ? hostname.replace(/[^0-9a-f.]/g, '-') : hostname
  return `${tips}.${host}${port && `-${port}`}`
    .toLowerCase()
    .replace(/[^a-z0-9.-]/g, '-')
    .slice(0, 63)
}
