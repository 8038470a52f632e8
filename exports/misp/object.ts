import { uuid5 } from '../trail/uuid.ts'
import { type AttributeType, categories, type TemplateName, templates } from './template.ts'

// Objects in MISP's import form (the MISP core format). Numbers and times are strings there.

/** The names that relationships have here, all of them of misp-objects' list. */
export type RelationshipName =
  | 'seller-of'
  | 'authored-by'
  | 'duplicate-of'
  | 'same-as'
  | 'related-to'
  | 'describes'
  | 'affects'
  | 'mentions'
  | 'annotates'

export interface Reference {
  to: string
  as: RelationshipName
}

/** A value, or one with what is to be known of it. */
export type Value = string | { value: string; isIndicator?: boolean; tags?: readonly string[] }

interface Parts<Name extends TemplateName> {
  name: Name
  uuid: string
  comment: string
  /** When Pantau saw it first and last. */
  seen: { first: Date; last: Date }
  /** By name in the template; what is empty is left out. */
  values: { [Relation in keyof (typeof templates)[Name]['attributes']]?: Value | readonly Value[] | null | undefined }
  references?: readonly Reference[]
}

/** Seconds since 1970. MISP takes an object anew where this is later than what it has. */
export const seconds = (moment: Date): string => String(Math.floor(moment.getTime() / 1_000))

export const tagged = (names: readonly string[]): { name: string }[] => names.map((name) => ({ name }))

/** An object with its attributes, and what it refers to. Who may see it is as the event says (distribution 5). */
export function objectOf<Name extends TemplateName>({ name, uuid, comment, seen, values, references }: Parts<Name>) {
  const template = templates[name]
  const types: Readonly<Record<string, AttributeType>> = template.attributes
  const uncorrelated: readonly string[] = template.uncorrelated
  const timestamp = seconds(seen.last)
  const attribute = (relation: string, given: Value, at: number) => {
    const { value, isIndicator = false, tags = [] } = typeof given === 'string' ? { value: given } : given
    const type = types[relation] ?? 'text'
    return {
      uuid: uuid5(uuid, `${relation} ${at}`),
      object_relation: relation,
      category: categories[type],
      type,
      value,
      to_ids: isIndicator,
      disable_correlation: uncorrelated.includes(relation),
      distribution: '5',
      comment: '',
      timestamp,
      ...(tags.length > 0 ? { Tag: tagged(tags) } : {}),
    }
  }
  return {
    uuid,
    name,
    description: template.description,
    'meta-category': 'misc',
    template_uuid: template.uuid,
    template_version: template.version,
    distribution: '5',
    comment,
    timestamp,
    first_seen: seen.first.toISOString(),
    last_seen: seen.last.toISOString(),
    Attribute: Object.entries<Value | readonly Value[] | null | undefined>(values).flatMap(([relation, given]) =>
      listOf(given)
        .filter((value) => (typeof value === 'string' ? value : value.value) !== '')
        .map((value, at) => attribute(relation, value, at)),
    ),
    ObjectReference: (references ?? []).map(({ to, as }) => ({
      uuid: uuid5(uuid, `${as} ${to}`),
      object_uuid: uuid,
      referenced_uuid: to,
      referenced_type: '1',
      relationship_type: as,
      comment: '',
      timestamp,
    })),
  }
}

export type MispObject = ReturnType<typeof objectOf>

const listOf = (given: Value | readonly Value[] | null | undefined): readonly Value[] => {
  if (given === null || given === undefined) return []
  return typeof given === 'string' || 'value' in given ? [given] : given
}
