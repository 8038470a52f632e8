import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { ChannelConfig, channels } from '../../alerts/channels/index.ts'
import { exampleOf } from '../../app/commands/channels.ts'
import { loadConfig } from '../../app/config-file.ts'
import { tryChannel } from '../../app/try-channel.ts'
import { listen } from '../alerts/receivers/receiver.ts'
import { pantau } from './cli.ts'

// `pantau alerts test`: a marked message over the channels of a configuration.

const bodies: string[] = []
let folder: string
let server: Awaited<ReturnType<typeof listen>>
const configured = `
channels:
  - { id: chat, type: mattermost, webhook: "\${CHAT_WEBHOOK}" }
  - { id: gone, type: teams, webhook: "\${TEAMS_WEBHOOK}" }
targets:
  - { id: forum, type: forum, start: [https://forum.example/], token: "\${NOT_SET}" }
`

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-try-'))
  await writeFile(join(folder, 'pantau.yaml'), configured)
  server = await listen(({ url }, body) => {
    bodies.push(body)
    // A server of Express repeats the address that it does not know.
    return url?.startsWith('/hooks/') ? { status: 200, body: 'ok' } : { status: 404, body: `Cannot POST ${url}` }
  })
})
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true })
})

const environment = () => ({
  CHAT_WEBHOOK: `${server.url}/hooks/invented-secret-of-chat`,
  TEAMS_WEBHOOK: `${server.url}/invented-secret-of-teams?sig=invented%2Fsecret%2Fof%2Fteams`,
})

test('says what each receiver answered, and ends with 1 where one did not take it', async () => {
  const { code, stdout, stderr } = await pantau(['alerts', 'test', 'chat', 'gone'], environment(), folder).ended
  expect(stdout).toBe('chat: taken. The receiver answered: 200 ok\n')
  expect(stderr).toMatch(
    /^pantau: channel gone \(Teams\): the receiver answered 404: Cannot POST \/….*; check the address/,
  )
  expect(stderr).not.toMatch(/invented/)
  expect(code).toBe(1)
  expect(bodies).toHaveLength(2)
  for (const body of bodies) expect(body).toContain('TEST — nothing happened')
})

test('a channel that there is not is named, with those that there are', async () => {
  const { config } = await loadConfig(
    join(folder, 'pantau.yaml'),
    (name) => environment()[name as 'CHAT_WEBHOOK'],
    folder,
    {
      without: ['targets'],
    },
  )
  await expect(tryChannel(config, 'chta', 'somebody')).rejects.toThrow(
    'no channel is called "chta"; there is chat, gone',
  )
})

const invented: Record<string, string> = {
  CASES_SECRET: 'a secret of the two of us',
  PAGERDUTY_KEY: 'a'.repeat(32),
  SLACK_TOKEN: 'xoxb-invented-token',
  TELEGRAM_TOKEN: `123456789:${'A'.repeat(35)}`,
}

test.each(channels.map((channel) => [channel.id, channel] as const))('the example of %s is right', (_id, channel) => {
  const text = exampleOf(channel).replace(
    /\$\{(\w+)\}/g,
    (_, name: string) => invented[name] ?? 'https://hook.example/x',
  )
  expect(ChannelConfig.array().safeParse(parse(text)).error).toBeUndefined()
})
