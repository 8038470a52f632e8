import type { Message } from '../../model/alert.ts'
import type { Language } from '../../model/language.ts'
import type { TriageAction } from '../../model/triage.ts'
import { triageChoices } from '../../model/triage-choices.ts'
import { triageWords } from '../../model/triage-words.ts'
import { fitSlack } from './escape.ts'

// The buttons under an alert in Slack. Their block's id carries the token of the alert's link, which names alert and
// channel; Slack sends it back, signed, with what was pressed.
// https://docs.slack.dev/reference/block-kit/blocks/actions-block

/** Begins the id of the block; the console reads what follows. */
export const triageBlock = 'pantau-triage-'

interface PlainText {
  type: 'plain_text'
  text: string
  emoji: false
}
interface Button {
  type: 'button'
  action_id: string
  text: PlainText
  style?: 'primary'
}
interface Menu {
  type: 'static_select'
  action_id: string
  placeholder: PlainText
  options: { text: PlainText; value: string }[]
}
export interface ActionsBlock {
  type: 'actions'
  block_id: string
  elements: (Button | Menu)[]
}

/** Slack takes so many characters on a button and in an option; an option's value is 150 at most. */
const most = 75

const plain = (text: string): PlainText => ({ type: 'plain_text', text: fitSlack(text, most), emoji: false })

/** What can be pressed in Slack, in the order in which it stands: the rest needs words. */
const shown: readonly TriageAction[] = ['acknowledge', 'snooze', 'false-positive', 'close', 'reopen']

/** The buttons for what can be done; `null` where that is nothing. */
export function triageButtons(
  token: string,
  actions: readonly TriageAction[],
  language: Language,
): ActionsBlock | null {
  const { actions: names } = triageWords[language]
  const { snoozes, falseReasons } = triageChoices[language]
  const menu = (action: TriageAction, options: readonly (readonly [value: string, words: string])[]): Menu => ({
    type: 'static_select',
    action_id: action,
    placeholder: plain(names[action]),
    options: options.map(([value, words]) => ({ text: plain(words), value })),
  })
  const elements = shown
    .filter((action) => actions.includes(action))
    .map((action): Button | Menu => {
      if (action === 'snooze')
        return menu(
          action,
          snoozes.map(([hours, words]) => [String(hours), words]),
        )
      if (action === 'false-positive')
        return menu(
          action,
          falseReasons.map((reason) => [reason, reason]),
        )
      const style = action === 'acknowledge' ? ({ style: 'primary' } as const) : {}
      return { type: 'button', action_id: action, text: plain(names[action]), ...style }
    })
  return elements.length === 0 ? null : { type: 'actions', block_id: `${triageBlock}${token}`, elements }
}

/** What stands under a new alert. */
const atFirst: readonly TriageAction[] = ['acknowledge', 'snooze', 'false-positive', 'close']

/** A payload with buttons before its last block, where its message has a page of which they are the short way. */
export function withButtons<Payload extends { blocks: object[] }>(payload: Payload, { link, language }: Message) {
  const token = link?.split('/').at(-1)
  const buttons = token ? triageButtons(token, atFirst, language) : null
  return buttons === null ? payload : { ...payload, blocks: payload.blocks.toSpliced(-1, 0, buttons) }
}

/**
 * The message under which something was pressed, as it is to stand from now on: a line that says what was done, and the
 * buttons that are left. `null` where its blocks are not those that we sent.
 */
export function pressedMessage(
  message: unknown,
  said: string,
  { token, actions, language }: { token: string; actions: readonly TriageAction[]; language: Language },
): { text: string; blocks: unknown[] } | null {
  const blocks = (message as { blocks?: unknown } | null)?.blocks
  if (!Array.isArray(blocks)) return null
  const idOf = (block: unknown): string => String((block as { block_id?: unknown } | null)?.block_id ?? '')
  const at = blocks.findIndex((block) => idOf(block) === `${triageBlock}${token}`)
  if (at < 0) return null
  const done = { type: 'context', block_id: doneBlock, elements: [plainLine(said)] }
  const buttons = triageButtons(token, actions, language)
  const others = blocks.filter((block) => idOf(block) !== doneBlock)
  const place = others.findIndex((block) => idOf(block) === `${triageBlock}${token}`)
  return {
    text: plainLine(said).text,
    blocks: others.toSpliced(place, 1, done, ...(buttons === null ? [] : [buttons])),
  }
}

/** One line of a person's or a post's words, which do nothing there. */
export const slackLine = (words: string) => ({
  ...{ text: plainLine(words).text, mrkdwn: false, unfurl_links: false, unfurl_media: false },
  blocks: [{ type: 'context', elements: [plainLine(words)] }],
})

const doneBlock = 'pantau-done'

const plainLine = (text: string): PlainText => ({ type: 'plain_text', text: fitSlack(text, 300), emoji: false })
