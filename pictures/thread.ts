import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { Worker } from 'node:worker_threads'
import type { Block } from 'tesseract.js'
import { ConfigError, ParseError } from '../model/errors.ts'

/**
 * What tesseract takes a picture for (its page segmentation modes). `page`: text beside pictures, in several pieces; it
 * sees none in mere texture. `block`: nothing but lines; it reads what the other takes for a picture, such as lines that
 * stand at an angle, and sees letters in any texture.
 */
export type Layout = 'page' | 'block'
const segmentation: Record<Layout, string> = { page: '3', block: '6' }

/** A thread with tesseract in it. */
export interface Thread {
  /** What stands in a picture. Rejects where it cannot be decoded, and where the thread ends meanwhile. One at a time. */
  recognize(bytes: Uint8Array, layout: Layout): Promise<Block[]>
  end(): Promise<void>
}

const require = createRequire(import.meta.url)

function installed(file: string): string {
  try {
    return require.resolve(file)
  } catch (error) {
    throw new ConfigError(`pictures cannot be read, ${file} is missing: run npm ci`, { cause: error })
  }
}

/** Indonesian first: its model reads English words as well, and English alone misreads more (docs/operating.md). */
const languages = ['ind', 'eng'] as const
/** The small models (1.2 and 2.9 MB), made for this engine; the packages hold larger ones too. */
const dataOf = (language: string): string =>
  installed(`@tesseract.js-data/${language}/4.0.0_best_int/${language}.traineddata.gz`)

/** The engine that reads by neural network: the only one that the small models are for. */
const lstmOnly = 1

const broken = 'the picture is broken, or not what it calls itself: it cannot be decoded'

interface Answer {
  action: string
  status: 'resolve' | 'reject' | 'progress'
  data: unknown
}

/**
 * Starts the thread and loads the models, from this machine's packages: it asks no network. We start tesseract.js' own
 * thread, and not its `createWorker`, which gives no hold of it: one that dies would take this process with it, one that
 * hangs could not be ended, and it would write into our logs.
 */
export async function startThread(): Promise<Thread> {
  const worker = new Worker(installed('tesseract.js/src/worker-script/node/index.js'), {
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  })
  worker.stdout.resume()
  worker.stderr.resume()
  let waiting: { action: string; resolve(data: unknown): void; reject(error: Error): void } | undefined
  let over: Error | undefined
  const settle = (act: (who: NonNullable<typeof waiting>) => void): void => {
    const who = waiting
    waiting = undefined
    if (who) act(who)
  }
  const die = (error: Error): void => {
    over ??= error
    settle(({ reject }) => reject(error))
  }
  worker.on('message', ({ action, status, data }: Answer) => {
    if (status === 'progress' || action !== waiting?.action) return
    if (status === 'resolve') settle(({ resolve }) => resolve(data))
    else settle(({ reject }) => reject(new ParseError(action === 'recognize' ? broken : String(data))))
  })
  worker.on('error', (error) => die(new ParseError(`the reader of pictures has died (${error.message})`)))
  worker.on('exit', () => die(new ParseError('the reader of pictures was ended')))

  const ask = (action: string, payload: object): Promise<unknown> =>
    new Promise((resolve, reject) => {
      if (over) return reject(over)
      waiting = { action, resolve, reject }
      worker.postMessage({ workerId: 'pantau', jobId: action, action, payload })
    })
  const end = async (): Promise<void> => void (await worker.terminate())
  try {
    const langs = await Promise.all(languages.map(async (code) => ({ code, data: await readFile(dataOf(code)) })))
    await ask('load', { options: { lstmOnly: true, logging: false } })
    await ask('loadLanguage', { langs, options: { cacheMethod: 'none', lstmOnly: true } })
    await ask('initialize', { langs: languages.join('+'), oem: lstmOnly, config: {} })
  } catch (error) {
    await end()
    throw error
  }
  return {
    // Pictures are photographed at an angle: the lines are found first, and set upright.
    recognize: async (image, layout) => {
      const options = { rotateAuto: true, tessedit_pageseg_mode: segmentation[layout] }
      const found = await ask('recognize', { image, options, output: { text: false, blocks: true } })
      return (found as { blocks: Block[] | null }).blocks ?? []
    },
    end,
  }
}
