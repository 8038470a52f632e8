import { execFile, spawn } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { SocksClient } from 'socks'
import { findProgram, install } from './install.ts'
import { dataFolder, freePort, type Missing } from './server.ts'

const run = promisify(execFile)

/** A Tor network of our own, all of it on 127.0.0.1: nothing leaves the machine. */
export interface TorNetwork {
  /** Host and port of the client's SOCKS port. */
  socks: string
  /** Publishes a port of 127.0.0.1 as an onion service; gives its host name once clients can find it. */
  publish(port: number): Promise<string>
  stop(): Promise<void>
}

/** One authority votes, four relays carry; a service and a client use them. */
const relays = ['relay-1', 'relay-2', 'relay-3', 'relay-4']
const deadlineMs = 180_000

/**
 * Starts a network of one authority and four relays, and two more Tors that use it: one that publishes services, one
 * that is asked for them. Takes half a minute and about 400 MB. Debian's `tor` is installed where it is missing.
 */
export async function startTor(): Promise<TorNetwork | Missing> {
  const missing = (await findProgram('tor', ['/usr/sbin'])) ? undefined : await install('tor')
  const [tor, gencert] = [await findProgram('tor', ['/usr/sbin']), await findProgram('tor-gencert', ['/usr/sbin'])]
  if (!tor || !gencert) return missing ?? { missing: 'tor was installed and cannot be found' }
  const folder = await dataFolder('tor')
  const running: Running[] = []
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((one) => one.stop()))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const start = async (name: string, lines: string[]): Promise<Running> => {
      const one = await startOne(tor, join(folder, name), lines)
      running.push(one)
      return one
    }
    const authority = await prepareAuthority(tor, gencert, folder)
    const shared = [...network, authority.line]
    const consensus = join(folder, 'authority', 'cached-microdesc-consensus')
    await start('authority', [...shared, ...authority.own])
    for (const name of relays) await start(name, [...shared, ...(await relayLines(name))])
    // A service that starts before the directories run announces itself to nobody.
    await until(
      'five directories of services',
      async () => countOf(await readFile(consensus, 'utf8'), /^s .*HSDir.* Running/gm) >= 5,
    )
    const socks = `127.0.0.1:${await freePort()}`
    const service = await start('service', [...shared, 'SocksPort 0'])
    const client = await start('client', [...shared, `SocksPort ${socks}`])
    for (const one of [service, client])
      await until('a way into the network', async () =>
        / PROGRESS=100 /.test(await one.ask('GETINFO status/bootstrap-phase')),
      )
    return { socks, publish: (port) => publish(service, port, socks), stop }
  } catch (error) {
    await stop()
    return { missing: `no Tor network: ${error instanceof Error ? error.message : error}` }
  }
}

/** What makes a network of six live on one address, and vote every ten seconds (five give no consensus). */
const network = [
  'TestingTorNetwork 1',
  'AssumeReachable 1',
  'V3AuthVotingInterval 10',
  'V3AuthVoteDelay 2',
  'V3AuthDistDelay 2',
  'TestingV3AuthInitialVotingInterval 10',
  'TestingV3AuthInitialVoteDelay 2',
  'TestingV3AuthInitialDistDelay 2',
  'TestingDirAuthVoteGuard *',
  'TestingDirAuthVoteHSDir *',
  'TestingDirAuthVoteExit *',
  'TestingMinExitFlagThreshold 0',
  'PathsNeededToBuildCircuits 0.25',
  'ShutdownWaitLength 0',
]

async function prepareAuthority(
  tor: string,
  gencert: string,
  folder: string,
): Promise<{ line: string; own: string[] }> {
  const [orPort, dirPort] = [await freePort(), await freePort()]
  const keys = join(folder, 'authority', 'keys')
  await mkdir(keys, { recursive: true, mode: 0o700 })
  const files = ['identity_key', 'signing_key', 'certificate'].map((name) => join(keys, `authority_${name}`))
  const [identity = '', signing = '', certificate = ''] = files
  const made = run(gencert, [
    ...['--create-identity-key', '-m', '12', '-a', `127.0.0.1:${dirPort}`, '--passphrase-fd', '0'],
    ...['-i', identity, '-s', signing, '-c', certificate],
  ])
  made.child.stdin?.end('\n')
  await made
  const v3 = /^fingerprint ([0-9A-F]{40})$/m.exec(await readFile(certificate, 'utf8'))?.[1]
  const own = [
    ...['AuthoritativeDirectory 1', 'V3AuthoritativeDirectory 1', 'SocksPort 0', 'ContactInfo test@example.com'],
    ...['Nickname authority', `ORPort 127.0.0.1:${orPort}`, `DirPort 127.0.0.1:${dirPort}`, 'Address 127.0.0.1'],
  ]
  const config = join(folder, 'authority', 'list')
  await writeFile(
    config,
    [
      ...network,
      `DataDirectory ${join(folder, 'authority')}`,
      ...own,
      `DirAuthority x orport=1 127.0.0.1:1 ${'A'.repeat(40)}`,
    ].join('\n'),
  )
  const { stdout } = await run(tor, ['-f', config, '--list-fingerprint', '--quiet'])
  const fingerprint = stdout.trim().replace(/^\S+ /, '').replaceAll(' ', '')
  return {
    line: `DirAuthority authority orport=${orPort} no-v2 v3ident=${v3} 127.0.0.1:${dirPort} ${fingerprint}`,
    own,
  }
}

const relayLines = async (name: string): Promise<string[]> => [
  `Nickname ${name.replace('-', '')}`,
  `ORPort 127.0.0.1:${await freePort()}`,
  ...[
    'Address 127.0.0.1',
    'SocksPort 0',
    'ExitRelay 1',
    'ExitPolicy accept 127.0.0.0/8:*',
    'ContactInfo test@example.com',
  ],
]

interface Running {
  /** One command on its control port, and the whole answer. */
  ask(command: string, until?: RegExp): Promise<string>
  stop(): Promise<void>
}

/** Runs one Tor; it ends with this process, whatever becomes of it. */
async function startOne(tor: string, folder: string, lines: string[]): Promise<Running> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const control = await freePort()
  const config = join(folder, 'torrc')
  const own = [
    `DataDirectory ${folder}`,
    `ControlPort 127.0.0.1:${control}`,
    `__OwningControllerProcess ${process.pid}`,
  ]
  await writeFile(config, [...lines, ...own, `Log notice file ${join(folder, 'log')}`].join('\n'))
  const child = spawn(tor, ['-f', config, '--quiet'], { stdio: 'ignore' })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  const answers = async (): Promise<boolean> => /^250/m.test(await askControl(control, 'GETINFO version', /250 OK/))
  const died = exited.then(async () => {
    throw new Error(`tor did not start: ${(await readFile(join(folder, 'log'), 'utf8')).slice(-400)}`)
  })
  died.catch(() => undefined) // it ends when it is asked to, as well
  await Promise.race([until('tor to start', answers), died])
  return {
    ask: (command, end = /^250 /m) => askControl(control, command, end),
    async stop() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

async function publish(service: Running, port: number, socks: string): Promise<string> {
  // The event tells when a directory holds the descriptor: from then on clients find the service.
  const said = await service.ask(
    `SETEVENTS HS_DESC\r\nADD_ONION NEW:ED25519-V3 Flags=DiscardPK,Detach Port=80,127.0.0.1:${port}`,
    /HS_DESC UPLOADED/,
  )
  const id = /ServiceID=(\w+)/.exec(said)?.[1]
  if (!id) throw new Error(`no onion service: ${said}`)
  const host = `${id}.onion`
  await until('a client at the service', () => isReached(host, socks))
  return host
}

/** On a busy machine the first way to a service that is minutes old may time out; a later one goes through. */
async function isReached(host: string, socks: string): Promise<boolean> {
  const [address = '', port] = socks.split(':')
  const way = { proxy: { host: address, port: Number(port), type: 5 as const }, command: 'connect' as const }
  return SocksClient.createConnection({ ...way, destination: { host, port: 80 }, timeout: 30_000 }).then(
    ({ socket }) => {
      socket.destroy()
      return true
    },
    () => false,
  )
}

function askControl(port: number, command: string, end: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(`AUTHENTICATE\r\n${command}\r\n`))
    const timer = setTimeout(() => socket.destroy(new Error(`tor does not answer "${command}": ${said}`)), deadlineMs)
    socket.on('data', (chunk) => {
      said += chunk.toString()
      if (end.test(said.replace(/^250 OK\r\n/, ''))) socket.end()
    })
    socket.on('error', reject)
    socket.on('close', () => {
      clearTimeout(timer)
      resolve(said)
    })
  })
}

async function until(what: string, isSo: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + deadlineMs
  while (!(await isSo().catch(() => false))) {
    if (Date.now() > end) throw new Error(`waited ${deadlineMs / 1_000} s for ${what}`)
    await pause(250)
  }
}

const countOf = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
