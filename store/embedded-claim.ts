import { randomBytes } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readlink, rename, rm, symlink } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { ConfigError } from '../model/errors.ts'

// Nothing in PGlite keeps a second process from opening its folder, and rows are lost then. So whoever opens it first
// claims it: FOLDER/lock/PID-RANDOM.sock is a unix socket that its owner listens on, the lock and the CLI's way in.
//
// A claim is made ready in a folder of its own, already listening, and renamed to FOLDER/lock: the kernel lets that
// happen only while FOLDER/lock is absent or empty, so of several starters one wins. A socket that refuses connections
// belongs to a process that is gone; it is removed by its own random name, so a successor's is never taken for it.

/** The address of a unix socket has 108 bytes on Linux and 104 on macOS, and longer ones are cut off in silence. */
const maxAddressBytes = 100

/** A claimed folder. */
export interface Claim {
  /** Gets the connections of the CLI from now on; those that came before are handed over first. */
  onConnection(listener: (socket: Socket) => void): void
  release(): Promise<void>
}

/** Who holds a folder. */
export interface Holder {
  pid: number
  /** The address to connect to. */
  address: string
}

/** What a temporary folder's name begins with. */
const shortFolder = 'pantau-socket-'

const lockOf = (folder: string): string => join(folder, 'lock')

/**
 * Claims a folder for this process. Throws a ConfigError where another process, or another part of this one, holds it.
 */
export async function claimFolder(folder: string): Promise<Claim> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const { server, draft, name, address } = await listenInDraft(folder)
  // A connection may come as soon as the lock is in place, long before the database is open.
  const early: Socket[] = []
  let take = (socket: Socket): void => {
    early.push(socket)
  }
  server.on('connection', (socket) => take(socket))
  const sockets = new Set<Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined) // a client that went away; 'close' follows
    socket.on('close', () => sockets.delete(socket))
  })
  try {
    await publish(folder, draft)
  } catch (error) {
    server.close()
    await rm(draft, { recursive: true, force: true })
    await sweep(address)
    throw error
  }
  return {
    onConnection(listener) {
      take = listener
      for (const socket of early.splice(0)) listener(socket)
    },
    async release() {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
      // Only what is ours: the next owner's claim may stand beside it already.
      await rm(join(lockOf(folder), name), { force: true })
      await sweep(address)
    },
  }
}

/** Who holds a folder now; `undefined` where nobody does. */
export async function holderOf(folder: string): Promise<Holder | undefined> {
  for (const entry of await entriesOf(folder)) {
    if (await isAlive(entry)) return entry
  }
  return undefined
}

async function publish(folder: string, draft: string): Promise<void> {
  // Each round either wins, meets a living holder, or removes a dead one; starters that race cost a round each.
  for (let round = 0; round < 100; round++) {
    for (const entry of await entriesOf(folder)) {
      if (await isAlive(entry)) throw heldBy(folder, entry.pid)
      await rm(entry.path, { force: true })
      await sweep(entry.address)
    }
    try {
      return await rename(draft, lockOf(folder))
    } catch (error) {
      if (!hasCode(error, 'ENOTEMPTY', 'EEXIST')) throw error
    }
  }
  throw new ConfigError(`${folder} could not be claimed: something keeps writing to ${lockOf(folder)}`)
}

const heldBy = (folder: string, pid: number): ConfigError =>
  new ConfigError(
    `another pantau is running on ${folder} (pid ${pid}): stop it first, or set another data folder for this one`,
  )

interface Entry extends Holder {
  /** Where it stands in the lock: the socket itself, or a link to it. */
  path: string
}

async function entriesOf(folder: string): Promise<Entry[]> {
  const lock = lockOf(folder)
  const names = await readdir(lock).catch((error: unknown) => {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  })
  return Promise.all(
    names.map(async (name) => {
      const path = join(lock, name)
      const address = await readlink(path).catch(() => path)
      return { pid: Number.parseInt(name, 10), path, address }
    }),
  )
}

/** A process that is gone refuses connections. Whatever else goes wrong is taken for life: two owners lose rows. */
async function isAlive({ pid, path, address }: Entry): Promise<boolean> {
  const failure = await new Promise<unknown>((resolve) => {
    const socket = connect(address)
    socket.once('connect', () => {
      socket.destroy()
      resolve(undefined)
    })
    socket.once('error', resolve)
  })
  if (hasCode(failure, 'ECONNREFUSED')) return false
  if (!hasCode(failure, 'ENOENT')) return true
  // The entry was removed while we looked, or somebody swept the temporary folder under a living process.
  return address !== path && isRunning(pid)
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return hasCode(error, 'EPERM')
  }
}

interface Draft {
  server: Server
  /** The folder that becomes the lock. */
  draft: string
  /** The entry in it. */
  name: string
  /** Where to connect once the draft is the lock. */
  address: string
}

/** A folder `draft` with a socket in it on which we listen, or a link to one where the path would be too long. */
async function listenInDraft(folder: string): Promise<Draft> {
  const draft = await mkdtemp(join(folder, 'lock-'))
  const name = `${process.pid}-${randomBytes(6).toString('hex')}.sock`
  const inside = join(draft, name)
  const after = join(lockOf(folder), name)
  if (Buffer.byteLength(inside) <= maxAddressBytes) {
    const server = await listen(inside)
    if (server) return { server, draft, name, address: after }
  }
  const short = join(await mkdtemp(join(tmpdir(), shortFolder)), 'sock')
  const server = await listen(short)
  if (!server) throw new ConfigError(`no unix socket can be made in ${folder} nor in ${tmpdir()}`)
  await symlink(short, inside)
  return { server, draft, name, address: short }
}

/** `undefined` where the file system knows no sockets, as some that are shared with a virtual machine. */
async function listen(address: string): Promise<Server | undefined> {
  const server = createServer()
  const failure = await new Promise<unknown>((resolve) => {
    server.once('error', resolve)
    server.listen(address, () => resolve(undefined))
  })
  if (failure === undefined) {
    // Only our own user may connect. The folder around it was made by mkdtemp, so it is 0700 already.
    await chmod(address, 0o600)
    return server
  }
  if (hasCode(failure, 'ENOTSUP', 'EOPNOTSUPP', 'EPERM', 'EINVAL')) return undefined
  throw failure
}

/** Removes the temporary folder of a socket that is kept outside of the lock. */
async function sweep(address: string): Promise<void> {
  const folder = dirname(address)
  if (basename(folder).startsWith(shortFolder)) await rm(folder, { recursive: true, force: true })
}

function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
