import { Command, InvalidArgumentError, Option } from 'commander'
import pc from 'picocolors'
import { createCrawler } from '../../crawlers/crawler.ts'
import { ConfigError } from '../../model/errors.ts'
import { cut, oneLine } from '../../model/plain.ts'
import { SourceType, Target, Via } from '../../model/target.ts'
import { numberWords, priceWords } from '../../model/words.ts'
import { engines } from '../../parsers/engines/index.ts'
import { createPostReader } from '../../parsers/read.ts'
import { prepareReading } from '../reading.ts'
import { forgetSessions } from '../sessions.ts'
import { type Trial, type TriedPage, type TriedPost, tryTarget } from '../try-target.ts'
import { showTargets } from './targets-list.ts'
import { pageCommand } from './targets-page.ts'
import { pauseCommand, resumeCommand } from './targets-pause.ts'

interface Options {
  config?: string
  type?: SourceType
  engine?: string
  via?: string
  tor: string
  fetch?: Target['fetch']
  browser?: string
  allowPrivate?: true
  json?: true
}

export const targetsCommand = (): Command =>
  new Command('targets')
    .description('how every target is being read; or one, with its last visits')
    .argument('[id]', 'a target of the configuration')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .option('--json', 'as JSON')
    .enablePositionalOptions()
    .addHelpText(
      'after',
      `
Works while the service runs, and when it does not.

Examples:
  pantau targets
  pantau targets example-forum
  pantau targets --json | jq -r '.[] | select(.state != "ok") | .id'
  pantau targets try https://forum.example/           would this site be read? nothing is stored
  pantau targets page example-forum -o page.html      the page that could not be read
  pantau targets resume example-forum                 visit it again after a wall`,
    )
    .action(showTargets)
    .addCommand(tryCommand())
    .addCommand(pageCommand())
    .addCommand(pauseCommand())
    .addCommand(resumeCommand())

const tryCommand = (): Command =>
  new Command('try')
    .description('read a site as a visit would, without storing anything: engine, posts, signals, and YAML to paste')
    .argument('<site>', 'an address, or the id of a target of the configuration', site)
    .option('-c, --config <file>', 'the configuration that holds the target')
    .addOption(
      new Option('--type <type>', 'what kind of source it is (default: as its engine)').choices(SourceType.options),
    )
    .option('--engine <name>', 'the engine to read it with (default: the one that knows it)')
    .option('--via <way>', 'direct, tor, or a proxy such as socks5://127.0.0.1:1080', via)
    .addOption(
      new Option('--fetch <how>', 'http, or browser for pages that a script builds').choices(['http', 'browser']),
    )
    .option('--browser <file>', 'the browser to render with (default: the one that is found)')
    .option('--tor <host:port>', "Tor's SOCKS port", '127.0.0.1:9050')
    .option('--allow-private', 'for labs: loopback and private addresses too')
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      `
Examples:
  pantau targets try https://forum.example/forumdisplay.php?fid=4
  pantau targets try http://abcdefghij234567.onion/ --via tor
  pantau targets try https://app.example/ --fetch browser
  pantau targets try example-forum          a target of pantau.yaml`,
    )
    .action(async (site: string, options: Options) => {
      const target = await targetOf(site, options)
      const crawler = await createCrawler({
        ...{ log: silent, concurrency: 1, tor: options.tor, sessions: forgetSessions() },
        ...(options.browser === undefined ? {} : { browser: options.browser }),
      })
      try {
        const trial = await tryTarget(target, crawler, createPostReader())
        const yaml = yamlOf(target, trial)
        process.stdout.write(options.json ? `${JSON.stringify({ ...trial, yaml }, null, 2)}\n` : told(trial, yaml))
        if (trial.pages.every(({ error }) => error !== null)) process.exitCode = 1
      } finally {
        await crawler.close()
      }
    })

const silent = { debug() {}, warn() {}, error() {} }

function site(value: string): string {
  if (/^[a-z][a-z0-9.-]{0,62}$/.test(value)) return value
  if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value
  throw new InvalidArgumentError('an http:// or https:// address, or the id of a target')
}

function via(value: string): string {
  const parsed = Via.safeParse(value)
  if (parsed.success) return parsed.data
  throw new InvalidArgumentError(parsed.error.issues[0]?.message ?? 'no way that is known')
}

async function targetOf(site: string, { type, engine, via, fetch, allowPrivate, config }: Options): Promise<Target> {
  if (!site.includes('://')) {
    const { loaded } = await prepareReading({ sessions: true, ...(config === undefined ? {} : { config }) })
    const target = loaded.config.targets.find(({ id }) => id === site)
    const ids = loaded.config.targets.map(({ id }) => id).join(', ')
    if (!target) throw new ConfigError(`no target is called "${site}"; there is ${ids || 'none'}`)
    return { ...target, ...(engine && { engine }), ...(via && { via }), ...(fetch && { fetch }) }
  }
  const known = engines.find(({ id }) => id === engine)
  if (engine !== undefined && engine !== 'auto' && !known)
    throw new ConfigError(`no engine is called "${engine}"; \`pantau sources\` lists them`)
  return Target.parse({
    id: idOf(site),
    type: type ?? known?.type ?? 'forum',
    ...{ engine, via, fetch, allowPrivate, start: [site] },
    limits: { timeout: via === 'tor' ? '2m' : '30s' },
  })
}

/** "https://www.forum.example/…" as "forum-example". */
const idOf = (url: string): string =>
  new URL(url).hostname
    .replace(/^www\./, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^(?![a-z])/, 'site-')
    .slice(0, 40)
    .replace(/-$/, '')

/** Six lines to paste: the engine is left to be found again, unless somebody named it. */
function yamlOf(target: Target, { pages }: Trial): string {
  const read = engines.find(({ id }) => pages.some(({ engine }) => engine === id))
  const engine = target.engine === 'auto' ? '' : `    engine: ${target.engine}\n`
  const way =
    (target.via === 'direct' ? '' : `    via: ${target.via}\n`) +
    (target.fetch === 'http' ? '' : `    fetch: ${target.fetch}\n`)
  return `  - id: ${target.id}
    type: ${target.type === 'forum' && read ? read.type : target.type}
${engine}    start:
${target.start.map((url) => `      - ${url}\n`).join('')}    every: 15m
${way}`
}

function told({ pages, posts, filled, keptOut }: Trial, yaml: string): string {
  const signals = posts.filter(({ signal }) => signal !== null).length
  const share = (count: number): string => `${Math.round((100 * count) / Math.max(1, filled.posts))}%`
  const isRead = pages.some(({ error }) => error === null)
  const counted =
    filled.posts > 0
      ? pc.bold(`${filled.posts} posts read, ${share(filled.authors)} with author, ${share(filled.dates)} with date`)
      : pc.yellow('no posts were found: is this a board, an archive, a channel or a feed?')
  return [
    ...pages.map((page, at) => pageLine(page, pages[at - 1]?.engine === page.engine)),
    ...(keptOut > 0
      ? [pc.yellow(`${keptOut} addresses left out: the site's robots.txt keeps visitors from them`)]
      : []),
    ...(isRead ? ['', counted, ...posts.flatMap(postLines)] : []),
    ...(filled.posts > 0 ? ['', `${signals} of these ${posts.length} would be signals`] : []),
    ...(isRead ? ['', pc.dim('# under targets: in pantau.yaml'), yaml] : ['']),
  ].join('\n')
}

/** What an engine knew a page by is told once. */
function pageLine({ url, engine, why, kind, posts, links, error }: TriedPage, isToldAlready: boolean): string {
  if (error !== null)
    return `${pc.red('failed')}  ${oneLine(error.replace(/"allowPrivate: true"/, '"allowPrivate: true" (here: --allow-private)'))}`
  const counts = [...(posts > 0 ? [`${posts} posts`] : []), ...Object.entries(links).map(([name, n]) => `${n} ${name}`)]
  const known = isToldAlready ? '' : pc.dim(` (${oneLine(why)})`)
  return `${pc.bold(kind)}, read by ${pc.cyan(engine)}${known}: ${counts.join(', ') || 'nothing'}  ${pc.dim(cut(oneLine(url), 100))}`
}

function postLines({ author, postedAt, dateText, title, text, signal }: TriedPost): string[] {
  const when = postedAt?.slice(0, 16).replace('T', ' ') ?? (dateText === '' ? 'no date' : `"${oneLine(dateText)}"`)
  const words = oneLine([title, text].filter((part) => part !== '').join(': '))
  const line = `  ${pc.dim(when.padEnd(16))} ${pc.cyan(oneLine(author ?? 'nobody').padEnd(16))} ${cut(words, 90)}`
  if (signal === null) return [line]
  const { intent, victims, records, price, severity, confidence } = signal
  const facts = [
    ...victims.slice(0, 3).map(oneLine),
    ...(records === null ? [] : [`${numberWords(records)} records`]),
    ...(price === null ? [] : [priceWords(price)]),
    `severity ${severity}, confidence ${Math.round(confidence * 100)}%`,
  ]
  return [line, `  ${' '.repeat(16)} ${pc.yellow(intent)}: ${facts.join(', ')}`]
}
