import type { Hit, Reader } from '../../signals/field.ts'
import { over } from './found-names.ts'
import { isOwner } from './listed.ts'

/** Longest line of which is asked what it is about. */
const longest = 200
const lineAround = (text: string, { start, end }: Hit): { ahead: string; line: string } => {
  const ahead =
    text
      .slice(Math.max(0, start - longest), start)
      .split('\n')
      .at(-1) ?? ''
  return { ahead, line: ahead + (text.slice(start, end + longest).split('\n', 1)[0] ?? '') }
}

/** "bisa request domain: …", "search by url", "ищем по домену": what buyers of a cloud of logs may look for in it. */
const searching =
  /(?<![a-zа-я])(?:requests?|req|search[a-zа-я]*|quer(?:y|ies)|filter[a-zа-я]*|sort[a-zа-я]*|lookup|cari|запрос[a-zа-я]*|поиск[a-zа-я]*|ищем|выборк[a-zа-я]*|отработ[a-zа-я]*|busca[a-zа-я]*|pesquisa[a-zа-я]*|filtr[a-zа-я]*|tim|loc|بحث)(?![a-zа-я])[^\n]{0,30}(?<![a-zа-я])(?:domains?|urls?|sites?|situs|links?|домен[a-zа-я]*|сайт[a-zа-я]*|сервис[a-zа-я]*|dominios?|sitios?|sites|ten mien|نطاق)(?![a-zа-я])|(?:搜索|查询|搜|按)[^\n]{0,12}(?:域名|网址|网站)/

/** Whether a name is but one that the logs on offer can be searched for. */
export const isSearched = (reader: Reader, hit: Hit): boolean => searching.test(lineAround(reader[hit.part], hit).ahead)

/** What stands before the name of what guards a network: "AV: Kaspersky", "антивирус касперский". */
const guarding =
  /(?<![a-zа-я])(?:av|edr|xdr|antivirus|anti-virus|антивирус[a-zа-я]{0,2}|ав|firewall|proteccion|protecao|杀软|杀毒)(?: is| only|:| -| —)? ?(?:[a-zа-я\d]{2,12} ?[,/&+] ?){0,3}$/
/** Makers of software that guards networks, and hosts of code, files and pictures: named in many offers, and few are of theirs. */
const tools: ReadonlySet<string> = new Set(
  'Kaspersky|Sophos|Trend Micro|Bitdefender|ESET|McAfee|Norton|NortonLifeLock|Avast|AVG|Symantec|CrowdStrike|SentinelOne|Malwarebytes|Dr.Web|Fortinet|Palo Alto Networks|Veeam|GitHub|GitLab|Bitbucket|Imgur|Dropbox|MEGA|Mega|MediaFire|Pastebin|Google Drive|Gofile|TeamViewer|AnyDesk|Cloudflare'.split(
    '|',
  ),
)
/** Characters at a post's head in which such a maker or host may yet be whom the post is about. */
const head = 60

const isTool = (reader: Reader, hit: Hit): boolean => {
  if (!tools.has(hit.value)) return false
  const text = reader[hit.part]
  if (guarding.test(text.slice(Math.max(0, hit.start - 60), hit.start))) return true
  // "screens: imgur.example/a/1": a link to it.
  if (/^\.[a-z.]{2,12}\/\S/.test(text.slice(hit.end, hit.end + 16))) return true
  return hit.part === 'text' && (hit.start > head || reader.post.title !== '') && !isOwner(text, hit.start, hit.end)
}

/** Institutes that a paper is called after, beside whose register the paper is seldom meant. */
const issuers: ReadonlySet<string> = new Set(['INE', 'IFE'])
const register =
  /(?<![a-zа-я])(?:padron(?:es)?|listas? nominal(?:es)?|bases?|db|database|registros?|dump|leak|hack[a-zа-я]*|filtra[a-zа-я]*|servidor|sistema|portal|electores|votantes|instituto)(?![a-zа-я])/

/** "INE frente y vuelta + selfie": the paper, and not who issued it. */
const isPaper = (reader: Reader, hit: Hit): boolean => {
  if (!issuers.has(hit.value) || hit.end - hit.start > 4) return false
  const text = reader[hit.part]
  const { ahead, line } = lineAround(text, hit)
  if (register.test(line)) return false
  const start = hit.start - ahead.length
  return over(reader, 'data-classes', { part: hit.part, start, end: start + line.length }).some(
    ({ value }) => value === 'id-documents' || value === 'id-selfies',
  )
}

/** Whether a known organisation is named for something else than that data was taken from it. */
export const isBesideTheGoods = (reader: Reader, hit: Hit): boolean => isTool(reader, hit) || isPaper(reader, hit)
