import type { Fact } from '../../../model/alert.ts'
import type { OperatorNote } from '../../message/compose.ts'

// What operators are told of Pantau itself: what is wrong, since when, and what to do. Values of strangers are cleaned where
// the message is composed.

const fact = (label: string, value: string | null): Fact[] => (value === null ? [] : [{ label, value }])

/** A target whose trouble is told. `kept`: where the page lies that shows it. */
interface OfTarget {
  target: string
  /** When it was read well for the last time; `null` for never. */
  lastRead?: Date | null
  kept?: string | null
}

/** A channel that takes nothing, since when. */
interface OfChannel {
  channel: string
  since: Date
}

const lookAt = ({ target, kept }: OfTarget): string =>
  kept
    ? `Look at the page as it came: pantau targets page ${target} -o page.html. See what a visit reads now: pantau targets try ${target}.`
    : `See what a visit reads now: pantau targets try ${target}.`

const lost = {
  'no-posts': 'gives hardly a post or thread any more',
  author: 'is read without authors',
  date: 'is read without dates',
  text: 'is read without words',
}

const isoOr = (time: Date | null | undefined, otherwise: string): string => time?.toISOString() ?? otherwise

export const operator = {
  diskFull: ({ folder, freeMb, floorMb }: { folder: string; freeMb: number; floorMb: number }): OperatorNote => ({
    subject: 'Pantau has paused writing: the disk is nearly full',
    facts: [
      ...fact('Folder', folder),
      ...fact('Free', `${freeMb} MB`),
      ...fact('Floor', `${floorMb} MB (work.freeSpace)`),
    ],
    reasons: ['Free some space. Nothing is lost: writing goes on by itself, and what was missed is read again.'],
  }),

  diskAgain: (): OperatorNote => ({
    subject: 'Pantau writes again: there is space on the disk',
    facts: [],
    reasons: ['What could not be written in the meantime is read again by itself.'],
  }),

  undelivered: ({ channel, tries, error }: { channel: string; tries: number; error: string }): OperatorNote => ({
    subject: `An alert could not be delivered over ${channel}`,
    facts: [...fact('Channel', channel), ...fact('Tries', String(tries)), ...fact('Error', error)],
    reasons: [
      'The channel refused it for good, or every try failed. Correct the channel; `pantau alerts dead` lists what it did not take, and `pantau alerts retry` sends it again.',
    ],
  }),

  channelDown: ({
    channel,
    since,
    tries,
    waiting,
    error,
  }: OfChannel & { tries: number; waiting: number; error: string }): OperatorNote => ({
    subject: `Channel ${channel} is down: no alert gets through`,
    severity: 80,
    facts: [
      ...fact('Channel', channel),
      ...fact('Since', since.toISOString()),
      ...fact('Tries', `${tries} in a row`),
      ...fact('Waiting', String(waiting)),
      ...fact('Error', error),
    ],
    reasons: [
      `Nothing is lost: its alerts wait, one of them asks again every few minutes, and all go out when it answers. Correct it, then try it with \`pantau alerts test ${channel}\`.`,
    ],
  }),

  channelBack: ({ channel, since, waited }: OfChannel & { waited: number }): OperatorNote => ({
    subject: `Channel ${channel} takes messages again`,
    severity: 0,
    facts: [...fact('Channel', channel), ...fact('Down since', since.toISOString()), ...fact('Waited', String(waited))],
    reasons: ['What waited for it is on its way now, in order.'],
  }),

  refusedConfig: ({ file, mistakes }: { file: string; mistakes: readonly string[] }): OperatorNote => ({
    subject: 'A changed configuration is refused: the one before runs on',
    facts: mistakes.flatMap((mistake) => fact('Mistake', mistake)),
    reasons: [`Correct ${file}: \`pantau check\` says when it is right, and then it is taken over by itself.`],
  }),

  unread: ({ error, ...of }: OfTarget & { error: string }): OperatorNote => ({
    subject: `${of.target} can no longer be read`,
    facts: [
      ...fact('Target', of.target),
      ...fact('Last read', isoOr(of.lastRead, 'never')),
      ...fact('Error', error),
      ...fact('Kept page', of.kept ?? null),
    ],
    reasons: ['Until it is mended, offers on this site are not seen.', lookAt(of)],
  }),

  /** `changed` says with figures what is read otherwise; `engine` that another engine reads it now. */
  misread: ({
    troubles,
    changed,
    engine,
    ...of
  }: OfTarget & {
    troubles: readonly (keyof typeof lost)[]
    changed: readonly string[]
    engine: boolean
  }): OperatorNote => ({
    subject: `${of.target} ${[...troubles.map((kind) => lost[kind]), ...(engine ? ['is read by another engine'] : [])].join(', ')}`,
    facts: [
      ...fact('Target', of.target),
      ...changed.flatMap((what) => fact('Changed', what)),
      ...fact('Kept page', of.kept ?? null),
    ],
    reasons: [
      troubles.length > 0
        ? 'The site has probably changed its pages. What cannot be read from them is missing from signals and alerts.'
        : 'The site may have changed its software or its theme. Look whether authors, dates and words are still right.',
      `${lookAt(of)} Then correct start:, engine: or selectors: of the target.`,
    ],
  }),

  recovered: ({
    target,
    was,
  }: OfTarget & { was: readonly { unreadSince: Date | null | undefined; what: string }[] }): OperatorNote => ({
    subject: `${target} can be read again`,
    facts: [
      ...fact('Target', target),
      ...was.flatMap(({ unreadSince, what }) =>
        unreadSince === undefined
          ? fact('Now', what)
          : fact('Was not read', `since ${isoOr(unreadSince, 'ever')}: ${what}`),
      ),
    ],
    reasons: ['Nothing needs to be done.'],
    severity: 20,
  }),

  paused: ({
    wall,
    reason,
    signsIn,
    ...of
  }: OfTarget & { wall: 'login' | 'blocked'; reason: string; signsIn: 'form' | 'cookies' | null }): OperatorNote => ({
    subject: `${of.target} is paused: ${wall === 'login' ? 'it wants a login' : 'it does not let us in'}`,
    facts: [
      ...fact('Target', of.target),
      ...fact('Last read', isoOr(of.lastRead, 'never')),
      ...fact('Seen', reason),
      ...fact('Kept page', of.kept ?? null),
    ],
    reasons: [
      openWall(of.target, wall, signsIn),
      'Until then it is not visited, and offers on this site are not seen.',
    ],
  }),

  test: ({ channel, by }: { channel: string; by: string }): OperatorNote => ({
    subject: `TEST — nothing happened: Pantau tries channel ${channel}`,
    severity: 0,
    facts: [...fact('Channel', channel), ...fact('Tried by', by)],
    reasons: ['Somebody ran `pantau alerts test`. If you can read this, the channel works; there is nothing to do.'],
  }),
}

function openWall(target: string, wall: 'login' | 'blocked', signsIn: 'form' | 'cookies' | null): string {
  const resume = `\`pantau targets resume ${target}\``
  if (wall === 'blocked')
    return `It is asked again by itself with one request, in an hour, then ever more rarely. ${resume} asks at once; another via:, fetch: browser, userAgent: or a longer limits.delay may help.`
  if (signsIn === 'form')
    return `See whether the account of session.login still works, with a browser; correct the configuration, or say ${resume}: signing in is then tried once more.`
  if (signsIn === 'cookies')
    return `The cookies under session: are no longer good: sign in with a browser and export them again, or say ${resume}.`
  return `Give the target a session: (docs/operating.md, "Sessions"), or say ${resume} when it can be read without one.`
}
