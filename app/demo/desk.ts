import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { z } from 'zod'
import { slackFaults } from '../../alerts/format/slack-limits.ts'
import { startMailReceiver, startSlackReceiver } from './receivers.ts'
import { printAlert } from './summary.ts'

/** What the desk reads in what Slack is sent. */
const Payload = z.object({
  text: z.string().default(''),
  blocks: z.array(z.object({ block_id: z.string().optional() })).default([]),
})

/** The analyst's desk: a mail server and a Slack receiver that keep and show what arrives. */
export interface Desk {
  mailPort: number
  slackUrl: string
  /** What has arrived, in its order: over which channel, under which delivery's id. */
  arrived: { channel: 'mail' | 'slack'; deliveryId: string }[]
  close(): Promise<void>
}

/** Opens the desk; mails go to `folder/mail`, payloads to `folder/slack`, numbered in the order in which they arrive. */
export async function openDesk(folder: string, print: (text: string) => void): Promise<Desk> {
  for (const part of ['mail', 'slack']) await mkdir(join(folder, part), { recursive: true })
  const taken = { mail: 0, slack: 0 }
  const arrived: Desk['arrived'] = []
  const note = (channel: keyof typeof taken, subject: string, deliveryId: string): string => {
    printAlert(print, channel, subject)
    arrived.push({ channel, deliveryId })
    taken[channel] += 1
    return String(taken[channel]).padStart(2, '0')
  }
  const mail = await startMailReceiver({
    onMail: async (eml) => {
      const { subject = '', messageId = '' } = await PostalMime.parse(eml)
      const [, deliveryId = ''] = /^<([^@>]+)@/.exec(messageId) ?? []
      await writeFile(join(folder, 'mail', `${note('mail', subject, deliveryId)}.eml`), eml)
    },
  })
  const slack = await startSlackReceiver({
    faults: slackFaults,
    onPayload: async (payload) => {
      const { text, blocks } = Payload.parse(payload)
      const number = note('slack', text, (blocks.at(-1)?.block_id ?? '').replace('pantau-', ''))
      await writeFile(join(folder, 'slack', `${number}.json`), `${JSON.stringify(payload, null, 2)}\n`)
    },
  })
  return {
    mailPort: mail.port,
    slackUrl: slack.url,
    arrived,
    close: async () => {
      await mail.close()
      await slack.close()
    },
  }
}
