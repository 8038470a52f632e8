import type { Reader } from '../../signals/field.ts'
import { isSaid, nounBefore } from './beside.ts'
import { says } from './number-words.ts'
import { aheadOf, behindOf, type Quantity } from './quantity.ts'

/** More than so many are no sample, whatever stands before them. */
const mostTried = 1_000
/** Letters of a timer: "04 D 07 H 41 M". */
const timer = /\d ?[dhj] ?:?$/
/** What a number behind it is no count of: "password 12345". */
const codeAhead =
  /(?:pass|password|passwd|pw|pwd|sandi|pin|code|kode|пароль|код|senha|clave|contrasena|密码|mat khau) ?[:=]? ?$/u
/** What lies on a disk; on a leak site's page that is the size of the loot. */
const onDisk: ReadonlySet<string> = new Set(['file', 'files', 'folders', 'файлов', 'файла', 'archivos', 'arquivos'])
/** A number, and what stands beside it. */
export interface Beside {
  text: string
  quantity: Quantity
  /** The number itself; of a range its upper end. */
  upper: Quantity
  /** Where it ends with what makes it about so many: "80an". */
  end: number
  isPlain: boolean
  nouns: readonly string[]
}

/** Whether a number of a leak site's page tells how large the victim or the loot is: "Brasil / logística / 600 funcionários". */
const isOfVictim = ({ text, quantity, upper, end, nouns, isPlain }: Beside): boolean => {
  const noun = nounBefore(text, quantity.start)
  if (isPlain && (onDisk.has(nouns[0] ?? '') || onDisk.has(noun))) return true
  const [ahead, behind] = [aheadOf(text, quantity), behindOf(text, quantity)]
  // "They are insured (2M)"
  const [near] = ahead
  const isWorth = near !== undefined && (near.says & says.aside) !== 0 && quantity.start - near.end <= 3
  if (isWorth && !isPlain && nouns.length === 0) return true
  // "Employees: 4,500"
  if (isSaid(ahead.slice(0, 1), quantity, 3, says.staff)) return true
  const isListed = /(?:[|/,.:•]|^|\n) ?[~≈]?$/.test(text.slice(Math.max(0, quantity.start - 6), quantity.start))
  // "700 employees' DNI scans" are the loot.
  const [staff] = behind
  const isAlone = staff !== undefined && /^ ?(?:[,.;|)/•\n]|$)/.test(text.slice(staff.end, staff.end + 2))
  return isListed && isAlone && isSaid([staff], { start: upper.start, end }, 1, says.staff)
}

/** Whether words beside a number say that it is no count: a rate, a rank, a sample, a timer. */
export const isElse = (reader: Reader, beside: Beside): boolean => {
  const { text, quantity, upper, end } = beside
  const { intent } = reader.soFar
  const isBare = beside.isPlain && beside.nouns.length === 0
  if (isBare && codeAhead.test(text.slice(Math.max(0, quantity.start - 14), quantity.start))) return true
  const [ahead, behind] = [aheadOf(text, quantity), behindOf(text, quantity)]
  const tail = { start: upper.start, end }
  if (isSaid(ahead, quantity, 6, says.notCount | says.rate)) return true
  // "库存 65 万条 每天更新": a stock is renewed so often.
  if (isSaid(behind, tail, 26, says.rate) && !isSaid(ahead.slice(0, 1), quantity, 2, says.stock)) return true
  // "100M is not for sale here"
  if (isSaid(behind.slice(0, 1), tail, 1, says.sold)) return true
  const before = text.slice(Math.max(0, quantity.start - 6), quantity.start)
  if (upper.scale === 'm' && timer.test(before)) return true
  const isShown = isSaid(ahead, quantity, 10, says.shown) || isSaid(behind, tail, 14, says.shown)
  // "可测50条"
  // "They offered us 40k"
  const [nearest] = ahead
  const isSum = nearest && (nearest.says & says.aside) !== 0 && (nearest.says & says.total) === 0
  if (intent === 'extortion' && isSum && beside.nouns.length === 0 && quantity.start - nearest.end <= 4) return true
  const isTried =
    upper.value <= mostTried &&
    (isSaid(ahead, quantity, 1, says.tried) || isSaid(behind.slice(0, 1), tail, 1, says.tried))
  if ((isShown || isTried) && intent !== 'giveaway') return true
  if (isSaid(ahead, quantity, 3, says.least)) return true
  return reader.post.type === 'leaksite' && isOfVictim(beside)
}
