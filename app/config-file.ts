import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { type Document, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument, visit } from 'yaml'
import { z } from 'zod'
import { ConfigError } from '../model/errors.ts'
import { areCookies } from '../model/session.ts'
import { Config } from './config.ts'
import { fillTerms } from './term-files.ts'

/** A configuration that holds, and where it came from. */
export interface LoadedConfig {
  config: Config
  file: string
  /** The data folder, absolute. */
  data: string
  /** Files of terms that it names. */
  files: readonly string[]
}

/** One mistake, with the place where it stands. */
interface Mistake {
  line: number
  column: number
  message: string
}

/** Settings whose value is a secret: they come from the environment and never stand in the file. */
const secrets = new Set([
  'apiKey',
  'password',
  'privateKey',
  'routingKey',
  'secret',
  'signingSecret',
  'token',
  'webhook',
])

/** Whether a setting's value is a secret: by its name, as a form calls its fields too; cookies, unless they are in a file. */
const isSecret = (key: string, value: string): boolean =>
  secrets.has(key) || /pass|pwd/i.test(key) || (key === 'cookies' && areCookies(value.replace(/\$\{\w+\}/g, '')))

interface LoadOptions {
  without?: readonly (keyof Config | 'sessions' | 'channelSettings')[]
  /** Is told which files of terms are read, also where they are wrong. */
  onFiles?: (files: readonly string[]) => void
}

/**
 * Reads and checks a configuration file. Every mistake is reported at once, each with file, line, column and what is
 * allowed there, in one ConfigError; nothing is returned half-checked. Sections `without` which a command can do are
 * left out, and targets' sessions: who looks into the store need not know the secrets of channels and accounts. Of
 * channels `channelSettings` leaves the names and languages, for who looks at rules.
 */
export async function loadConfig(
  file: string,
  variable: (name: string) => string | undefined,
  dataFolder?: string,
  { without = [], onFiles }: LoadOptions = {},
): Promise<LoadedConfig> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const what =
      error.code === 'ENOENT'
        ? 'is not there: write one with `pantau init`, or name it with --config'
        : `cannot be read (${error.code})`
    throw new ConfigError(`${file} ${what}`)
  })
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true })
  const at = (offset: number): Pick<Mistake, 'line' | 'column'> => {
    const { line, col } = lines.linePos(offset)
    return { line, column: col }
  }
  const mistakes: Mistake[] = document.errors.map((error) => ({
    ...at(error.pos[0]),
    message: error.message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '') ?? 'not YAML',
  }))
  // A digest names rules and channels: it goes with either.
  const cut = without.some((name) => name === 'rules' || name === 'channels') ? [...without, 'digests'] : without
  if (isMap(document.contents)) for (const section of cut) document.delete(section)
  const targets = document.get('targets')
  if (without.includes('sessions') && isSeq(targets))
    for (const target of targets.items) if (isMap(target)) target.delete('session')
  const channels = document.get('channels')
  if (without.includes('channelSettings') && isSeq(channels))
    for (const channel of channels.items) {
      if (!isMap(channel)) continue
      channel.items = channel.items.filter(
        ({ key }) => isScalar(key) && (key.value === 'id' || key.value === 'language'),
      )
      channel.set('type', 'console') // it needs nothing else
    }
  if (mistakes.length === 0) mistakes.push(...fillIn(document, variable, at))
  if (mistakes.length > 0) throw report(file, mistakes)

  const raw: unknown = document.toJS() ?? {}
  const folder = dirname(resolve(file))
  const files = await fillTerms(raw, folder, (path, message) =>
    mistakes.push({ ...at(keyOffset(document, path)), message }),
  )
  onFiles?.(files)
  if (mistakes.length > 0) throw report(file, mistakes)
  const parsed = Config.safeParse(raw)
  if (!parsed.success)
    throw report(
      file,
      parsed.error.issues.flatMap((issue) => explain(issue, document, at)),
    )
  for (const { session } of parsed.data.targets)
    if (session?.cookies !== undefined && !areCookies(session.cookies))
      session.cookies = resolve(folder, session.cookies)
  return {
    config: parsed.data,
    file,
    files,
    data: dataFolder ? resolve(dataFolder) : resolve(folder, parsed.data.data),
  }
}

function report(file: string, mistakes: Mistake[]): ConfigError {
  const sorted = mistakes.sort((a, b) => a.line - b.line || a.column - b.column)
  return new ConfigError(sorted.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`).join('\n'))
}

type Locate = (offset: number) => Pick<Mistake, 'line' | 'column'>

/** Puts the environment's values where the file says `${NAME}`; tells of names that are not set and of bare secrets. */
function fillIn(document: Document, variable: (name: string) => string | undefined, at: Locate): Mistake[] {
  const mistakes: Mistake[] = []
  visit(document, {
    Pair(_key, pair) {
      if (!isScalar(pair.key) || !isScalar(pair.value)) return
      const { key, value } = pair
      if (typeof value.value !== 'string' || /^\$\{\w+\}$/.test(value.value)) return
      if (isSecret(String(key.value), value.value))
        mistakes.push({
          ...at(value.range?.[0] ?? 0),
          message: `"${key.value}" is a secret: write ${key.value}: \${NAME} and set NAME in the environment`,
        })
    },
    Scalar(_key, node) {
      if (typeof node.value !== 'string') return
      node.value = node.value.replace(/\$\{(\w+)\}/g, (whole, name: string) => {
        const value = variable(name)
        if (value !== undefined) return value
        mistakes.push({ ...at(node.range?.[0] ?? 0), message: `${whole} is not set in the environment` })
        return ''
      })
    },
  })
  return mistakes
}

type Issue = z.core.$ZodIssue
type Path = readonly PropertyKey[]

/** Where in the file an issue stands, and what would be allowed there. */
function explain(issue: Issue, document: Document, at: Locate): Mistake[] {
  if (issue.code === 'unrecognized_keys') {
    const allowed = allowedKeys(document, issue.path)
    return issue.keys.map((key) => ({
      ...at(keyOffset(document, [...issue.path, key])),
      message: `"${key}" is not known here${allowed.length > 0 ? `; allowed: ${allowed.join(', ')}` : ''}`,
    }))
  }
  const name = [...issue.path].reverse().find((part) => typeof part === 'string') ?? 'the file'
  if (issue.code === 'invalid_type' && issue.message.endsWith('received undefined'))
    return [{ ...at(keyOffset(document, issue.path)), message: `${String(name)} is missing` }]
  const message = issue.message.replace(/^Invalid input: /, '').replace(/^Invalid option: /, '')
  return [{ ...at(keyOffset(document, issue.path)), message: `${String(name)}: ${message}` }]
}

/** The offset of the key (or item) at a path; of the nearest parent that is there, where it is missing. */
function keyOffset(document: Document, path: Path): number {
  let offset = 0
  for (let depth = 1; depth <= path.length; depth++) {
    const parent = document.getIn(path.slice(0, depth - 1), true) as Node | undefined
    const key = path[depth - 1]
    const pair = isMap(parent)
      ? parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === key)
      : undefined
    const node = (pair?.key ?? document.getIn(path.slice(0, depth), true)) as Node | undefined
    if (!node?.range) return offset
    offset = node.range[0]
  }
  return offset
}

interface JsonSchema {
  properties?: Record<string, JsonSchema>
  /** The keys that a table takes. */
  propertyNames?: { enum?: string[] }
  items?: JsonSchema
  oneOf?: JsonSchema[]
  anyOf?: JsonSchema[]
  const?: unknown
}

/** The schema of the file as JSON Schema, for editors and for telling what is allowed at a path. */
export const configJsonSchema = (): object =>
  z.toJSONSchema(Config, {
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      if (jsonSchema.orFile !== true) return
      delete jsonSchema.orFile
      const file = { type: 'string', description: 'a file with a term a line, beside the configuration' } as const
      Object.assign(jsonSchema, { type: ['array', 'object'], properties: { file }, required: ['file'] })
    },
  })

/** The keys that may stand in the map at a path; of a channel, those of its type. */
function allowedKeys(document: Document, path: Path): string[] {
  const schema = path.reduce<JsonSchema | undefined>(
    (here, part) => (typeof part === 'number' ? here?.items : here?.properties?.[String(part)]),
    configJsonSchema() as JsonSchema,
  )
  const type = document.getIn([...path, 'type'])
  const variant =
    schema?.oneOf?.find(({ properties }) => properties?.type?.const === type) ??
    schema?.anyOf?.find(({ properties }) => properties !== undefined)
  return schema?.propertyNames?.enum ?? Object.keys((variant ?? schema)?.properties ?? {})
}
