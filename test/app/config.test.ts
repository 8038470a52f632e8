import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { configJsonSchema, loadConfig } from '../../app/config-file.ts'
import { packageRoot } from '../../app/root.ts'
import { ConfigError } from '../../model/errors.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-config-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const env: Record<string, string> = { HOOK: 'https://hooks.example.com/services/T/B/x' }

async function load(text: string) {
  const file = join(folder, 'pantau.yaml')
  await writeFile(file, text)
  return loadConfig(file, (name) => env[name])
}

/** The message of the ConfigError, without the folder. */
async function complaint(text: string): Promise<string> {
  const error = await load(text).then(
    () => new Error('it was taken'),
    (reason: Error) => reason,
  )
  expect(error).toBeInstanceOf(ConfigError)
  return error.message.replaceAll(`${folder}/`, '')
}

const target = 'targets:\n  - id: forum\n    type: forum\n    start: [https://forum.example/]\n'

describe('what is right', () => {
  test('six lines are a target, with defaults that work', async () => {
    const { config } = await load(`${target}    every: 1h30m\n    limits: { delay: 250ms }\n`)
    expect(config.targets[0]).toMatchObject({ every: 5_400_000, engine: 'auto', reliability: 'F', enabled: true })
    expect(config.targets[0]?.limits).toMatchObject({ delay: 250, pages: 200, bytes: 5_000_000 })
    expect(config.work).toMatchObject({ visits: 10, freeSpace: 512_000_000, patience: 60_000 })
  })

  test('mirrors are addresses, each with its way where it has one of its own', async () => {
    const onion = '{ url: http://abcdefghij234567.onion, via: tor }'
    const { config } = await load(`${target}    mirrors: [https://forum2.example/, ${onion}]\n`)
    expect(config.targets[0]?.mirrors).toEqual([
      { url: 'https://forum2.example', via: undefined },
      { url: 'http://abcdefghij234567.onion', via: 'tor' },
    ])
  })

  test('a secret comes from the environment', async () => {
    const { config } = await load(`channels:\n  - id: soc\n    type: slack\n    webhook: \${HOOK}\n`)
    expect(config.channels[0]).toMatchObject({ id: 'soc', webhook: env.HOOK })
  })

  test('terms lie in a file of their own, each once; remarks and empty lines are none', async () => {
    await writeFile(join(folder, 'terms.txt'), '\ufeff# who we are\r\nBank Contoh\r\n\r\n  BNKX \r\nBNKX\r\n#\r\n')
    await writeFile(join(folder, 'ids.txt'), '##-PLG-####\n')
    const list = '{ id: ours, names: { file: terms.txt }, keywords: [oper data], ids: { file: ids.txt } }'
    const { config, files } = await load(`watchlists: [${list}]\n`)
    expect(config.watchlists[0]).toMatchObject({ names: ['Bank Contoh', 'BNKX'], ids: ['##-PLG-####'] })
    expect(files).toEqual([join(folder, 'terms.txt'), join(folder, 'ids.txt')])
  })

  test('the example in config/ is right as it is', async () => {
    const { config } = await loadConfig(join(packageRoot, 'config/pantau.yaml'), () => undefined)
    expect(config.targets.length).toBeGreaterThan(2)
    expect(config.rules.length).toBeGreaterThan(0)
  })

  test('who only looks into the store needs no secrets', async () => {
    const file = join(folder, 'pantau.yaml')
    await writeFile(file, `${target}channels:\n  - { id: a, type: slack, webhook: "\${NOT_SET}" }\n`)
    const { config } = await loadConfig(file, () => undefined, undefined, { without: ['channels'] })
    expect(config.targets.length).toBe(1)
  })

  test('an empty file is a configuration that does nothing', async () => {
    expect((await load('')).config.targets).toEqual([])
  })
})

describe('what is wrong is told with its place and with what is allowed there', () => {
  test.each<[string, string, RegExp]>([
    ['no YAML', 'targets: [\n', /^pantau\.yaml:\d+:\d+: /],
    [
      'an unknown key at the top',
      'target: []\n',
      /^pantau\.yaml:1:1: "target" is not known here; allowed: .*targets.*watchlists/,
    ],
    [
      'an unknown key in a target',
      `${target}    evry: 5m\n`,
      /^pantau\.yaml:5:5: "evry" is not known here; allowed: id, site, type/,
    ],
    [
      'an unknown key in a channel',
      'channels:\n  - id: a\n    type: console\n    colour: red\n',
      /^pantau\.yaml:4:5: "colour" is not known here; allowed: id, type, operator, gather, language, pace, retry$/,
    ],
    [
      'links to alerts in the clear',
      'listen: { url: "http://pantau.example.com" }\n',
      /^pantau\.yaml:1:\d+: url: an https:\/\/ address/,
    ],
    [
      'buttons with nowhere to call',
      `channels:\n  - { id: a, type: slack, webhook: "\${HOOK}", signingSecret: "\${HOOK}" }\n`,
      /^pantau\.yaml:2:\d+: signingSecret: buttons need somewhere to call: add listen:/,
    ],
    [
      'an escalation to nobody',
      'channels: [{ id: a, type: console }]\nrules:\n  - { id: r, channels: [a], escalate: { channels: [b] } }\n',
      /^pantau\.yaml:3:\d+: channels: no channel is called "b"; there is a$/,
    ],
    ['a wrong choice', target.replace('type: forum', 'type: forums'), /^pantau\.yaml:3:5: type: .*"forum"\|"paste"/],
    ['a wrong duration', `${target}    every: soon\n`, /^pantau\.yaml:5:5: every: .*"5m"/],
    ['a missing field', 'targets:\n  - id: forum\n    type: forum\n', /^pantau\.yaml:2:5: start is missing$/],
    ['a number for a duration', `${target}    every: 15\n`, /^pantau\.yaml:5:5: every: .*"5m"/],
    ['an address without its scheme', target.replace('https://', ''), /^pantau\.yaml:4:\d+: .*https:\/\//],
    ['an address of another kind', target.replace('https', 'file'), /^pantau\.yaml:4:\d+: .*https:\/\//],
    ['an id twice', target + target.replace('targets:\n', ''), /^pantau\.yaml:5:\d+: id: "forum" is there already/],
    [
      'an unknown engine',
      `${target}    engine: vbuletin\n`,
      /^pantau\.yaml:5:5: engine: no engine is called "vbuletin"; there is auto, /,
    ],
    [
      'a rule to nowhere',
      'rules:\n  - id: r\n    channels: [slack]\n',
      /^pantau\.yaml:3:\d+: .*no channel is called "slack"; there is none/,
    ],
    [
      'an unset variable',
      target.replace('https://forum.example/', '"${' + 'NOWHERE}"'),
      /^pantau\.yaml:4:\d+: \$\{NOWHERE\} is not set/,
    ],
    [
      'selectors without an engine',
      `${target}    selectors:\n      post.author: .who\n`,
      /^pantau\.yaml:5:5: selectors: .*name it, as in `engine: mybb`/,
    ],
    [
      'a selector that its engine does not have',
      `${target}    engine: mybb\n    selectors:\n      post.autor: .who\n`,
      /^pantau\.yaml:6:5: selectors: "post\.autor" is no selector of this engine; there are post\.item, /,
    ],
    [
      'a selector with a mistake',
      `${target}    engine: mybb\n    selectors:\n      post.author: "[who"\n`,
      /^pantau\.yaml:6:5: selectors: "post\.author" is not a CSS selector: "\[who"/,
    ],
    [
      'selectors for an engine that is no table',
      `${target}    engine: feed\n    selectors:\n      post.author: .who\n`,
      /^pantau\.yaml:6:5: selectors: RSS and Atom is not read by selectors/,
    ],
    [
      'a bare token',
      `${target}    token: abcdef\n`,
      /^pantau\.yaml:5:\d+: "token" is a secret: write token: \$\{NAME\}/,
    ],
    [
      'a bare secret',
      'channels:\n  - id: soc\n    type: slack\n    webhook: https://hooks.example.com/x\n',
      /^pantau\.yaml:4:\d+: "webhook" is a secret/,
    ],
    [
      'a bare key of an API',
      'channels:\n  - id: soc\n    type: misp\n    url: https://misp.example\n    apiKey: invented-key\n',
      /^pantau\.yaml:5:\d+: "apiKey" is a secret: write apiKey: \$\{NAME\}/,
    ],
    [
      'a word for a class that there is not',
      'lexicon:\n  dataClasses: { selfies: [selfie] }\n',
      /^pantau\.yaml:2:18: "selfies" is not known here; allowed: names, .*id-selfies/,
    ],
    [
      'a word for a cue that there is not',
      'lexicon:\n  cues: { selling: [oper data] }\n',
      /^pantau\.yaml:2:11: "selling" is not known here; allowed: sells, /,
    ],
    ['a word of one letter', 'lexicon:\n  cues: { sells: [x] }\n', /^pantau\.yaml:2:19: sells: .*everywhere/],
    [
      'a word of digits',
      "lexicon:\n  cues: { sells: ['2024'] }\n",
      /^pantau\.yaml:2:19: sells: "2024" holds no letter/,
    ],
    ['a short beginning', 'lexicon:\n  cues: { sells: [ka*] }\n', /^pantau\.yaml:2:19: sells: "ka\*" .*four letters/],
    ['a star inside a word', "lexicon:\n  cues: { sells: ['k*p'] }\n", /^pantau\.yaml:2:19: sells: "k\*p" has its \*/],
    ['an endless word', `lexicon:\n  cues: { sells: [${'a'.repeat(101)}] }\n`, /^pantau\.yaml:2:19: sells: .*100/],
    [
      'a name of two organisations',
      'lexicon:\n  victims:\n    - { name: Bank Contoh, aliases: [BNKX] }\n    - name: bnkx\n',
      /^pantau\.yaml:4:7: victims: "bnkx" stands for "Bank Contoh" already$/,
    ],
    [
      'an onion without Tor',
      target.replace('https://forum.example/', 'http://abcdefghij234567.onion/'),
      /^pantau\.yaml:4:\d+: .*Tor/,
    ],
    [
      'an onion among the mirrors without Tor',
      `${target}    mirrors: [https://forum2.example/, http://abcdefghij234567.onion/]\n`,
      /^pantau\.yaml:5:\d+: mirrors: .*write \{ url: http:\/\/abcdefghij234567\.onion, via: tor \}$/,
    ],
    [
      'a mirror with a path',
      `${target}    mirrors: [https://forum2.example/index.php]\n`,
      /^pantau\.yaml:5:\d+: mirrors: an address without a path/,
    ],
    [
      'a mirror that is the first address',
      `${target}    mirrors: [https://forum.example]\n`,
      /^pantau\.yaml:5:\d+: mirrors: https:\/\/forum\.example is there already/,
    ],
    [
      'mirrors of two sites',
      `${target.replace(']', ', https://other.example/]')}    mirrors: [https://forum2.example]\n`,
      /^pantau\.yaml:5:\d+: mirrors: stand for one site, and start: names 2: /,
    ],
    [
      'a token for what is rendered',
      `${target}    fetch: browser\n    token: \${HOOK}\n`,
      /^pantau\.yaml:6:5: token: .*leave out "fetch: browser"/,
    ],
    [
      'a file of terms that is not there',
      'watchlists:\n  - id: ours\n    names: { file: none.txt }\n',
      /^pantau\.yaml:3:5: none\.txt is not there$/,
    ],
    [
      'a keyword without the company that it needs',
      'watchlists:\n  - id: ours\n    keywords: [{ word: mandiri }]\n',
      /^pantau\.yaml:3:\d+: keywords: say near:, notNear: or both$/,
    ],
    [
      'a price without a bound',
      `${target}rules:\n  - { id: r, channels: [c], price: { currency: USD } }\nchannels: [{ id: c, type: console }]\n`,
      /^pantau\.yaml:6:\d+: price: bounds such as \{ least: 500, currency: USD \}/,
    ],
    [
      'a rule about an unknown target',
      `${target}rules:\n  - { id: r, channels: [c], targets: [forums] }\nchannels: [{ id: c, type: console }]\n`,
      /^pantau\.yaml:6:\d+: targets: no target is called "forums"; there is forum/,
    ],
  ])('%s', async (_name, text, expected) => {
    expect(await complaint(text)).toMatch(expected)
  })

  test('all mistakes at once, in the order of the file', async () => {
    const lines = (await complaint(`${target}    evry: 5m\nrulez: []\n`)).split('\n')
    expect(lines.map((line) => line.split(':')[1])).toEqual(['5', '6'])
  })

  test('lines of a file of terms that are none, by their numbers', async () => {
    await writeFile(join(folder, 'odd.txt'), `good\nx\n${'y'.repeat(201)}\n`)
    const lines = (await complaint('watchlists: [{ id: ours, names: { file: odd.txt } }]\n')).split('\n')
    expect(lines.map((line) => line.replace(/^.*?: /, ''))).toEqual([
      'odd.txt:2: a term has 2 to 200 characters',
      'odd.txt:3: a term has 2 to 200 characters',
    ])
  })

  test('a file that is not there', async () => {
    await expect(loadConfig('/nowhere/pantau.yaml', () => undefined)).rejects.toThrow(/pantau init/)
  })
})

test('the JSON Schema knows every section', () => {
  const schema = configJsonSchema() as { properties: object }
  expect(Object.keys(schema.properties)).toEqual(
    expect.arrayContaining(['targets', 'watchlists', 'rules', 'channels', 'work']),
  )
})
