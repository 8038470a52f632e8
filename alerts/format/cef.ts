import type { Message } from '../../model/alert.ts'
import { cut } from '../../model/plain.ts'
import { numbered } from './text.ts'

// ArcSight's Common Event Format, which SIEMs read: `CEF:0|vendor|product|version|class|name|severity|key=value …`.
// Which lengths and keys there are: "Common Event Format", version 26, Micro Focus Security ArcSight, chapters 1 and 2.

/** The form of our events; it grows when a key changes its meaning. */
const formVersion = '1'

/** For a field of the header: no pipe and no line can end it. */
export const cefHeader = (text: string): string => text.replace(/[\\|]/g, '\\$&').replace(/[\r\n]+/g, ' ')

/** For the value of a key: no `=` can begin another. Lines are kept, as CEF spells them. */
export const cefValue = (text: string): string => text.replace(/[\\=]/g, '\\$&').replace(/\r\n?|\n/g, '\\n')

/** "Page SHA-256" as `pantauPageSHA256`: a key of our own has our name in front, letters and digits. */
const keyOf = (label: string): string =>
  `pantau${label
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('')}`

/** A harmless message as one line of CEF. A key that stands twice is numbered. */
export function cefOf(message: Message, deliveryId: string): string {
  const header = [
    'CEF:0',
    ...['Pantau', 'Pantau', formVersion, message.event ?? message.kind, cut(message.subject, 500)].map(cefHeader),
    String(Math.round(message.severity / 10)),
  ]
  const known: [string, string][] = [
    ['rt', String(Date.parse(message.createdAt))],
    ['externalId', deliveryId],
    ['cat', message.kind],
    ['cs1Label', 'TLP'],
    ['cs1', message.tlp],
    ['msg', cut(message.excerpt, 1_000)],
    ['request', cut(message.source, 1_000)],
    ['reason', cut(message.reasons.join('; '), 1_000)],
    ['fileHash', message.evidence],
    ['cs2Label', message.next.length === 0 ? '' : 'Next'],
    ['cs2', cut(numbered(message.next).join('\n'), 1_000)],
    ['cs3Label', message.link === null ? '' : 'Alert'],
    ['cs3', message.link ?? ''],
    ['cs4Label', 'Language'],
    ['cs4', message.language],
  ]
  const facts = message.facts.map(({ label, key = label, value }): [string, string] => [keyOf(key), value])
  const apart = facts.map(([key, value], at): [string, string] => {
    const before = facts.slice(0, at).filter(([other]) => other === key).length
    return [before === 0 ? key : `${key}${before + 1}`, value]
  })
  const extension = [...known, ...apart].filter(([, value]) => value !== '')
  return [...header, extension.map(([key, value]) => `${key}=${cefValue(value)}`).join(' ')].join('|')
}
