// `node --import test/services/typescript.mjs child.ts`: lets Node 20 run TypeScript in a process of its own, as the
// newer ones do by themselves, so that a test never runs yesterday's build.
import { createHash } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { register } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) register(import.meta.url)

/** What files became, by their content: processes that tests start by the dozen need not do it again. */
const cache = join(import.meta.dirname, '../../node_modules/.cache/pantau-test/typescript')

/** Node calls this for every module, in a thread of its own. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const file = fileURLToPath(url)
  const text = await readFile(file, 'utf8')
  const known = join(cache, `${createHash('sha256').update(`${file}\n${text}`).digest('hex')}.js`)
  const source = await readFile(known, 'utf8').catch(() => transform(file, text, known))
  return { format: 'module', source, shortCircuit: true }
}

async function transform(file, text, known) {
  const { transformWithEsbuild } = await import('vite')
  const { code } = await transformWithEsbuild(text, file, {
    sourcemap: 'inline',
    target: 'node20.19', // one that knows import attributes
  })
  await mkdir(cache, { recursive: true })
  await writeFile(`${known}.${process.pid}`, code)
  await rename(`${known}.${process.pid}`, known)
  return code
}
