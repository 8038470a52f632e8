import type { Document } from '../../engines/engine.ts'

/** The body of a page of JSON, parsed once for all engines; `undefined` for every other page and for broken JSON. */
export const jsonOf = (document: Document): unknown => document.index.once(jsonOf, () => parse(document))

/** PHP calls everything HTML that is not told otherwise, the answers of an API too. */
const mislabelled = ({ mime, page }: Document): boolean => mime === 'text/html' && /^\s*[[{]["[{]/.test(page.body)

function parse(document: Document): unknown {
  const { mime, page } = document
  return /\bjson$/.test(mime) || mislabelled(document) ? parseJson(page.body) : undefined
}

/** JSON that stands in a page: in a script, or in an attribute. `undefined` for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // Broken JSON is nobody's answer.
  }
}

type Path = readonly (string | number)[]

/** What lies at a path; `undefined` where the way there ends. Only a value's own properties count. */
export function at(value: unknown, ...path: Path): unknown {
  let here: unknown = value
  for (const step of path) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Record<string | number, unknown>)[step]
  }
  return here
}

/** The words at a path, without NUL characters and halves of characters; a number as its digits, '' for anything else. */
export function textAt(value: unknown, ...path: Path): string {
  const found = at(value, ...path)
  return typeof found === 'string'
    ? found.replaceAll('\0', '').toWellFormed()
    : Number.isFinite(found)
      ? String(found)
      : ''
}

/** The list at a path; empty where there is none. */
export function listAt(value: unknown, ...path: Path): readonly unknown[] {
  const found = at(value, ...path)
  return Array.isArray(found) ? found : []
}

/** The whole number at a path, `null` where there is none. */
export function countAt(value: unknown, ...path: Path): number | null {
  const number = Number(textAt(value, ...path) || Number.NaN)
  return Number.isSafeInteger(number) ? number : null
}

const day = 86_400_000

/**
 * A date of an API as ISO 8601 in UTC: written out, or in seconds or milliseconds since 1970. `null` for one that cannot
 * be true: before 1990, or more than a day after the page was fetched.
 */
export function instantAt({ page }: Document, value: unknown, ...path: Path): string | null {
  const found = textAt(value, ...path)
  const number = Number(found || Number.NaN)
  const time = Number.isNaN(number) ? Date.parse(found) : number < 1e11 ? number * 1_000 : number
  const believable = time >= Date.UTC(1990, 0, 1) && time <= page.fetchedAt.getTime() + day
  return believable ? new Date(time).toISOString() : null
}
