import { execFile } from 'node:child_process'
import { access, constants, rm, writeFile } from 'node:fs/promises'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Looks for a program on PATH and in `alsoIn`. */
export async function findProgram(name: string, alsoIn: readonly string[] = []): Promise<string | undefined> {
  for (const folder of [...(process.env.PATH ?? '').split(delimiter), ...alsoIn]) {
    const file = join(folder, name)
    if (await isThere(file, constants.X_OK)) return file
  }
  return undefined
}

/**
 * Installs a Debian package, as root, and says so on standard error. Gives the reason where it cannot.
 */
export async function install(name: string): Promise<{ missing: string } | undefined> {
  if (process.env.PANTAU_NO_INSTALL === '1') return { missing: `${name} is not installed, and PANTAU_NO_INSTALL=1` }
  if (!(await isThere('/etc/debian_version')) || !(await findProgram('apt-get')))
    return { missing: `${name} is not installed, and this is no Debian` }
  if (process.getuid?.() !== 0)
    return { missing: `${name} is not installed, and only root can: apt-get install ${name}` }
  process.stderr.write(`The tests need ${name}: apt-get install ${name}\n`)
  const allowStarts = await forbidStarts()
  try {
    await aptInstall(name).catch(async () => {
      await apt('update')
      await aptInstall(name)
    })
    return undefined
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
    return { missing: `apt-get install ${name} failed: ${said.trim().split('\n').at(-1)}` }
  } finally {
    await allowStarts()
  }
}

const aptInstall = (name: string): Promise<unknown> => apt('install', '-y', '--no-install-recommends', name)

const apt = (...args: string[]): Promise<unknown> =>
  run('apt-get', ['-q', '-o', 'DPkg::Lock::Timeout=120', ...args], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    maxBuffer: 16 * 1024 * 1024,
  })

/** Debian starts a service that it installs, unless this file says 101. */
async function forbidStarts(): Promise<() => Promise<void>> {
  const policy = '/usr/sbin/policy-rc.d'
  if (await isThere(policy)) return async () => undefined
  await writeFile(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  return () => rm(policy, { force: true })
}

async function isThere(file: string, mode: number = constants.F_OK): Promise<boolean> {
  try {
    await access(file, mode)
    return true
  } catch {
    return false
  }
}
