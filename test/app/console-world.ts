import { deliveryId } from '../../alerts/identify.ts'
import { composeListing } from '../../alerts/message/compose.ts'
import { deliver } from '../../app/deliver.ts'
import { listen } from '../../app/triage/listen.ts'
import { saveAlert } from '../../store/alerts.ts'
import { triageOf } from '../../store/triage.ts'
import { happeningWith, rule } from '../alerts/happenings.ts'
import { freePort } from '../services/server.ts'
import { type Desk, startDesk } from './desk.ts'
import { openTestHouse, type TestHouse } from './house.ts'
import { type FakeSlack, startSlack } from './slack.ts'

/** What an ad says that means harm to whoever shows it. */
const hostile = `<script>alert(1)</script> "onload='x'" <!channel> https://evil.example/a`

/** The secrets by which two apps sign what is pressed under their messages. */
export const signing = { bot: '8f742231b10e8888abcd99yyyzzz85a5', other: 'another-app-has-another' }

/** A house that listens, with a desk and a Slack that hear its alerts. */
export interface OpenConsole {
  house: TestHouse
  desk: Desk
  slack: FakeSlack
  origin: string
  now(): Date
  /** Lets the house's clock run ahead. */
  ahead(ms: number): void
  /** Writes an alert, delivers it, and gives its id with the link that the receiver got, where that is the desk. */
  tell(channelId?: string): Promise<{ id: string; link: string }>
  stateOf(id: string): Promise<string | undefined>
  close(): Promise<void>
}

export async function openConsole(): Promise<OpenConsole> {
  const desk = await startDesk()
  const slack = await startSlack()
  const origin = `http://127.0.0.1:${await freePort()}`
  let late = 0
  const now = (): Date => new Date(Date.now() + late)
  const bot = `type: slack-bot, pace: 0ms, server: "${slack.url}", token: "\${SLACK_TOKEN}"`
  const house = await openTestHouse(
    `
listen: { at: "${new URL(origin).host}", url: "${origin}/" }
channels:
  - { id: soc, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
  - { id: bot, ${bot}, channel: C0123456789, signingSecret: "\${SIGNING}" }
  - { id: quiet-bot, ${bot}, channel: C0123456789 }
  - { id: other-bot, ${bot}, channel: C9876543210, signingSecret: "\${OTHER_SIGNING}" }
  - { id: tim, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}", language: id }
`,
    { SLACK_TOKEN: 'xoxb-0123456789', SIGNING: signing.bot, OTHER_SIGNING: signing.other },
    { now },
  )
  const server = await listen(() => house)
  if (!server) throw new Error('nothing listens')
  let alerts = 0
  return {
    ...{ house, desk, slack, origin, now },
    ahead: (ms) => {
      late = ms
    },
    tell: async (channelId = 'soc') => {
      alerts += 1
      const id = String(alerts).padStart(32, '0')
      const story = happeningWith({
        listing: { id: `l${alerts}`, title: hostile },
        post: { title: hostile, text: hostile },
      })
      const language = channelId === 'tim' ? 'id' : 'en'
      const message = composeListing(story, { rule: rule(), reasons: [] }, now(), language)
      const of = { ruleId: 'all', eventId: `e${alerts}`, listingId: `l${alerts}`, rootId: id, state: 'new' as const }
      const delivery = { id: deliveryId(id, channelId), channelId }
      await saveAlert(house.database, { id, ...of, message, translations: [], createdAt: now() }, [delivery])
      await deliver(delivery.id, house.mailroom)
      const sent = JSON.parse(desk.payloads.at(-1) ?? '{}') as { message?: { link: string } }
      return { id, link: sent.message?.link ?? '' }
    },
    stateOf: async (id) => (await triageOf(house.database, id))?.state,
    close: async () => {
      await server.close()
      await house.close()
      await house.remove()
      await desk.close()
      await slack.close()
    },
  }
}

/** What the page's form sends, from the page itself. */
export const formFrom =
  (origin: string) =>
  (fields: Record<string, string>, headers: Record<string, string> = {}): RequestInit => ({
    method: 'POST',
    redirect: 'manual',
    headers: {
      ...{ 'content-type': 'application/x-www-form-urlencoded', origin, 'sec-fetch-site': 'same-origin' },
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  })
