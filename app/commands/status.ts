import { Command } from 'commander'
import pc from 'picocolors'
import { oneLine } from '../../model/plain.ts'
import { countDeliveries } from '../../store/deliveries.ts'
import { failingChannels } from '../../store/gates.ts'
import { type AtMirror, targetsAtMirrors } from '../../store/mirrors.ts'
import { allPauses } from '../../store/pauses.ts'
import { countNouns, type TargetState, targetStates } from '../../store/visits.ts'
import { nextVisits, sayInterval } from '../due.ts'
import { sayPause } from '../health/pause.ts'
import { prepareReading, withStore } from '../reading.ts'

export const statusCommand = (): Command =>
  new Command('status')
    .description('what is being watched, how the last visits went, what was delivered')
    .option('-c, --config <file>', 'the configuration (default: pantau.yaml, or PANTAU_CONFIG)')
    .option('--json', 'as one JSON object')
    .addHelpText(
      'after',
      '\nWorks while the service runs, and when it does not.\n\nExample:\n  pantau status --json | jq .targets',
    )
    .action(async (options: { config?: string; json?: true }) => {
      const { loaded, environment } = await prepareReading(options)
      const state = await withStore(loaded, environment, async (database) => ({
        counts: await countNouns(database),
        targets: await targetStates(database),
        deliveries: await countDeliveries(database),
        failingChannels: await failingChannels(database),
        nextVisits: await nextVisits(loaded.config, database),
        paused: await allPauses(database),
        mirrors: Object.fromEntries(await targetsAtMirrors(database)),
      }))
      if (options.json) {
        const nextVisits = state.nextVisits.map((next) => ({ ...next, dueAt: new Date(next.dueAt) }))
        process.stdout.write(`${JSON.stringify({ ...state, nextVisits }, null, 2)}\n`)
        return
      }
      const { posts, signals, listings, alerts } = state.counts
      process.stdout.write(`${posts} posts, ${signals} signals, ${listings} listings, ${alerts} alerts\n\n`)
      const seen = new Map(state.targets.map((target) => [target.targetId, target]))
      const paused = new Map(state.paused.map((pause) => [pause.targetId, oneLine(sayPause(pause))]))
      const intervals = new Map(state.nextVisits.map((next) => [next.id, sayInterval(next)]))
      for (const { id, enabled, mirrors } of loaded.config.targets) {
        const target = seen.get(id)
        const pause = paused.get(id)
        const at = mirrors.length > 0 ? state.mirrors[id] : undefined
        const seenOf = target ? howWas(target, at) : pc.dim('not visited yet')
        const how = !enabled ? pc.dim('switched off') : pause ? pc.red(pause) : seenOf
        const interval = intervals.get(id)
        const when = target
          ? `${interval ? `${interval}; ` : ''}${target.lastAt.toISOString().slice(0, 16).replace('T', ' ')} UTC, ${target.visits} visits, ${target.newPosts} posts, ${target.signals} signals${target.silent > 0 ? `, ${target.silent} old ones taken in without an alert` : ''}`
          : ''
        process.stdout.write(`  ${id.padEnd(24)} ${how}  ${pc.dim(when)}\n`)
      }
      if (state.deliveries.length > 0) process.stdout.write('\n')
      for (const { channelId, state: how, count } of state.deliveries) {
        const paint = how === 'dead' ? pc.red : how === 'sent' ? pc.green : pc.yellow
        process.stdout.write(`  ${channelId.padEnd(24)} ${paint(`${count} ${how}`)}\n`)
      }
      for (const { channelId, failures, since } of state.failingChannels) {
        const at = since.toISOString().slice(0, 16).replace('T', ' ')
        process.stdout.write(
          `  ${channelId.padEnd(24)} ${pc.red(`takes nothing since ${at} UTC, ${failures} tries`)}\n`,
        )
      }
    })

/** How a target's last visit went, in a few words. */
function howWas({ lastError, lastStopped, failedPages }: TargetState, at: AtMirror | undefined): string {
  if (lastError !== null) return pc.red(oneLine(lastError))
  const notes = [
    ...(at === undefined ? [] : [`read at ${at.mirror}, for its first address fails (${oneLine(at.homeFailure)})`]),
    ...(lastStopped === 'done' ? [] : [`stopped at its ${lastStopped.replace('-', ' ')}, goes on next time`]),
    ...(failedPages > 0 ? [`${failedPages} pages failed`] : []),
  ]
  return notes.length === 0 ? pc.green('well') : pc.yellow(notes.join(', '))
}
