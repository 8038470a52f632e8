// Slack's limits for a message of blocks, as its reference gives them (docs.slack.dev/reference/block-kit), and a check
// for receivers in tests and in the demo. Slack refuses a whole message for one field that is too long.

/** Characters and counts that Slack takes, at most. `message` is our own bound on all texts of one message together. */
export const slackLimits = {
  fallback: 4_000,
  blocks: 50,
  header: 150,
  section: 3_000,
  fields: 10,
  field: 2_000,
  elements: 10,
  element: 2_000,
  blockId: 255,
  actions: 25,
  button: 75,
  placeholder: 150,
  options: 100,
  optionValue: 150,
  message: 12_000,
} as const

type Json = Record<string, unknown>
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [])

/**
 * What Slack would refuse in an incoming webhook's payload, and what would act on a reader: mentions, live links,
 * unescaped control characters of mrkdwn, characters that disguise text. Empty where all is well.
 */
export function slackFaults(payload: unknown): string[] {
  if (!isObject(payload)) return ['the payload is no JSON object']
  const { text, blocks } = payload
  const ids = listOf(blocks).flatMap((block) => (isObject(block) && 'block_id' in block ? [block.block_id] : []))
  const faults = [
    ...textFaults(text, 'text', slackLimits.fallback),
    ...(Array.isArray(blocks) ? [] : ['blocks: missing']),
    ...overLimit('blocks', listOf(blocks).length, slackLimits.blocks),
    ...listOf(blocks).flatMap((block, index) => blockFaults(block, `blocks[${index}]`)),
    ...overLimit('all texts', totalLength(payload), slackLimits.message),
    ...(new Set(ids).size < ids.length ? ['blocks: a block_id stands twice'] : []),
  ]
  const loud = payload.link_names === true || payload.link_names === 1 || payload.parse === 'full'
  return loud ? [...faults, 'link_names or parse: plain names would become mentions'] : faults
}

const overLimit = (where: string, count: number, limit: number): string[] =>
  count > limit ? [`${where}: ${count}, Slack takes ${limit}`] : []

function blockFaults(block: unknown, where: string): string[] {
  if (!isObject(block)) return [`${where}: no object`]
  const id =
    typeof block.block_id === 'string' ? overLimit(`${where}.block_id`, block.block_id.length, slackLimits.blockId) : []
  switch (block.type) {
    case 'divider':
      return id
    case 'header':
      return [...id, ...objectFaults(block.text, `${where}.text`, slackLimits.header, ['plain_text'])]
    case 'section':
      return [...id, ...sectionFaults(block, where)]
    case 'context':
      return [...id, ...elementFaults(block.elements, `${where}.elements`, slackLimits.elements, slackLimits.element)]
    case 'actions':
      return [...id, ...actionsFaults(block.elements, `${where}.elements`)]
    default:
      return [...id, `${where}: type ${String(block.type)} is none that an alert uses`]
  }
}

/** Buttons and menus: https://docs.slack.dev/reference/block-kit/block-elements */
function actionsFaults(elements: unknown, where: string): string[] {
  const list = listOf(elements).filter(isObject)
  return [
    ...overLimit(where, list.length, slackLimits.actions),
    ...(new Set(list.map(({ action_id }) => action_id)).size < list.length
      ? [`${where}: an action_id stands twice`]
      : []),
    ...list.flatMap((element, index) => {
      const at = `${where}[${index}]`
      const options = listOf(element.options).filter(isObject)
      if (element.type === 'button') return objectFaults(element.text, `${at}.text`, slackLimits.button, ['plain_text'])
      if (element.type !== 'static_select' || options.length === 0) return [`${at}: neither a button nor a menu`]
      return [
        ...objectFaults(element.placeholder, `${at}.placeholder`, slackLimits.placeholder, ['plain_text']),
        ...overLimit(`${at}.options`, options.length, slackLimits.options),
        ...options.flatMap(({ text, value }) => [
          ...objectFaults(text, `${at}.options.text`, slackLimits.button, ['plain_text']),
          ...overLimit(`${at}.options.value`, String(value).length, slackLimits.optionValue),
        ]),
      ]
    }),
  ]
}

function sectionFaults({ text, fields }: Json, where: string): string[] {
  if (text === undefined && fields === undefined) return [`${where}: a section needs text or fields`]
  return [
    ...(text === undefined ? [] : objectFaults(text, `${where}.text`, slackLimits.section)),
    ...(fields === undefined ? [] : elementFaults(fields, `${where}.fields`, slackLimits.fields, slackLimits.field)),
  ]
}

function elementFaults(elements: unknown, where: string, most: number, longest: number): string[] {
  const list = listOf(elements)
  if (list.length === 0) return [`${where}: empty or missing`]
  return [
    ...overLimit(where, list.length, most),
    ...list.flatMap((element, index) => objectFaults(element, `${where}[${index}]`, longest)),
  ]
}

function objectFaults(object: unknown, where: string, longest: number, types = ['plain_text', 'mrkdwn']): string[] {
  if (!isObject(object)) return [`${where}: no text object`]
  if (!types.includes(String(object.type)))
    return [`${where}: type ${String(object.type)}, must be ${types.join(' or ')}`]
  const stray = object.type === 'mrkdwn' ? 'emoji' : 'verbatim'
  return [
    ...(stray in object ? [`${where}: ${stray} is not for ${String(object.type)}`] : []),
    ...textFaults(object.text, where, longest),
  ]
}

/** Bytes that act on whoever shows them, direction marks and half surrogates; a line break is none of them. */
const disguises = /(?!\n)\p{Cc}|\p{Cs}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u

/** A link of our own: a text object that is nothing else, and shows what it does in words, not another address. */
const ownLink = /^<https?:\/\/[\w.:[\]-]+\/(?:[\w./?=%~+-]|&amp;)*\|[^<>|/.@]+>$/

function textFaults(text: unknown, where: string, longest: number): string[] {
  if (typeof text !== 'string' || text.trim() === '') return [`${where}: empty or missing`]
  if (ownLink.test(text)) return overLimit(where, text.length, longest)
  return [
    ...overLimit(where, text.length, longest),
    ...(/[<>]/.test(text) ? [`${where}: < or > unescaped, so a mention or a link`] : []),
    ...(/&(?!(?:amp|lt|gt);)/.test(text) ? [`${where}: & unescaped`] : []),
    ...(/\b(?:https?|ftp):\/\/|\bmailto:/i.test(text) ? [`${where}: a live link`] : []),
    ...(disguises.test(text) ? [`${where}: control or direction characters`] : []),
  ]
}

/** Characters of all strings under `text` keys, together. */
function totalLength(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, item) => sum + totalLength(item), 0)
  if (!isObject(value)) return 0
  return Object.entries(value).reduce(
    (sum, [key, item]) => sum + (key === 'text' && typeof item === 'string' ? item.length : totalLength(item)),
    0,
  )
}
