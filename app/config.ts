import { z } from 'zod'
import { ChannelConfig } from '../alerts/channels/index.ts'
import { Digest } from '../model/digest.ts'
import { ConfigError } from '../model/errors.ts'
import { KeepPolicy } from '../model/evidence.ts'
import { lexiconOf } from '../model/lexicon.ts'
import { Retention } from '../model/retention.ts'
import { Rule } from '../model/rule.ts'
import { Duration, Target, Via } from '../model/target.ts'
import { Watchlist } from '../model/watchlist.ts'
import { engines } from '../parsers/engines/index.ts'
import { cues } from '../parsers/language/matching/lexicons.ts'
import { engineOf } from '../parsers/parse.ts'
import { Listen } from './config-listen.ts'
import { mistakesOfSession } from './config-session.ts'

const sizes = { KB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12 } as const

/** "512MB", "2GB": read as bytes (decimal units). */
const Bytes = z
  .string()
  .regex(/^\d+(KB|MB|GB|TB)$/, 'a size such as "512MB" or "2GB"')
  .transform((text) => Number(text.slice(0, -2)) * sizes[text.slice(-2) as keyof typeof sizes])

const spans = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** "20/m", "600/h", "5000/d": read as requests a millisecond. */
const Budget = z
  .string('requests by time, such as "600/h" or "5000/d"')
  .regex(/^[1-9]\d{0,8}\/[mhd]$/, 'requests by time, such as "600/h" or "5000/d"')
  .transform((text) => Number(text.slice(0, -2)) / spans[text.slice(-1) as keyof typeof spans])

const HostAndPort = (allowed: string) => z.string().regex(/^(\[[0-9a-f:]+\]|[a-z0-9.-]+):\d{1,5}$/i, allowed)

const ids = (items: readonly { id: string }[]): Set<string> => new Set(items.map(({ id }) => id))

/** What is wrong with a target's own selectors; `null` where they fit its engine. */
function mistakeOfSelectors({ engine, selectors }: Target): string | null {
  if (selectors === undefined) return null
  try {
    engineOf(engine, selectors)
    return null
  } catch (error) {
    if (error instanceof ConfigError) return error.message.replace(/^selectors:? /, '')
    throw error
  }
}

/** What is wrong with a target's further addresses, each with its place in the target. */
function mistakesOfMirrors({ start, mirrors, via }: Target): [path: (string | number)[], message: string][] {
  if (mirrors.length === 0) return []
  const [home, ...others] = new Set(start.map((url) => (URL.canParse(url) ? new URL(url).origin : url)))
  const mistakes: ReturnType<typeof mistakesOfMirrors> = []
  if (others.length > 0)
    mistakes.push([
      ['mirrors'],
      `stand for one site, and start: names ${others.length + 1}: ${[home, ...others].join(', ')}`,
    ])
  mirrors.forEach((mirror, at) => {
    if (mirror.url === home || mirrors.findIndex(({ url }) => url === mirror.url) < at)
      mistakes.push([['mirrors', at], `${mirror.url} is there already: each address once, the first one in start:`])
    if (new URL(mirror.url).hostname.endsWith('.onion') && (mirror.via ?? via) !== 'tor')
      mistakes.push([['mirrors', at], onionNeedsTor(`write { url: ${mirror.url}, via: tor }`)])
  })
  return mistakes
}

const onionNeedsTor = (todo: string): string => `an onion address is reached through Tor only: ${todo}`

/** Everything that an operator decides, in one YAML file. */
export const Config = z
  .strictObject({
    /** Folder of the keys and the embedded database; relative to the configuration file. */
    data: z.string().min(1).default('./pantau-data'),
    /** Host and port of Tor's SOCKS port, for targets with `via: tor`. */
    tor: HostAndPort('host and port of a SOCKS port, such as 127.0.0.1:9050').default('127.0.0.1:9050'),
    /** Chromium, for targets with `fetch: browser`: a path, or a name on PATH; found by itself where it isn't given. */
    browser: z.string().min(1).optional(),
    /** Host and port at which `up` and `worker` serve /metrics for Prometheus and /healthz; nowhere without it. */
    metrics: HostAndPort('host and port to listen at, such as 127.0.0.1:9464').optional(),
    /** Where people act on alerts: nowhere without it, and then no message has a link. */
    listen: Listen.optional(),
    targets: z.array(Target).default([]),
    watchlists: z.array(Watchlist).default([]),
    /** What the operator's people, products and sellers are called, beside what the reader knows. */
    lexicon: lexiconOf([...cues.keys()]).prefault({}),
    rules: z.array(Rule).default([]),
    channels: z.array(ChannelConfig).default([]),
    /** What happened in a day or a week, sent at a fixed time. */
    digests: z.array(Digest).default([]),
    retention: Retention.prefault({}),
    evidence: z
      .strictObject({
        /** Folder of the vault; relative to the data folder. Workers on several machines need one that they share. */
        folder: z.string().min(1).default('evidence'),
        /** How much is kept of a page, by what its posts do. */
        keep: KeepPolicy.prefault({}),
      })
      .prefault({}),
    links: z
      .strictObject({
        /** Whether the downloads and samples that offers give are asked, with HEAD alone, if something still lies there. */
        check: z.boolean().default(false),
        every: Duration.refine((every) => every >= 3_600_000, 'an hour or more').default(86_400_000),
        /** Over which way: whoever runs such a host sees who asks. */
        via: Via.default('direct'),
        /** Lets private addresses be asked: labs only. */
        allowPrivate: z.boolean().default(false),
      })
      .prefault({}),
    work: z
      .strictObject({
        /** Visits that one process makes at once. */
        visits: z.number().int().min(1).max(500).default(10),
        /**
         * Requests that all targets of `every: auto` may cost together, on the mean of a day. Without it, what looking
         * at each of them every quarter of an hour would cost.
         */
        budget: Budget.optional(),
        /** Deliveries that one process makes at once. */
        deliveries: z.number().int().min(1).max(100).default(5),
        /** How long running work may take to finish after SIGTERM. */
        grace: Duration.default(20_000),
        /** A worker that gives no sign of life for this long is taken for dead, and its work is done by others. */
        patience: Duration.default(60_000),
        /** Below this much free space in the data folder, writes pause. */
        freeSpace: Bytes.default(512e6),
      })
      .prefault({}),
  })
  .superRefine((config, context) => {
    const complain = (path: (string | number)[], message: string): void =>
      context.addIssue({ code: 'custom', path, message })
    for (const section of ['targets', 'watchlists', 'rules', 'channels', 'digests'] as const)
      config[section].forEach(({ id }, at) => {
        if (config[section].findIndex((other) => other.id === id) < at)
          complain([section, at, 'id'], `"${id}" is there already: every id names one thing`)
      })
    const channels = ids(config.channels)
    const watchlists = ids(config.watchlists)
    const known = (kind: string, all: Set<string>, id: string, path: (string | number)[]): void => {
      if (!all.has(id)) complain(path, `no ${kind} is called "${id}"; there is ${[...all].join(', ') || 'none'}`)
    }
    config.channels.forEach((channel, at) => {
      if ('signingSecret' in channel && channel.signingSecret !== undefined && config.listen === undefined)
        complain(['channels', at, 'signingSecret'], 'buttons need somewhere to call: add listen: { url: https://… }')
    })
    const targets = ids(config.targets)
    config.rules.forEach((rule, at) => {
      rule.targets.forEach((id, index) => {
        known('target', targets, id, ['rules', at, 'targets', index])
      })
      rule.channels.forEach((id, index) => {
        known('channel', channels, id, ['rules', at, 'channels', index])
      })
      rule.escalate?.channels.forEach((id, index) => {
        known('channel', channels, id, ['rules', at, 'escalate', 'channels', index])
      })
      rule.watchlists.forEach((id, index) => {
        known('watchlist', watchlists, id, ['rules', at, 'watchlists', index])
      })
    })
    config.digests.forEach((digest, at) => {
      digest.channels.forEach((id, index) => {
        known('channel', channels, id, ['digests', at, 'channels', index])
      })
      digest.rules.forEach((id, index) => {
        known('rule', ids(config.rules), id, ['digests', at, 'rules', index])
      })
    })
    const engineIds = new Set(['auto', ...engines.map(({ id }) => id)])
    config.targets.forEach((target, at) => {
      known('engine', engineIds, target.engine, ['targets', at, 'engine'])
      const mistake = engineIds.has(target.engine) ? mistakeOfSelectors(target) : null
      if (mistake !== null) complain(['targets', at, 'selectors'], mistake)
      if (target.fetch === 'browser' && target.token !== undefined)
        complain(
          ['targets', at, 'token'],
          'a token is for an API, and nothing is rendered there: leave out "fetch: browser"',
        )
      for (const { path, message } of mistakesOfSession(target, config.targets))
        complain(['targets', at, 'session', ...path], message)
      for (const [path, message] of mistakesOfMirrors(target)) complain(['targets', at, ...path], message)
      target.start.forEach((url, index) => {
        if (target.via !== 'tor' && URL.canParse(url) && new URL(url).hostname.endsWith('.onion'))
          complain(['targets', at, 'start', index], onionNeedsTor('add "via: tor"'))
      })
    })
  })
export type Config = z.infer<typeof Config>
