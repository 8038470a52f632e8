import { type ChildProcess, spawn } from 'node:child_process'
import { chown, mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A server that a test talks to. What was not started here, but given by an URL, can neither be halted nor paused. */
export interface Server {
  url: string
  /** Where its data lies. */
  folder?: string
  /** Ends it and removes its data. */
  stop(): Promise<void>
  /** Kills it where it stands; its data stays. */
  halt?(signal?: NodeJS.Signals): Promise<void>
  /** Starts it again on the same port and data. */
  resume?(): Promise<void>
  /** Stops its process without ending it: connections stay open and nothing answers. */
  freeze?(): void
  thaw?(): void
}

/** Why a server cannot be had here. */
export interface Missing {
  missing: string
}

export interface Program {
  command: string
  args: string[]
  /** Run as this user and group; ours by default. */
  user?: { uid: number; gid: number } | undefined
  /** What it prints once it takes connections. */
  ready: RegExp
  /** How it is asked to end. */
  ending: NodeJS.Signals
}

// The shell outlives a test process that is killed: when its standard input ends without a word, it ends the server and
// removes the data. Its first line of output is the server's pid.
const keeper = `
  folder=$1; ending=$2; shift 2
  "$@" & server=$!
  echo "pid $server"
  read word
  kill -s "$ending" $server 2>/dev/null
  wait $server
  [ "$word" = keep ] || rm -rf "$folder"
`

/** Runs a program that takes connections on `url`, with `folder` as its data. */
export async function runServer(url: string, folder: string, program: Program): Promise<Required<Server>> {
  let running = await launch(folder, program)
  return {
    url,
    folder,
    async stop() {
      running.keeper.stdin?.end('remove\n')
      await running.exited
    },
    async halt(signal = 'SIGKILL') {
      const helpers = await childrenOf(running.pid)
      process.kill(running.pid, signal)
      if (signal === 'SIGKILL') for (const pid of helpers) kill(pid)
      running.keeper.stdin?.end('keep\n')
      await running.exited
    },
    async resume() {
      running = await launch(folder, program)
    },
    freeze: () => void process.kill(running.pid, 'SIGSTOP'),
    thaw: () => void process.kill(running.pid, 'SIGCONT'),
  }
}

/** PostgreSQL's backends outlive a killed postmaster by a moment, in which one could still commit. */
async function childrenOf(pid: number): Promise<number[]> {
  const list = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8').catch(() => '') // no /proc, no list
  return list.split(' ').filter(Boolean).map(Number)
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // gone by itself
  }
}

interface Running {
  keeper: ChildProcess
  pid: number
  exited: Promise<void>
}

function launch(folder: string, { command, args, user, ready, ending }: Program): Promise<Running> {
  // A group of its own: Ctrl-C at the terminal is for the tests, which end their servers themselves.
  const child = spawn('sh', ['-c', keeper, 'sh', folder, ending.slice(3), command, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
    cwd: folder,
    ...user,
  })
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return new Promise((resolve, reject) => {
    let said = ''
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-8_192)
      const pid = Number(/^pid (\d+)$/m.exec(said)?.[1])
      if (pid && ready.test(said)) {
        // From now on its FATAL is about a client: read its words, so that it can go on, and do not listen.
        for (const output of [child.stdout, child.stderr]) output?.off('data', listen).resume()
        resolve({ keeper: child, pid, exited })
      } else if (/FATAL(?!: +the database system is)|Fatal error|Failed listening|Can't open/.test(said)) {
        child.stdin?.end('remove\n')
      }
    }
    child.stdout?.on('data', listen)
    child.stderr?.on('data', listen)
    child.stdin?.on('error', () => undefined) // the shell is gone already
    child.once('error', reject)
    void exited.then(() => reject(new Error(`${command} did not start: ${said.trim()}`)))
  })
}

/** A port of 127.0.0.1 that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

/** A new folder for a server's data, owned by the user that it runs as. */
export async function dataFolder(name: string, user?: { uid: number; gid: number }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `pantau-test-${name}-`))
  if (user) await chown(folder, user.uid, user.gid)
  return folder
}
