/** A template of an object: MISP/misp-objects, of the versions in test/fixtures/schemas/misp, which tests compare. */
interface Template {
  uuid: string
  version: string
  description: string
  /** The type of each attribute that we write, by its name in the object. */
  attributes: Readonly<Record<string, AttributeType>>
  /** What says nothing about two objects that have it in common. */
  uncorrelated: readonly string[]
}

export type AttributeType = 'text' | 'datetime' | 'url' | 'link' | 'email' | 'target-org'

/** Where MISP files a type unless told otherwise (its own defaults). */
export const categories: Readonly<Record<AttributeType, string>> = {
  text: 'Other',
  datetime: 'Other',
  url: 'Network activity',
  link: 'External analysis',
  email: 'Social network',
  'target-org': 'Targeting data',
}

export const templates = {
  microblog: {
    uuid: '8ec8c911-ddbe-4f5b-895b-fbff70c42a60',
    version: '20',
    description: 'Microblog post like a Twitter tweet or a post on a Facebook wall.',
    attributes: {
      post: 'text',
      title: 'text',
      type: 'text',
      username: 'text',
      url: 'url',
      'embedded-link': 'url',
      'creation-date': 'datetime',
      'modification-date': 'datetime',
    },
    uncorrelated: ['type'],
  },
  paste: {
    uuid: 'cedc055c-78aa-49a4-bfd7-4cc30cecef12',
    version: '6',
    description: 'Paste or similar post from a website allowing to share privately or publicly posts.',
    attributes: {
      paste: 'text',
      title: 'text',
      username: 'text',
      url: 'url',
      'first-seen': 'datetime',
      'last-seen': 'datetime',
    },
    uncorrelated: ['first-seen', 'last-seen'],
  },
  'ransomware-group-post': {
    uuid: '52a0e179-4942-41e6-90f5-7db856fd6f39',
    version: '4',
    description: 'Ransomware group post as monitored by ransomlook.io or others',
    attributes: {
      description: 'text',
      title: 'text',
      'entity-name': 'text',
      'ransomware-group': 'text',
      geo: 'text',
      severity: 'text',
      link: 'link',
      date: 'datetime',
    },
    uncorrelated: ['ransomware-group', 'geo', 'severity', 'date'],
  },
  'user-account': {
    uuid: '49606b06-22f0-4ac8-8eee-2f12ad46f3d3',
    version: '6',
    description:
      'User-account object, defining aspects of user identification, authentication, privileges and other relevant data points.',
    attributes: { username: 'text', description: 'text', link: 'link', email: 'email', created: 'datetime' },
    uncorrelated: ['description', 'created'],
  },
  victim: {
    uuid: 'a8806e40-39ad-435f-be02-ac2a13d6fc7d',
    version: '10',
    description: 'Victim object describes the target of an attack or abuse.',
    attributes: { name: 'target-org', classification: 'text' },
    uncorrelated: ['classification'],
  },
  incident: {
    uuid: '38597424-f9bb-4865-9b4b-819172df0334',
    version: '1',
    description: 'Incident object template as described in STIX 2.1 Incident object and its core extension.',
    attributes: {
      name: 'text',
      description: 'text',
      criticality: 'text',
      detection_method: 'text',
      determination: 'text',
      incident_type: 'text',
      investigation_status: 'text',
    },
    uncorrelated: ['criticality', 'detection_method', 'determination', 'incident_type', 'investigation_status'],
  },
  annotation: {
    uuid: '5d8dc046-15a1-4ca3-a09f-ed4ede7c4487',
    version: '3',
    description:
      'An annotation object allowing analysts to add annotations, comments, executive summary to a MISP event, objects or attributes.',
    attributes: { text: 'text', type: 'text', 'creation-date': 'datetime' },
    uncorrelated: ['type'],
  },
} as const satisfies Readonly<Record<string, Template>>

export type TemplateName = keyof typeof templates
