import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { Command, InvalidArgumentError } from 'commander'
import { openChannel } from '../../alerts/channels/index.ts'
import { htmlOf } from '../../alerts/format/mail-html.ts'
import { textOf } from '../../alerts/format/text.ts'
import { harmless } from '../../alerts/message/harmless.ts'
import type { Message } from '../../model/alert.ts'
import { addDays, dayOf } from '../../model/calendar.ts'
import { type Digest, lastPeriod, type Period, periodOf, sendingTime } from '../../model/digest.ts'
import { ConfigError, PantauError } from '../../model/errors.ts'
import type { Language } from '../../model/language.ts'
import { oneLine } from '../../model/plain.ts'
import type { Config } from '../config.ts'
import { type LoadedConfig, loadConfig } from '../config-file.ts'
import { writeDigest } from '../digests.ts'
import { readEnvironment } from '../environment.ts'
import { withStore } from '../reading.ts'

interface Options {
  for?: string
  html?: string
  send?: true
  config?: string
}

/** "yesterday", "today" (so far), or a day. */
const dayToTell = (text: string): string => {
  if (text === 'today' || text === 'yesterday') return text
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('a day such as 2026-03-01, or yesterday, or today')
  return text
}

export const digestCommand = (): Command =>
  new Command('digest')
    .description('what happened in a day or a week, in figures, as a digest of the configuration says it')
    .argument('[id]', 'an id under digests:; without it, which digests there are')
    .option('--for <day>', 'the day, or the week with this day in it (default: the last that was due)', dayToTell)
    .option('--html <file>', 'write it as the mail that it is sent as')
    .option('--send', 'send it now over its channels, beside the one that comes by itself')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .addHelpText(
      'after',
      `
Days are those of the digest's zone. Nothing is sent without --send. Works while the service runs, and when it does not.

Examples:
  pantau digest                                  which there are, and when the next one comes
  pantau digest soc-daily --for yesterday
  pantau digest soc-weekly --for 2026-03-01 --html week.html
  pantau digest soc-daily --for today --send     what there is so far`,
    )
    .action(async (id: string | undefined, options: Options) => {
      const environment = readEnvironment()
      const file = options.config ?? environment.configFile
      // Only who sends needs the secrets of channels.
      const without = ['sessions', ...(options.send ? [] : (['channelSettings'] as const))] as const
      const loaded = await loadConfig(file, environment.variable, environment.dataFolder, { without })
      const { digests } = loaded.config
      if (id === undefined) return void process.stdout.write(list(digests, new Date()))
      const digest = digests.find((one) => one.id === id)
      if (!digest)
        throw new ConfigError(
          `no digest is called "${id}"; there is ${digests.map((one) => one.id).join(', ') || 'none: write one under digests:'}`,
        )
      const now = new Date()
      const period = wantedPeriod(digest, options.for, now)
      const write = (language: Language): Promise<Message> =>
        withStore(loaded, environment, (database) =>
          writeDigest(database, { digest, period, now, language }, loaded.config),
        )
      if (options.send) return sendNow(digest, loaded, write)
      const channel = loaded.config.channels.find((one) => one.id === digest.channels[0])
      const message = harmless(await write(channel?.language ?? 'en'))
      const shownId = `digest ${digest.id}`
      if (options.html === undefined) return void process.stdout.write(textOf(message, shownId))
      await writeFile(options.html, htmlOf(message, shownId)).catch((error: NodeJS.ErrnoException) => {
        throw new PantauError(`${options.html} cannot be written (${error.code})`)
      })
      process.stderr.write(`${options.html}: ${message.subject}\n`)
    })

/** "soc-daily  daily at 08:00 Asia/Jakarta to soc-mail, next on 2026-03-02 01:00 UTC". */
function list(digests: Config['digests'], now: Date): string {
  if (digests.length === 0) return 'no digest is configured: write one under digests:, docs/alerts.md shows how\n'
  const lines = digests.map((digest) => {
    const { id, every, day, channels } = digest
    const last = lastPeriod(digest, now)
    const next = sendingTime(digest, periodOf(digest, last.until))
    const when = every === 'daily' ? 'daily' : `weekly, on ${day}`
    return `${id.padEnd(20)} ${when}, to ${channels.join(', ')}; next at ${next.toISOString().slice(0, 16).replace('T', ' ')} UTC`
  })
  return `${lines.join('\n')}\n`
}

function wantedPeriod(digest: Digest, day: string | undefined, now: Date): Period {
  if (day === undefined) return lastPeriod(digest, now)
  const today = dayOf(now, digest.at.zone)
  const wanted = day === 'today' ? today : day === 'yesterday' ? addDays(today, -1) : day
  if (wanted > today) throw new PantauError(`--for ${wanted}: that day has not begun in ${digest.at.zone}`)
  return periodOf(digest, wanted)
}

async function sendNow(
  digest: Digest,
  { config }: LoadedConfig,
  write: (language: Language) => Promise<Message>,
): Promise<void> {
  for (const settings of config.channels.filter(({ id }) => digest.channels.includes(id))) {
    const message = await write(settings.language)
    const channel = openChannel(settings)
    try {
      const accepted = await channel.send({ message, deliveryId: randomBytes(16).toString('hex') })
      const answer = typeof accepted === 'string' ? accepted : accepted.answer
      process.stdout.write(`${settings.id}: taken. The receiver answered: ${oneLine(answer)}\n`)
    } catch (error) {
      if (!(error instanceof PantauError)) throw error
      process.stderr.write(`pantau: ${oneLine(error.message)}\n`)
      process.exitCode = 1
    } finally {
      await channel.close()
    }
  }
}
