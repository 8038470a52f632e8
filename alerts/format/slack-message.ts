import type { Fact, Message } from '../../model/alert.ts'
import { arranged } from '../message/arrange.ts'
import { wordsOf } from '../words/words.ts'
import { escapeSlack, fitSlack } from './escape.ts'
import { badgeOf } from './severity.ts'
import { slackLimits } from './slack-limits.ts'
import { numbered } from './text.ts'

// An alert in Slack's Block Kit, for webhooks and for bots.

type Text = { type: 'plain_text'; text: string; emoji: false } | { type: 'mrkdwn'; text: string; verbatim: true }
type Block =
  | { type: 'header'; text: Text }
  | { type: 'section'; text: Text }
  | { type: 'section'; fields: Text[] }
  | { type: 'context'; elements: Text[]; block_id?: string }
  | { type: 'divider' }

/** Escaped, within the limit, never empty. Strangers' words go into plain_text only: nothing in it formats. */
const plain = (text: string, max: number): Text => ({
  type: 'plain_text',
  text: fitSlack(text, max) || '–',
  emoji: false,
})

/** A label in bold: its letters only, so that nothing in it formats. */
const bold = (label: string): Text => ({
  type: 'mrkdwn',
  text: `*${fitSlack(label.replace(/[*_~`]/g, ''), 50) || '–'}*`,
  verbatim: true,
})

/** Facts take two fields each, label and value, so a section of ten fields holds five. */
const factsInSection = slackLimits.fields / 2
/** Eight sections of facts. No message of ours has more; a forged one must not fill a channel. */
const mostFacts = 40
/** Characters for all values together, so that the message as a whole stays within its bound. */
const valueBudget = 5_000
/** Characters of one value, the first that keeps to it. */
const longestValues = [600, 450, 350, 250, 200]

/** Facts that lead to a page of their own, the first ones: addresses are long, and count. */
const mostLinks = 10

/** Facts in their sections, all values cut alike where they are longer than the message may be. */
function sectionsOf(facts: readonly Fact[]): Block[] {
  const lengths = facts.map(({ value }) => escapeSlack(value).length)
  const taken = (max: number): number => lengths.reduce((sum, length) => sum + Math.min(max, length), 0)
  const most = longestValues.find((max) => taken(max) <= valueBudget) ?? Math.floor(valueBudget / facts.length)
  const sections: Block[] = []
  for (let index = 0; index < facts.length; index += factsInSection) {
    const fields = facts
      .slice(index, index + factsInSection)
      .flatMap(({ label, value, link }, at) => [
        link !== undefined && index + at < mostLinks ? linked(link, label) : bold(label),
        plain(value, most),
      ])
    sections.push({ type: 'section', fields })
  }
  return sections
}

/** What to do next: its name, and the steps as they stand. */
const stepsOf = (steps: readonly string[], label: string): Block[] => [
  { type: 'section', text: bold(label) },
  { type: 'section', text: plain(numbered(steps).join('\n'), 1_300) },
]

/** Our own page, the one link of a message: harmless() has let nothing through that could be more than an address. */
const linkTo = (link: string, label: string): Block => ({ type: 'section', text: linked(link, label) })

/** A label that is a link: without what could be an address of its own. */
const linked = (link: string, label: string): Text => ({
  type: 'mrkdwn',
  text: `<${escapeSlack(link)}|${escapeSlack(label.replace(/[|/.@]/g, ' '))}>`,
  verbatim: true,
})

/** What Slack gets of a harmless message: what it says at a glance in `text`, everything in blocks. */
export function slackPayload(message: Message, deliveryId: string) {
  const { frame } = wordsOf(message.language)
  const blocks: Block[] = [
    { type: 'header', text: plain(message.subject, slackLimits.header) },
    { type: 'context', elements: [plain(badgeOf(message), 200)] },
    ...arranged<Block>(message, {
      why:
        message.reasons.length === 0 ? [] : [{ type: 'context', elements: [plain(message.reasons.join('; '), 600)] }],
      next: [
        ...(message.next.length === 0 ? [] : stepsOf(message.next, frame.next)),
        ...(message.link === null ? [] : [linkTo(message.link, frame.link)]),
      ],
      facts: sectionsOf(message.facts.slice(0, mostFacts)),
      rest: [
        ...(message.excerpt === '' ? [] : [{ type: 'section' as const, text: plain(message.excerpt, 900) }]),
        ...(message.source === ''
          ? []
          : [{ type: 'section' as const, text: plain(`${frame.source}: ${message.source}`, 600) }]),
      ],
    }),
    { type: 'divider' },
    { type: 'context', elements: [plain(`Pantau ${deliveryId}`, 200)], block_id: `pantau-${deliveryId}`.slice(0, 255) },
  ]
  const fallback = plain(`${message.subject} [${frame.severityOf(message.severity)}, TLP:${message.tlp}]`, 300).text
  return { text: fallback, mrkdwn: false, unfurl_links: false, unfurl_media: false, blocks }
}
