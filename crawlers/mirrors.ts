import { FetchError, ForbiddenAddressError, ThrottledError } from '../model/errors.ts'
import type { Page } from '../model/page.ts'
import type { Target } from '../model/target.ts'
import type { Fetched, Fetcher, Wish } from './fetcher.ts'
import { underHome } from './mirrored.ts'
import type { Step, VisitReport } from './step.ts'

/**
 * The addresses of one site over one visit. Whoever follows its links knows it under the first of them, its home; here is
 * told where it is asked instead while that one does not answer.
 */
export interface Mirrors {
  areSeveral: boolean
  /** The address at which the site is asked now. */
  origin(): string
  /** Asks at the site's current address for what is known under its home, and gives it back under its home. */
  through(visitor: Fetcher): Fetcher
  /** Where something of the site is to be had now, and over which way; what is not the site's is had where it lies. */
  wayTo(url: string): Pick<Wish, 'url' | 'via'>
  /** What a step is asked by now: at the site's current address, and over the way that leads there. */
  wishFor(step: Step): Pick<Wish, 'url' | 'via' | 'etag' | 'lastModified'>
  /** What was asked last was answered; its page, as the site's home would have given it. */
  answered(page: Page, step: Step): Page
  /** The same of an answer without a page: nothing has changed. */
  unchanged(): void
  /** Whether a step that failed is to be tried once more: at the next address, or here where there is no other. */
  again(step: Step, error: Error): boolean
  /** What to say of a step that failed for good. */
  told(step: Step, error: Error): Error
  /** For the report; `undefined` of a site that has one address. */
  report(): VisitReport['mirrors']
}

/** What another try may mend. */
const isPassing = (error: Error): boolean =>
  error instanceof FetchError && !error.permanent && !(error instanceof ThrottledError)

/**
 * What another address may mend, and another try may not: an outage that says how long it lasts, and a name that leads
 * inside, as name servers answer for what is blocked.
 */
const isOfAddress = (error: Error): boolean =>
  error instanceof ForbiddenAddressError || (error instanceof ThrottledError && error.isOutage)

interface Failure {
  origin: string
  error: Error
}

/** Opens them, the ones in `first` before the others. */
export function createMirrors({ start, via, mirrors }: Target, first: readonly string[] = []): Mirrors {
  const home = new URL(start[0] ?? '').origin
  const rank = ({ origin }: { origin: string }): number =>
    (first.indexOf(origin) + first.length + 1) % (first.length + 1)
  const addresses = [
    { origin: home, via },
    ...mirrors.map((mirror) => ({ origin: mirror.url, via: mirror.via ?? via })),
  ]
  const order = first.length === 0 ? addresses : [...addresses].sort((one, other) => rank(one) - rank(other))
  const origins = addresses.map(({ origin }) => origin)
  const failures = new WeakMap<Step, Failure[]>()
  const failed = new Map<string, string>()
  let at = 0
  /** The address that answered last. */
  let good: number | undefined
  /** Whether the last request was answered: what fails then fails by its page. */
  let isAnswered = false

  const hosts = new Set(origins.map((origin) => new URL(origin).host))
  const isOurs = (url: string): boolean => URL.canParse(url) && hosts.has(new URL(url).host)
  const wayTo = (url: string): Pick<Wish, 'url' | 'via'> => {
    const address = order[at]
    if (address === undefined || order.length === 1 || !isOurs(url)) return { url, via }
    return { url: address.origin + url.slice(new URL(url).origin.length), via: address.via }
  }
  const failuresOf = (step: Step): Failure[] => {
    const known = failures.get(step) ?? []
    failures.set(step, known)
    return known
  }
  const markAnswered = (): void => {
    isAnswered = true
    good = at
  }

  return {
    areSeveral: order.length > 1,
    origin: () => order[at]?.origin ?? home,
    wayTo,

    through(visitor) {
      if (order.length === 1) return visitor
      const { submit } = visitor
      const home = (fetched: Fetched, url: string): Fetched =>
        fetched && isOurs(url) ? { ...fetched, page: underHome(fetched.page, url, origins) } : fetched
      const turned = ({ form, ...wish }: Wish): Wish => ({
        ...wish,
        ...wayTo(wish.url),
        form: form && { ...form, from: wayTo(form.from).url },
      })
      return {
        fetch: async (wish) => home(await visitor.fetch(turned(wish)), wish.url),
        ...(submit && {
          submit: async (wish, login) =>
            home(await submit(turned(wish), { ...login, page: wayTo(login.page).url }), wish.url),
        }),
        close: visitor.close,
      }
    },

    wishFor({ link: { url }, etag, lastModified }) {
      isAnswered = false
      // Another server's marks of what we know are not this one's.
      return at === 0 ? { ...wayTo(url), etag, lastModified } : wayTo(url)
    },

    answered(page, step) {
      markAnswered()
      return order.length === 1 || !isOurs(step.link.url) ? page : underHome(page, step.link.url, origins)
    },

    unchanged: markAnswered,

    again(step, error) {
      const known = failuresOf(step)
      const address = order[at]
      const mayMove = order.length > 1 && isOurs(step.link.url) && !isAnswered
      if (!mayMove) return isPassing(error) && known.push({ origin: address?.origin ?? home, error }) < 2
      if (!isPassing(error) && !isOfAddress(error)) return false
      known.push({ origin: address?.origin ?? home, error })
      if (address !== undefined) failed.set(address.origin, error.message)
      const isLeft = known.length < order.length
      // Where all of them fail, the page may be to blame: the others are asked where the last answer came from.
      at = isLeft ? (at + 1) % order.length : (good ?? 0)
      return isLeft
    },

    told(step, error) {
      const known = failures.get(step) ?? []
      if (new Set(known.map(({ origin }) => origin)).size < 2) return error
      const reasons = known.map((one) => one.error.message).join('; ')
      return new FetchError(`none of the site's ${order.length} addresses can be read: ${reasons}`, { cause: error })
    },

    report() {
      if (order.length === 1) return undefined
      const read = good === undefined ? null : (order[good]?.origin ?? null)
      return { home, read, failed: [...failed].map(([origin, reason]) => ({ origin, reason })) }
    },
  }
}
