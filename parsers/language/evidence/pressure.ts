import type { Hit, Reader } from '../../signals/field.ts'
import type { Trace, Traces } from './traces.ts'

/** Who begins by naming whom he speaks to, or himself as a group: "@harbourbank", "Dear Clinic X:", "We are #StormVeil". */
const addressed =
  /^[^\p{L}\p{N}@#]{0,8}(?:(?:(?:hey|hi|hello|dear|to|attn|attention|yo|halo|hai|oi|ola|hola|eh|hoy|kepada|untuk|utk|buat|buat si|ke|para|a|ao|a la|gui|đoc|إلى|الى|يا|致|给) )?@[a-z]\w{2,31}|(?:to|dear|attn|attention|kepada|untuk|utk|gui|إلى|الى|aviso a|message (?:to|for)) [^\n.!?]{3,70}[:,!–—-]|[致给][^\n。!?]{2,30}[::,,]|ооо «[^»\n]{2,60}»,|(?:pt|cv|rs|rsud|klinik|bank|bpr|univ\p{L}*|#op\p{L}+) [^,.\n]{3,50}[,.] (?:ini|kami|kalian|anda|udah|sudah|we|you|your|\p{Lu})|we are #?[a-z]\w{3,}|kami #?[a-z]\w{3,} )/u

/** A campaign's mark: "#OpKampus". */
const campaign = /#op[a-z]{3,30}/

const size = /\d ?(?:gb|tb|гб|тб)(?![a-z])/
const days =
  'mon(?:day)?|tues(?:day)?|wednes(?:day)?|thurs(?:day)?|fri(?:day)?|satur(?:day)?|sun(?:day)?|midnight|tomorrow|tonight|senin|selasa|rabu|kamis|jumat|sabtu|minggu|ahad|isnin|khamis|jumaat|besok|esok|lunes|martes|miercoles|jueves|viernes|sabado|domingo|segunda|terca|quarta|quinta|sexta|sabado|понедельник\\p{L}?|вторник\\p{L}?|сред[аыу]|четверг\\p{L}?|пятниц[аыу]|суббот[аыу]|воскресень[ея]|завтра|thu (?:hai|ba|tu|nam|sau|bay)|chu nhat'
const time = new RegExp(
  `\\d ?(?:hours?|hrs|horas?|jam|stunden|час\\p{L}{0,2}|days?|dias?|hari|дн\\p{L}{1,2}|день|h(?= (?:left|more|to))|gio|ngay|tage|saat|gun)(?!\\p{L})|\\d ?(?:小时|天|日前|ساع|ايام|أيام)|(?<!\\p{L})(?:by|before|until|till|this|on|every|each|tiap|setiap|cada|кажд\\p{L}{2}|sampai|sampe|sebelum|hingga|batas|tgl|hari|до|в|во|на|срок|deadline|prazo|plazo|batas waktu|el|hasta el|antes de|ate|na|no|truoc)[ :—–-]{1,3}(?:the )?(?:${days}|tgl \\d|tanggal \\d|\\d{1,2}(?:st|nd|rd|th)|ngay \\d)(?!\\p{L})|(?<!\\p{L})(?:${days}),? (?:at )?(?:\\d|we |it |everything|noon)|周[一二三四五六日]|星期`,
  'u',
)

/** What a gang tells of its victim: how much was taken, how long is left. */
export interface Loot {
  size?: Trace | undefined
  time?: Trace | undefined
}

/** Characters of a text in which its size and its time are looked for. */
const reach = 3_000

export const lootIn = (reader: Reader): Loot => {
  const find = (pattern: RegExp): Trace | undefined => {
    for (const part of ['title', 'text'] as const) {
      const match = pattern.exec(reader[part].slice(0, reach))
      if (match) return { part, start: match.index, end: match.index + match[0].length }
    }
    return undefined
  }
  return { size: find(size), time: find(time) }
}

/** Cues of somebody who is pressed; what a victim lost is in every ad. */
export const pressing = ['presses', 'exposes', 'unanswered', 'addresses', 'threatens']

/** Whether a post begins by addressing somebody, or speaks as a group that acts against somebody. */
export const isAddressed = ({ title, text }: Reader): boolean =>
  addressed.test((title || text).slice(0, 120)) ||
  (title !== '' && addressed.test(text.slice(0, 120))) ||
  (text.includes('#op') && campaign.test(text))

/** What presses somebody, besides a threat in so many words. */
interface Pressing {
  first: ReadonlyMap<string, Hit>
  loot: Loot
  traces: Traces
  classes: number
  weight: { quiet: number }
  addressed: boolean
  hasPrice: boolean
  yours: number
}

/** Coins that a ransom is asked in. */
const coins: ReadonlySet<string> = new Set(['BTC', 'XMR', 'ETH', 'USDT', 'LTC'])
export const asksRansom = (reader: Reader): boolean => reader.money('text').some(({ currency }) => coins.has(currency))

/** Whether a text counts a thousand of anything but money. */
const counts = (reader: Reader): boolean => {
  const money = reader.money('text')
  return reader
    .quantities('text')
    .some(({ value, start }) => value >= 1_000 && !money.some((sum) => sum.start <= start && start < sum.end))
}

/**
 * Whether a post presses somebody by its shape: data that is counted or listed, and three of these: it addresses its victim,
 * tells that it did not answer, sets a time, says that all will see it, asks a sum. Who is owed an answer by a service says
 * neither that all will see it nor a sum, and counts nobody.
 */
export const isPressing = (reader: Reader, evidence: Pressing): boolean => {
  const { first, loot, traces, classes, weight, hasPrice, yours } = evidence
  const threatens = first.has('exposes') || first.has('presses')
  const addressed = evidence.addressed || yours > 0
  if (!threatens && !addressed) return false
  const signs = [
    addressed || first.has('addresses'),
    first.has('unanswered'),
    loot.time !== undefined,
    threatens,
    (hasPrice && (addressed || first.has('exposes'))) || asksRansom(reader),
    first.has('exposes') && (first.has('presses') || first.has('publishes')),
  ].filter(Boolean).length
  if (signs < 3) return false
  const isCounted = Boolean(traces.bulk || traces.people || loot.size || (addressed && counts(reader)))
  return threatens ? isCounted || Boolean(traces.columns) || classes >= 3 : isCounted && weight.quiet === 0
}
