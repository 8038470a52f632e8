import { oneLine } from '../../model/plain.ts'
import type { Link } from '../../model/seller.ts'

/** Weaker ones are told where the store is asked, not in a file that leaves the house. */
const least = 0.5
const most = 30

/** What is told of accounts' links: what somebody has confirmed, and what he may yet; nothing that was refused. */
export const toldLinks = ({ links = [] }: { links?: readonly Link[] | undefined }): Link[] =>
  links
    .filter(({ verdict, strength }) => (verdict ? verdict.verdict === 'confirmed' : strength >= least))
    .slice(0, most)

/** How it stands with a link, for a person to read. */
export const standingOf = ({ verdict, reasons }: Link): string =>
  [
    verdict ? `${verdict.verdict} by ${oneLine(verdict.by)}: ${oneLine(verdict.why)}` : 'not confirmed by anybody',
    ...reasons.map(({ why }) => oneLine(why)),
  ].join('; ')

/** Whether confirmed links alone put all of these accounts together. */
export function areConfirmed(ids: readonly string[], links: readonly Link[]): boolean {
  const [first] = ids
  const reached = new Set(first === undefined ? [] : [first])
  for (let size = -1; size !== reached.size; ) {
    size = reached.size
    for (const { from, to, verdict } of links)
      if (verdict?.verdict === 'confirmed' && (reached.has(from) || reached.has(to))) reached.add(from).add(to)
  }
  return ids.every((id) => reached.has(id))
}
