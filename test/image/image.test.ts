import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { upCommand, workerCommand } from '../../app/commands/up.ts'
import { Config } from '../../app/config.ts'
import { Duration } from '../../model/target.ts'

// What no compiler sees: that the image, the compose file and the code still speak of the same things.

const read = (name: string): Promise<string> => readFile(join(import.meta.dirname, '../..', name), 'utf8')

interface Service {
  image: string
  command: string[]
  environment: Record<string, string | null>
  tmpfs: string[]
  stop_grace_period: string
  depends_on: Record<string, { condition: string }>
}

const dockerfile = await read('Dockerfile')
const compose: { services: Record<string, Service & { healthcheck?: object }>; volumes: object } = parse(
  await read('compose.yaml'),
  { merge: true },
)
const ours = Object.values(compose.services).filter(({ image }) => image === 'pantau')
const packageJson: { bin: { pantau: string } } = JSON.parse(await read('package.json'))

/** The variables that Pantau reads, and those that the example configuration calls. */
const known = new Set(
  [
    ...(await read('app/environment.ts')).matchAll(/given\('(\w+)'\)/g),
    ...(await read('config/pantau.yaml')).matchAll(/\$\{(\w+)\}/g),
  ].map(([, name]) => name),
)

/** The arguments of each instruction of this name. */
const instructions = (name: string): string[] =>
  [...dockerfile.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, rest]) => rest ?? '')

describe('the image', () => {
  test('is built from what .dockerignore lets through', async () => {
    const ignore = (await read('.dockerignore')).split('\n')
    const allowed = ignore.filter((line) => line.startsWith('!')).map((line) => line.slice(1))
    const build: { include: string[] } = JSON.parse(await read('tsconfig.build.json'))
    const copied = instructions('COPY')
      .filter((rest) => !rest.startsWith('--from'))
      .flatMap((rest) => rest.split(' ').slice(0, -1))
      .filter((source) => source !== '.')
    expect(ignore).toContain('*')
    expect(allowed).toEqual(expect.arrayContaining([...build.include, ...copied, 'tsconfig.build.json']))
  })

  test('runs the program that package.json names, on the Node that we test with', async () => {
    expect(dockerfile).toContain(`/app/${packageJson.bin.pantau}`)
    expect(instructions('ARG')).toEqual([`NODE=node:${(await read('.nvmrc')).trim()}-bookworm-slim`])
    const variables = instructions('ENV').flatMap((rest) => rest.split(' ').map((pair) => pair.split('=')[0]))
    for (const name of variables) if (name !== 'NODE_ENV') expect(known).toContain(name)
  })
})

describe('compose.yaml', () => {
  test('starts one that schedules, and workers', () => {
    expect(ours.map(({ command }) => command)).toEqual([[upCommand().name()], [workerCommand().name()]])
  })

  test('sets variables that something reads', () => {
    for (const { environment } of ours) for (const name of Object.keys(environment)) expect(known).toContain(name)
  })

  test('gives the data folder to the user of the image', () => {
    const [user, group] = instructions('USER')[0]?.split(':') ?? []
    const folder = instructions('VOLUME')[0]
    for (const { tmpfs } of ours) expect(tmpfs).toContain(`${folder}:uid=${user},gid=${group},mode=0700`)
  })

  test('waits longer for the end than running work is given', () => {
    const { grace } = Config.parse({}).work
    for (const service of ours) expect(Duration.parse(service.stop_grace_period)).toBeGreaterThan(grace)
  })

  test('waits for servers that say when they are ready', () => {
    for (const { depends_on } of ours)
      for (const [name, { condition }] of Object.entries(depends_on)) {
        expect(condition).toBe('service_healthy')
        expect(compose.services[name]?.healthcheck).toBeDefined()
      }
  })
})
