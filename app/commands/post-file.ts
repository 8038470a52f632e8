import { readFile } from 'node:fs/promises'
import { PantauError } from '../../model/errors.ts'
import type { Readable } from '../../parsers/signals/field.ts'
import { PostLine } from './parse-posts.ts'

/** The post in a file, or on standard input where that is `-`. Throws a PantauError where there is none, or several. */
export const postFrom = async (file: string): Promise<Readable> => postIn(await contentOf(file), file)

async function contentOf(file: string): Promise<string> {
  try {
    const bytes = file === '-' ? Buffer.concat(await process.stdin.toArray()) : await readFile(file)
    return new TextDecoder().decode(bytes)
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    throw new PantauError(`${file}: ${isMissing ? 'there is no such file' : `cannot be read (${String(error)})`}`, {
      cause: error,
    })
  }
}

const Written = PostLine.omit({ id: true })

/** A post in the labelled form or, where it is no such JSON, the text itself: a dump of JSON is a post as well. */
function postIn(content: string, file: string): Readable {
  const written = Written.safeParse(jsonOf(content))
  if (written.success) {
    const { title, text, author, source } = written.data
    return { title: title ?? '', text, author: author ?? null, type: source?.type ?? 'forum' }
  }
  const lines = content.split('\n', 3).filter((line) => line.trim() !== '')
  if (lines.length > 1 && lines.every((line) => Written.safeParse(jsonOf(line)).success))
    throw new PantauError(`${file}: holds several posts: take one, as in sed -n 1p ${file} | pantau explain -`)
  return { title: '', text: content.replace(/\r\n?/g, '\n'), author: null, type: 'forum' }
}

function jsonOf(text: string): unknown {
  if (!text.trimStart().startsWith('{')) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
