// `pantau up` as an operator runs it, over the sites of the bench: a process of its own, with its own configuration.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const command = resolve(import.meta.dirname, '../../dist/app/cli.js')

/**
 * Starts it and waits until it watches. Everything that is not named here is as Pantau has it: a pause of a second between
 * two requests to a site, alerts on all that is new, five deliveries at once.
 */
export async function startService({ sites, every, visits, receiver, folder, servers, profile }) {
  const config = {
    data: './data',
    targets: sites.map(({ start, type }, index) => ({
      ...{ id: `site-${index}`, type, start: [start], every, allowPrivate: true },
    })),
    watchlists: [{ id: 'indonesia', names: ['Contoh Nusantara'], domains: ['example.co.id'], countries: ['ID'] }],
    rules: [{ id: 'our-people', watchlists: ['indonesia'], channels: ['desk'] }],
    channels: [{ id: 'desk', type: 'webhook', url: receiver, secret: ['$', '{DESK_SECRET}'].join('') }],
    work: { visits, freeSpace: '10MB' },
  }
  const file = join(folder, 'pantau.yaml')
  await writeFile(file, JSON.stringify(config)) // YAML takes JSON
  const profiling = profile ? ['--cpu-prof', '--cpu-prof-interval', '2000', `--cpu-prof-dir=${profile}`] : []
  const service = spawn(process.execPath, [...profiling, command, 'up', '-c', file], {
    env: {
      PATH: process.env.PATH,
      DESK_SECRET: 'sixteen-characters-and-more',
      PANTAU_LOG: process.env.PANTAU_LOG ?? 'info',
      ...(servers ? { DATABASE_URL: servers.databaseUrl, REDIS_URL: servers.redisUrl } : {}),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const log = { failures: [], ended: undefined }
  const hear = (line) => {
    const said = line.startsWith('{') ? JSON.parse(line) : { level: 50, msg: line }
    if (said.level >= 40 || said.level === 'warn' || said.level === 'error') log.failures.push(line.slice(0, 400))
    return said.msg
  }
  const watching = new Promise((done, failed) => {
    for (const stream of [service.stdout, service.stderr]) {
      let rest = ''
      stream.setEncoding('utf8').on('data', (text) => {
        const lines = (rest + text).split('\n')
        rest = lines.pop() ?? ''
        for (const line of lines) if (line !== '' && hear(line) === 'watching') done()
      })
    }
    service.on('exit', (code) => {
      log.ended = code ?? 1
      failed(new Error(`pantau up ended with ${code}: ${log.failures.at(-1) ?? 'without a word'}`))
    })
  })
  await watching
  watching.catch(() => {})
  return {
    log,
    /** Milliseconds of processor time until now, all threads together. */
    cpuMs: async () => {
      const stat = await readFile(`/proc/${service.pid}/stat`, 'utf8')
      const [user, system] = stat
        .slice(stat.lastIndexOf(')') + 2)
        .split(' ')
        .slice(11, 13)
      return (Number(user) + Number(system)) * 10
    },
    async stop() {
      if (log.ended !== undefined) return
      service.kill('SIGTERM')
      await once(service, 'exit')
    },
  }
}
