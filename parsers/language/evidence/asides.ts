import type { Hit, Reader } from '../../signals/field.ts'

// Words of data in an offer that are not said of the goods: how to open the file, how to write to the seller, what the
// goods are good for, where they were taken.

/** "file excel, password 12345", "Ссылка: https://… Пароль sport": what opens the archive. */
const archiveAhead =
  /(?:https?:\S{4,60}|(?<!\p{L})(?:archives?|arsip|zip|rar|7z|link|excel|xlsx|архив\p{L}{0,2}|файл\p{L}{0,2}|ссылк\p{L}|enlace|archivo|arquivo|压缩包|链接)(?:[^\n\p{L}]{1,3}(?:da |de |of |the |del |от |к |al pie|abajo|below|di ?bawah|внизу|ниже)?))[^\p{L}\n]{0,4}$/u
/** One word and no more on the line: the password itself, which is no kind of hash. */
const oneWord = /^ ?[:=-]? ?(?!bcrypt|md5|sha|hash|plain|hashed|salt)[\p{L}\d_.!@#-]{3,24}[^\S\n]{0,2}(?:$|\n)/u
const lineHead = /(?:^|\n)[^\p{L}\n]{0,3}$/u

/** "lupa dikasih password", "server had no password", "password on a sticky note", "mot de passe admin": how badly it was kept. */
const keptAhead =
  /(?<!\p{L})(?:dikasih|dikasi|diberi|dipasang\p{L}{0,2}|set an?|had a|had no|has no|needs? no|the|your|our|weak|default|without a|ga ada|gak ada|tidak ada|tanpa|ni|под|без) $/u
const keptBehind =
  /^ (?:on an?|was|is|sama adm\p{L}+|lemah|default|adminnya|kalian|kamu|of (?:the|your) (?:admin|backup|ceo|server|company))(?!\p{L})/u

const isOfArchive = (text: string, { start, end }: Hit): boolean => {
  const ahead = text.slice(Math.max(0, start - 70), start)
  if (keptAhead.test(ahead.slice(-16)) || keptBehind.test(text.slice(end, end + 26))) return true
  return archiveAhead.test(ahead) || (lineHead.test(ahead) && oneWord.test(text.slice(end, end + 32)))
}

/** "kirim csv ke email kalian", "udah email CS", "reply by mail": a way for messages. */
const sentTo =
  /(?<!\p{L})(?:ke|via|lewat|by|through|balas|bales|reply|udah|sudah|write to|send (?:it )?to|to (?:your|my)|на|по|пиши(?:те)? на|read (?:our|my)|ignored (?:our|my)|answer (?:our|my)|留|发|por|pelo|al|qua|gửi) $/u
const ones =
  /^ (?:kalian|kamu|ane|gue|gw|saya|kami|kita|cs|ku|me|us|you|admin|lo|lu|anda|ente|support|me at)(?!\p{L})|^ (?:ga|gak|nggak|not) (?:dibal\p{L}{1,4}|answered)/u

const isChannel = (text: string, { start, end }: Hit): boolean =>
  sentTo.test(text.slice(Math.max(0, start - 16), start)) || ones.test(text.slice(end, end + 24))

/** "RDP + AD user", "tabel user 612rb", "50 user": an account of a system, or people that are counted. */
const single: ReadonlySet<string> = new Set(['user', 'users', 'usuario', 'usuarios', 'usr'])
const isPerson = (text: string, { start, end }: Hit): boolean =>
  text[end] !== ':' &&
  single.has(text.slice(start, end)) &&
  /[\p{L}\d)] $/u.test(text.slice(Math.max(0, start - 2), start))

/** "screenshots of admin panel", "后台导出", "админка без пароля": where it was seen or taken. */
const takenFrom =
  /(?<!\p{L})(?:screen ?shots?|screens|prints?|capturas?|ss|скрин\p{L}{0,3}|dump|export\p{L}{0,3}|diambil|ditarik|exported|taken|hasil) (?:(?:of|from|dari|de|do|da|del|из|с|the) ){0,2}$/u
const givesOut = /^ ?(?:导出|導出|泄露|without password|no password|без парол|tanpa password|sin contrasena|sem senha)/u
const isSource = (text: string, { start, end }: Hit): boolean =>
  takenFrom.test(text.slice(Math.max(0, start - 28), start)) || givesOut.test(text.slice(end, end + 18))

/** "buat registrasi kartu", "под кредиты": what the data is good for. */
const purpose = /(?<!\p{L})(?:buat|untuk|utk|bwt|good for|usable for|useful for|под) $/u
/** "адреса не надо", "foto ga ikut", "card not needed", "kolom password tapi kosong": what is said behind a word to take it back. */
const takenBack =
  /^ (?:(?:column|kolom|field) )?(?:(?:tapi |but |is |are |это )?(?:kosong|empty|blank|пуст\p{L}{1,3}|vaci[oa]s?|vazi[oa]s?)|not (?:included|needed|required|in it|there)|excluded|removed|(?:ga|gak|nggak|tidak|tdk) (?:ikut|perlu|termasuk|usah|butuh|include)|tak (?:perlu|ikut|termasuk)|(?:[-—–] )?не (?:надо|нужн\p{L}{1,2}|вход\p{L}{1,3}|делаем)|no (?:hace falta|incluid\p{L}{1,2})|nao (?:precisa|inclus\p{L}{1,2})|khong can)(?!\p{L})|^(?:不要|不需要|除外|为空)/u

/** "cek NIK by nama + tgl lahir", "номера по ФИО", "lookup by passport". */
const input =
  /(?<!\p{L})(?:by|по|por|theo|berdasarkan|dari|dr|from)(?: (?:no|nomor|номеру?|number)\.?)? (?:\p{L}{2,12} ?(?:[/+&]|or|and|atau|dan|или|и) ?)?(?:tgl |no )?$/u

/** Whether a word in an offer of look-ups names what the buyer brings, and not what he gets. */
export const isInput = (text: string, { start }: Hit): boolean => input.test(text.slice(Math.max(0, start - 32), start))

/** Behind it lie the Chinese characters, which no space parts. */
const lastMark = 0x3000

/** Whether a word of data is said of something else than the goods. */
export const isAside = (reader: Reader, hit: Hit): boolean => {
  const text = reader[hit.part]
  if (hit.value === 'passwords' && reader.soFar.intent !== 'dump' && isOfArchive(text, hit)) return true
  if (hit.value === 'email-addresses' && isChannel(text, hit)) return true
  if (hit.value === 'usernames' && isPerson(text, hit)) return true
  if (hit.value === 'access' && isSource(text, hit)) return true
  // Most words stand in a list, between its marks.
  const isAmongWords = text[hit.end] === ' ' || text.charCodeAt(hit.end) > lastMark
  return (
    (text[hit.start - 1] === ' ' && purpose.test(text.slice(Math.max(0, hit.start - 12), hit.start))) ||
    (isAmongWords && takenBack.test(text.slice(hit.end, hit.end + 32)))
  )
}
