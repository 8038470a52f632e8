import type { Reader } from '../../signals/field.ts'
import { found, over, type Way } from './found-names.ts'
import type { Named } from './names.ts'

/** Characters of a text in which somebody is spoken to by his handle. */
const within = 600
const greetings =
  'dear|hey|hi|hello|attention|attn|to|a message (?:to|for)|message (?:to|for)|reminder (?:to|for)|halo|hai|kepada|kpd|untuk|utk|buat|yth\\.?|wahai|woi|oi|surat (?:terbuka )?(?:untuk|utk|buat|kepada)|pesan (?:terbuka )?(?:untuk|utk|buat|kepada)|hola|estimad[oa]s?|atencion|atención|para|olá|ola|prezad[oa]s?|caro|atenção|gửi|kính gửi|уважаемые|уважаемый|привет|эй|sayın|رسالة إلى|إلى|致'
const handle = /([\p{L}][\p{L}\d_]{3,40})(?![\p{L}\d_@]|\.\p{L})/uy
/** What stands ahead of the sign of whom a post greets, and of whom it opens with. */
const greeted = new RegExp(`(?:^|[\\n.!?:] ?|\\p{So} ?)(?:(?:${greetings})[ ,:]{1,2})+(?:\\p{L}{2,12} )?$`, 'iu')
const opened = /^[^\p{L}@]{0,6}$/u
const greeting = 60

/** What an account adds to its owner's name: "rekatoko_id", "RekaBankCare", "officialreka". */
const added =
  /^official_?|(?:_(?:id|my|sg|ph|th|vn|au|uk|us|in|br|mx|ar|co|hq|app|care|cs)|_?(?:official|resmi|care|support|helpdesk))$/gi
/** Whom one asks and not whom one names. */
const offices = /^(?:admin|mods?|moderator|staff|all|everyone|here|support|ceo|owner)$/i

/** The name that a handle stands for: "RekaTravel", "UnivRekaCendana", "toko_reka". */
const nameOf = (handle: string): string => {
  const bare = handle.replace(added, '')
  const university = /^Univ(?=\p{Lu})/u.exec(bare)
  if (university) return `Universitas ${bare.slice(4).replace(/(?<=\p{Ll})(?=\p{Lu})/gu, ' ')}`
  return bare.replaceAll('_', ' ').trim()
}

/** Who is spoken to by a handle: "Dear @RekaTravel, 72 hours"; in a threat also one that opens the text. */
export const handlesSpokenTo = (reader: Reader): Named[] => {
  const head = reader.post.text.slice(0, within)
  const isThreat = reader.soFar.intent === 'extortion'
  const names: Named[] = []
  for (let sign = head.indexOf('@'); sign >= 0; sign = head.indexOf('@', sign + 1)) {
    const ahead = head.slice(Math.max(0, sign - greeting), sign)
    if (!greeted.test(ahead) && !(isThreat && sign <= 6 && opened.test(ahead))) continue
    handle.lastIndex = sign + 1
    const written = handle.exec(head)?.[1]
    if (written && !offices.test(written))
      names.push({ name: nameOf(written), start: sign + 1, end: sign + 1 + written.length })
  }
  return names
}

/** The organisation whose account a post speaks to. */
export const spokenTo: Way = (reader) => {
  const [first] = handlesSpokenTo(reader)
  const isKnown = first && over(reader, 'victims', { part: 'text', ...first }).length > 0
  return first && !isKnown ? found('text', 'is spoken to', [first]) : []
}
