import { execFile } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { promisify } from 'node:util'
import { ConfigError } from '../../model/errors.ts'

const run = promisify(execFile)

/** Chromium under the names of its packages. The one without a window comes first: it asks nobody for anything. */
const names = [
  'chromium-headless-shell',
  'chrome-headless-shell',
  'headless_shell',
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
]

const howTo =
  'install one (Debian: apt-get install chromium-headless-shell) or say with browser: in the configuration where it is'

/**
 * The program that pages are rendered with: the configured one (a path, or a name on PATH), else the first that is on
 * PATH, else Playwright's own where it was downloaded (`playwrights`). Throws a ConfigError that says how to get one.
 */
export async function findBrowser(configured: string | undefined, playwrights: string): Promise<string> {
  if (configured !== undefined) {
    const file = await onPath([configured])
    if (file !== undefined) return file
    throw new ConfigError(`browser: "${configured}" is no program that can be run: correct it, or ${howTo}`)
  }
  const file = (await onPath(names)) ?? ((await isProgram(playwrights)) ? playwrights : undefined)
  if (file !== undefined) return file
  throw new ConfigError(`targets with "fetch: browser" need Chromium, and there is none on PATH: ${howTo}`)
}

/** The first of these programs that the shell finds. */
async function onPath(programs: readonly string[]): Promise<string | undefined> {
  const script = 'for name; do command -v "$name" && exit; done; exit 1'
  try {
    const { stdout } = await run('/bin/sh', ['-c', script, 'sh', ...programs])
    const file = stdout.trim()
    return (await isProgram(file)) ? file : undefined
  } catch {
    return undefined // none is there
  }
}

async function isProgram(file: string): Promise<boolean> {
  try {
    await access(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
