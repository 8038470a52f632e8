import { execFile } from 'node:child_process'
import { chown, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { promisify } from 'node:util'
import { findProgram, install } from './install.ts'
import { dataFolder, freePort, type Missing, runServer } from './server.ts'

const run = promisify(execFile)

/** A mail server as it stands at whoever reads our mails. */
export interface MailServer {
  port: number
  /** What it has delivered, as the files of its mailbox hold it. */
  mails(): Promise<Buffer[]>
  stop(): Promise<void>
}

/**
 * Debian's OpenSMTPD on 127.0.0.1: takes mails for example.com up to 1 MB, refuses everybody else's, and delivers into
 * one mailbox. It runs as root and has one spool: one on a machine at a time. Debian 12's cannot speak TLS (its keys
 * stay behind with the OpenSSL before): STARTTLS is tried with another server.
 */
export async function startMailServer(): Promise<MailServer | Missing> {
  const missing = (await findProgram('smtpd', ['/usr/sbin'])) ? undefined : await install('opensmtpd')
  const program = await findProgram('smtpd', ['/usr/sbin'])
  if (!program) return missing ?? { missing: 'opensmtpd was installed and cannot be found' }
  if (process.getuid?.() !== 0) return { missing: 'OpenSMTPD wants to be started by root' }
  const user = { uid: await idOf('-u'), gid: await idOf('-g') }
  const folder = await dataFolder('smtpd', user)
  const [port, mailbox, file] = [await freePort(), join(folder, 'mail'), join(folder, 'smtpd.conf')]
  await mkdir(mailbox)
  await chown(mailbox, user.uid, user.gid)
  await writeFile(file, settings(port, mailbox))
  try {
    const server = await runServer(`smtp://127.0.0.1:${port}`, folder, {
      command: program,
      args: ['-d', '-f', file],
      ready: /OpenSMTPD \S+ starting/,
      ending: 'SIGTERM',
    })
    await untilTaken(port)
    return { port, stop: () => server.stop(), mails: () => readMailbox(join(mailbox, 'new')) }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    return { missing: `no OpenSMTPD: ${error instanceof Error ? error.message : error}` }
  }
}

/** The account that Debian makes for it. */
const idOf = async (which: '-u' | '-g'): Promise<number> => Number((await run('id', [which, 'opensmtpd'])).stdout)

const settings = (port: number, mailbox: string): string => `
table anyone { "@" = "opensmtpd" }
smtp max-message-size 1M
listen on 127.0.0.1 port ${port} hostname mail.example.com
action "keep" maildir "${mailbox}" virtual <anyone>
match from any for domain "example.com" action "keep"
match from any reject
`

async function untilTaken(port: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, '127.0.0.1', () => resolve(true)).on('error', () => resolve(false))
      socket.once('connect', () => socket.end())
    })
    if (isOpen) return
    await pause(100)
  }
  throw new Error('it takes no connection')
}

async function readMailbox(folder: string): Promise<Buffer[]> {
  const names = await readdir(folder).catch(() => []) // made with the first mail
  return Promise.all(names.sort().map((name) => readFile(join(folder, name))))
}
