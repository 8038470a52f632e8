import type { OperatorNote } from '../../alerts/message.ts'
import type { Trouble, TroubleKind } from '../../store/troubles.ts'

// What the operator is told of a target that is not read, not read right, or read again: which, since when, what changed
// with figures, where the page is, and what to do.

export function unreadNote({ targetId, since, what }: Trouble, kept: string | null): OperatorNote {
  return {
    subject: `${targetId} can no longer be read`,
    facts: [
      { label: 'Target', value: targetId },
      { label: 'Last read', value: since.getTime() > 0 ? since.toISOString() : 'never' },
      { label: 'Error', value: what },
      ...keptFact(kept),
    ],
    reasons: ['Until it is mended, offers on this site are not seen.', lookAtIt(targetId, kept)],
  }
}

const lost: Record<Exclude<TroubleKind, 'unread'>, string> = {
  'no-posts': 'gives hardly a post or thread any more',
  author: 'is read without authors',
  date: 'is read without dates',
  text: 'is read without words',
}

/** `engine` says that another engine reads it, where that is so. */
export function misreadNote(
  targetId: string,
  troubles: readonly Trouble[],
  engine: string | null,
  kept: string | null,
): OperatorNote {
  const said = troubles.flatMap(({ kind }) => (kind === 'unread' ? [] : [lost[kind]]))
  if (engine !== null) said.push('is read by another engine')
  return {
    subject: `${targetId} ${said.join(', ')}`,
    facts: [
      { label: 'Target', value: targetId },
      ...troubles.map(({ what }) => ({ label: 'Changed', value: what })),
      ...(engine === null ? [] : [{ label: 'Changed', value: engine }]),
      ...keptFact(kept),
    ],
    reasons: [
      troubles.length > 0
        ? 'The site has probably changed its pages. What cannot be read from them is missing from signals and alerts.'
        : 'The site may have changed its software or its theme. Look whether authors, dates and words are still right.',
      `${lookAtIt(targetId, kept)} Then correct start:, engine: or selectors: of the target.`,
    ],
  }
}

export function recoveredNote(targetId: string, troubles: readonly Trouble[]): OperatorNote {
  return {
    subject: `${targetId} can be read again`,
    facts: [
      { label: 'Target', value: targetId },
      ...troubles.map(({ kind, since, what }) => ({
        label: kind === 'unread' ? 'Was not read' : 'Now',
        value: kind === 'unread' ? `since ${since.getTime() > 0 ? since.toISOString() : 'ever'}: ${what}` : what,
      })),
    ],
    reasons: ['Nothing needs to be done.'],
    severity: 20,
  }
}

const keptFact = (kept: string | null): OperatorNote['facts'] =>
  kept === null ? [] : [{ label: 'Kept page', value: kept }]

const lookAtIt = (targetId: string, kept: string | null): string =>
  kept === null
    ? `See what a visit reads now: pantau targets try ${targetId}.`
    : `Look at the page as it came: pantau targets page ${targetId} -o page.html. See what a visit reads now: pantau targets try ${targetId}.`
