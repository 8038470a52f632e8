import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** The command line of Node that runs a TypeScript file of ours. */
export const typescript = ['--import', join(root, 'test/services/typescript.mjs')]

const changedAt = (path: string): number => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** When something in our rooms was last changed, in milliseconds. */
const sourcesChangedAt = (): number =>
  Math.max(
    ...readdirSync(root)
      .filter((name) => /^(?!dist|node_modules|test|bench|config|docs)[a-z]+$/.test(name))
      .flatMap((room) => readdirSync(join(root, room), { recursive: true, withFileTypes: true }))
      .map((entry) => changedAt(join(entry.parentPath, entry.name))),
  )

/** What was built, where nothing was changed since: it starts in two thirds of the time. Never yesterday's build. */
const built = join(root, 'dist/app/cli.js')
const command = changedAt(built) > sourcesChangedAt() ? [built] : [...typescript, join(root, 'app/cli.ts')]

/** A `pantau` of its own process, with these variables and no others. */
export interface Run {
  process: ChildProcess
  /** What it has said so far. */
  said(): { stdout: string; stderr: string }
  /** Its exit code, or the signal that ended it. */
  ended: Promise<{ code: number | string; stdout: string; stderr: string }>
}

export function pantau(args: string[], env: Record<string, string> = {}, cwd = root, input?: string): Run {
  const child = spawn(process.execPath, [...command, ...args], {
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, NO_COLOR: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  child.stdin.on('error', () => {}) // one that reads nothing may be gone before
  child.stdin.end(input)
  let stdout = ''
  let stderr = ''
  child.stdout.on('data', (chunk) => {
    stdout += chunk
  })
  child.stderr.on('data', (chunk) => {
    stderr += chunk
  })
  const ended = new Promise<{ code: number | string; stdout: string; stderr: string }>((resolve) => {
    child.on('close', (code, signal) => resolve({ code: code ?? signal ?? 'gone', stdout, stderr }))
  })
  return { process: child, said: () => ({ stdout, stderr }), ended }
}
