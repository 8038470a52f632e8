import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'

// What STIX 2.1 asks of a bundle: the published schemas, and what they say themselves that they cannot check.

export interface StixObject {
  type: string
  id: string
  created?: string
  modified?: string
  [property: string]: unknown
}
export interface Bundle {
  type: string
  id: string
  objects: StixObject[]
}

const folder = join(import.meta.dirname, '../fixtures/schemas/stix2.1')
const schemaFiles = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'))

const base = 'http://raw.githubusercontent.com/oasis-open/cti-stix2-json-schemas/stix2.1/schemas/'
// Their patterns escape hyphens, which expressions with the u flag refuse; some keywords stand where strict mode wants none.
const ajv = new Ajv2020({ strict: false, unicodeRegExp: false, allErrors: false, validateFormats: true })
addFormats.default(ajv)
// Of domain names in other scripts, which no bundle of ours has.
ajv.addFormat('idn-hostname', true)
const places = new Map<string, string>()
for (const file of schemaFiles) {
  ajv.addSchema(JSON.parse(readFileSync(join(folder, file), 'utf8')))
  places.set(file.replace(/^.*\/|\.json$/g, ''), `${base}${file}`)
}

const broken = (schema: string, data: unknown): string[] => {
  const validate = ajv.getSchema(places.get(schema) ?? '')
  if (!validate) return [`there is no schema of ${schema}`]
  return validate(data) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`)
}

const core = 'extension-definition--ef765651-680c-498d-9894-99799f2fa126'
/** Types and values of the incident core extension 2.0, by its text (draft of 10 October 2023, 2.1 and 4). */
const coreRules: Record<string, (value: unknown) => boolean> = {
  extension_type: (value) => value === 'property-extension',
  determination: (value) =>
    ['blocked', 'failed-attempt', 'false-positive', 'low-value', 'successful-attempt', 'suspected'].includes(
      String(value),
    ),
  investigation_status: (value) => ['new', 'open', 'closed'].includes(String(value)),
  criticality: (value) => Number.isInteger(value) && Number(value) >= 0 && Number(value) <= 100,
  detection_methods: (value) => isTexts(value),
  incident_types: (value) =>
    isTexts(value) && value.every((one) => ['data-exfiltration', 'unauthorized-release'].includes(one)),
  scores: (value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (score) =>
        typeof score.name === 'string' &&
        typeof score.value === 'number' &&
        Object.keys(score).every((key) => ['name', 'value', 'description'].includes(key)),
    ),
}
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'string')

const brokenIncident = ({ id, extensions }: StixObject): string[] => {
  const extension = (extensions as Record<string, Record<string, unknown>> | undefined)?.[core]
  if (!extension) return [`${id} has no core extension`]
  return [
    ...['extension_type', 'determination', 'investigation_status'].filter((name) => !(name in extension)),
    ...Object.entries(extension).flatMap(([name, value]) => (coreRules[name]?.(value) ? [] : [name])),
  ].map((name) => `${id}: ${name} of the core extension`)
}

/** Which relationships there are between which types: the standard's tables, those of the extension, and the common ones. */
const relationships: readonly RegExp[] = [
  /^[a-z-]+ related-to [a-z-]+$/,
  /^([a-z-]+) duplicate-of \1$/,
  /^incident targets (identity|infrastructure)$/,
  /^incident attributed-to (intrusion-set|threat-actor)$/,
]

const typeOf = (id: unknown): string => String(id).replace(/--.*$/, '')

/** Every id that an object points to. */
const refsOf = (object: StixObject): string[] =>
  Object.entries(object).flatMap(([name, value]) =>
    name.endsWith('_ref') ? [String(value)] : name.endsWith('_refs') && Array.isArray(value) ? value.map(String) : [],
  )

/**
 * Types of the standard that the bundle's schema forgot to list: it takes each for a custom object, which then has to be
 * either an object or an observable, and is both by the schemas of the two. They are held by the schemas of their own.
 */
const unlisted = new Set(['incident', 'note'])

/** The bundle's schema over nothing but an object of a type, as small as the standard lets it be. */
export const bundleSchemaTakes = (object: StixObject): boolean =>
  broken('bundle', { type: 'bundle', id: object.id.replace(/^[a-z-]+--/, 'bundle--'), objects: [object] }).length === 0

/** What is wrong with a bundle, a line each. */
export function faultsOf(bundle: Bundle): string[] {
  const ids = new Set(bundle.objects.map(({ id }) => id))
  return [
    ...broken('bundle', { ...bundle, objects: bundle.objects.filter(({ type }) => !unlisted.has(type)) }),
    ...(ids.size === bundle.objects.length ? [] : ['an id comes twice']),
    ...bundle.objects.flatMap((object) => [
      ...broken(object.type, object).map((fault) => `${object.id}: ${fault}`),
      ...(object.id.startsWith(`${object.type}--`) ? [] : [`${object.id} is no id of ${object.type}`]),
      ...((object.modified ?? '') < (object.type === 'marking-definition' ? '' : (object.created ?? ''))
        ? [`${object.id} was modified before it was created`]
        : []),
      ...(String(object.last_seen ?? '') < String(object.first_seen ?? '') ? [`${object.id} was seen backwards`] : []),
      ...refsOf(object)
        .filter((id) => !ids.has(id))
        .map((id) => `${object.id} points to ${id}, which is not there`),
      ...(object.type === 'incident' ? brokenIncident(object) : []),
      ...(object.type === 'relationship' &&
      !relationships.some((rule) =>
        rule.test(`${typeOf(object.source_ref)} ${object.relationship_type} ${typeOf(object.target_ref)}`),
      )
        ? [`${object.id}: no ${object.relationship_type} between these`]
        : []),
    ]),
  ]
}
