import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { slackFaults } from '../../alerts/slack-limits.ts'
import { startMailReceiver, startSlackReceiver } from './receivers.ts'
import { printAlert } from './summary.ts'

/** The analyst's desk: a mail server and a Slack receiver that keep and show what arrives. */
export interface Desk {
  mailPort: number
  slackUrl: string
  close(): Promise<void>
}

/** Opens the desk; mails go to `folder/mail`, payloads to `folder/slack`, numbered in the order in which they arrive. */
export async function openDesk(folder: string, print: (text: string) => void): Promise<Desk> {
  for (const part of ['mail', 'slack']) await mkdir(join(folder, part), { recursive: true })
  const taken = { mail: 0, slack: 0 }
  const note = (channel: keyof typeof taken, subject: string): string => {
    printAlert(print, channel, subject)
    taken[channel] += 1
    return String(taken[channel]).padStart(2, '0')
  }
  const mail = await startMailReceiver({
    onMail: async (eml) => writeFile(join(folder, 'mail', `${note('mail', subjectOf(eml.toString('utf8')))}.eml`), eml),
  })
  const slack = await startSlackReceiver({
    faults: slackFaults,
    onPayload: async (payload) => {
      const number = note('slack', String((payload as { text?: unknown }).text ?? ''))
      await writeFile(join(folder, 'slack', `${number}.json`), `${JSON.stringify(payload, null, 2)}\n`)
    },
  })
  return {
    mailPort: mail.port,
    slackUrl: slack.url,
    close: async () => {
      await mail.close()
      await slack.close()
    },
  }
}

/** The Subject header, unfolded. */
const subjectOf = (eml: string): string =>
  (/^Subject: (.*(?:\r?\n[ \t].*)*)/im.exec(eml)?.[1] ?? '').replace(/\r?\n[ \t]+/g, ' ').trim()
