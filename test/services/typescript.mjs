// `node --import test/services/typescript.mjs child.ts`: lets Node 20 run TypeScript in a process of its own, as the
// newer ones do by themselves, so that a test never runs yesterday's build.
import { readFile } from 'node:fs/promises'
import { register } from 'node:module'
import { fileURLToPath } from 'node:url'
import { isMainThread } from 'node:worker_threads'

if (isMainThread) register(import.meta.url)

/** Node calls this for every module, in a thread of its own. */
export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context)
  const { transformWithEsbuild } = await import('vite')
  const file = fileURLToPath(url)
  const { code } = await transformWithEsbuild(await readFile(file, 'utf8'), file, {
    sourcemap: 'inline',
    target: 'node20.19', // one that knows import attributes
  })
  return { format: 'module', source: code, shortCircuit: true }
}
