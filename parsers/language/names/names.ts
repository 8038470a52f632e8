import { matchesIn } from '../../matches.ts'
import kinds from '../../signals/lexicons/kinds.json' with { type: 'json' }
import { withoutLegalForm } from './legal-forms.ts'

/** A name read from a text as it was written, and where. */
export interface Named {
  name: string
  start: number
  end: number
}

/** What names of one kind look like. Looking for capitals of all scripts is dear, and few texts hold such a name. */
interface Shape {
  /** A part of every match in literal letters, which is looked for ten times as fast; a global one has the kind, behind which its pattern sticks. */
  sign: RegExp
  pattern: RegExp
}

/** Kinds of organisations that stand before the name, as written with a capital. */
const kindsAhead =
  'Desa|Kelurahan|Kecamatan|Universitas|Institut|Politeknik|RS|RSU|RSUD|RSIA|RSAB|RSUP|RSJ|Puskesmas|Rumah Sakit|Klinik|Apotek|PT\\.?|CV|UD|Bank|BPR|BPD|BMT|KSP|KSU|KUD|Koperasi|Dinas|Dinkes|Dinsos|Dishub|Disdik\\w{0,8}|Dindik\\w{0,8}|Dispendik|Dispora|Disnaker\\w{0,8}|Diskominfo|Diskop\\w{0,8}|Disperindag|Dispar\\w{0,8}|Dispenduk\\w{0,8}|Disdukcapil|Dukcapil|Bapenda|Bappeda|BPBD|BKPSDM|BKPP|BKPSDMD|BKD|BPKAD|DPRD|Bawaslu|Satpol PP|Kementerian|Pemkab|Pemkot|Pemprov|Pemda|Polda|Polres|Polresta|Polsek|Lapas|Rutan|Kejaksaan|SMA|SMK|SMP|SMAN|SMKN|MAN|Yayasan|Pondok|STIKES|STIE|STMIK|Poltekkes|Akademi|SDN|SMPN|MTsN|Badan|BUMD|BUMDes|PDAM|Perumda|Perumdam|Perumda Air Minum|Perusahaan Daerah|Samsat|Asuransi (?:Jiwa|Umum|Syariah)|Ponpes|Pesantren|Perguruan Tinggi|Perumahan|Apartemen|Bimbel|Hotel|University of|Ministry of|Department of|Bank of|City of|Town of|County of|Hospital|Clínica|Hospital de|Universidad|Universidad de|Universidade|Colegio|Ministerio de|Ministério da|Prefeitura (?:Municipal )?de|Secretaria de|Ayuntamiento de|Alcaldía de|Gobernación de|Câmara de|Municipalidad de|Gobierno de|Banco|Grupo|Farmacias?|Laboratorios?|Cooperativa|Transportadora|Construtora|Université|Hôpital|Clinique|Mairie de|Klinikum|Stadtwerke|Syarikat|Kolej|Maktab|Majlis (?:Perbandaran|Daerah|Bandaraya|Agama Islam)|Takaful|Pusat Tuisyen|Sekolah (?:Kebangsaan|Menengah|Rendah)|Tadika|Jabatan (?:Imigresen|Pengangkutan|Pendaftaran|Kesihatan|Pendidikan|Agama)|Persatuan|Perbadanan|Pertubuhan|Công ty|Ngân hàng|Bệnh viện|ООО|ОАО|ЗАО|ПАО|АО|ИП|ТОО|Банк|Клиника|Университет|Больница'
const alternatives = (words: Record<string, string[]>): string =>
  Object.values(words)
    .flat()
    .toSorted((one, other) => other.length - one.length)
    .join('|')
const allKindsAhead = `${alternatives(kinds.ahead)}|${kindsAhead}`
/** Words after a kind that describe and do not name: "5 Bank Besar", "PT Swasta". */
const describing =
  '(?! (?:Ltd|Limited|Tbk|Besar|Umum|Swasta|Negeri|BUMN|BPR|Data|Indonesia(?! \\p{Lu})|Databases?|Logins?|Logs?|Accounts?|Statements?|Details|Drops?|Transfer|Records?|Customers?|Indonesia (?:data|db))(?!\\p{L}))'
/** What a title says right behind the name of whose people or data it is. */
const peopleOrData =
  'users?|customers?|patients?|clients?|members?|memberships?|students?|accounts?|records|databases?|dbs?|data|leaks?|dumps?|breach|passengers?|frequent flyers?|guests?|subscribers?|employees|staff|drivers?|riders?|donors|tenants|borrowers|policyholders|shoppers|buyers|sellers|orders|bookings|payroll|loyalty|crm|backup|logins|full dump|kyc|hr|clientes|usuarios|usuários|afiliados|socios|sócios|pacientes|alumnos|alunos|estudiantes|empleados|funcionários|servidores|colaboradores|beneficiarios|beneficiários|vacunados|asegurados|segurados|pasajeros|passageiros|pedidos|base|bases|padrón|padron|datos|dados|khách|khách hàng|клиент[а-я]{0,3}|пользовател[а-я]{0,3}|пациент[а-я]{0,3}|баз[аы]|заказ[а-я]{0,2}|сотрудник[а-я]{0,2}|покупател[а-я]{0,2}|абонент[а-я]{0,2}|гост[а-я]{1,3}|вся база|дамп|утечка'
/**
 * A capitalised word, or a number of up to three digits ("SMAN 1") that counts nothing: nobody counts his people in tens
 * ("Koperasi Contoh 10 members"). A full stop only inside it.
 */
const word = `(?:\\p{Lu}(?:[\\p{L}\\d&'’+-]|\\.(?=\\p{L})){0,24}|(?:(?<=(?:SM[APK]N?|MAN|MTsN|SDN|Negeri|N) )\\d{1,3}|\\d{1,2}(?= (?:${peopleOrData})(?!\\p{L}))|\\d{1,3}(?! ?\\p{Ll}))(?![\\p{L}\\d.,]))`
const tied = `(?: (?:(?:of|dan|de|da|do|del|di|la|and|&) )?${word})`
const organisation: Shape = {
  sign: new RegExp(`(?:^|[^A-Za-zÀ-ÿА-яё\\d])(${allKindsAhead})(?= )`, 'g'),
  pattern: new RegExp(
    `${describing}(?: (?:(?:Kab|Prov|Kec|Kel)\\.|${word}|№ ?\\d{1,3}|(?:de l[ao]s?|RI|of|dan|d[aeo]|del|d[ao]s|&)(?![\\p{L}\\d]))){1,6}`,
    'uy',
  ),
}
/** Kinds that stand behind the name, and legal forms. */
const kindBehind =
  'Hospitals?|Clinic|Clinics|Diagnostics|Solicitors|Registry|District|Labs|Laboratories|Ferries|Railways?|Broadband|Brokers|Services|Consulting|Orthodontics|Dental|Dentistry|Pediatrics|Dermatology|Realty|Travel|Tours|Medical Center|Medical Centre|Health System|Healthcare|University|College|Academy|School District|Unified School District|Schools?|Bank|Insurance|Airlines?|Airways|Air|Hotels?|Resorts?|Logistics|Pharma|Pharmacy|Motors|Telecom|Mutual|Credit Union|Ltda|Ltd|LLC|LLP|Inc|Corp|Corporation|GmbH|AG|PLC|Sdn Bhd|Berhad|Tbk|S\\.A\\.|SA de CV|S\\.r\\.l\\.|SARL|Pty|Pte|Group|Holdings?|Industries|Foundation|Law|Authority|Commission|Council|Agency|Institute|Association|Foods|Lines|Textile|Energy|Systems|Technologies|Solutions|Partners|Associates|Construction|Manufacturing|Works|Shipping|Utilities|Lestari|Abadi|Sejahtera|Makmur|Supermarkets?'
const behind: Shape = {
  sign: new RegExp(` (?:${kindBehind})(?![A-Za-z\\d])`),
  pattern: new RegExp(`(?=[\\p{Lu}\\d])(?<![\\p{L}\\d.])${word}${tied}{0,3} (?:${kindBehind})(?![\\p{L}\\d])`, 'gu'),
}
/** Top levels of domains. */
const levels =
  'com|net|org|id|io|co|in|my|ph|sg|th|vn|uk|us|ru|br|ar|mx|cl|pe|fr|de|es|it|nl|pl|ua|kz|tr|au|nz|cn|jp|kr|tw|hk|za|ng|ke|eg|ae|sa|ca|app|me|shop|store|online|site|gov|edu|mil|info|biz|xyz|ai|tv|gg|eu|example|test'
const domain: Shape = {
  sign: new RegExp(`[a-z\\d-]{2}\\.(?:${levels})(?![\\w-])`, 'i'),
  pattern: new RegExp(`(?<![\\w@./:-])((?:[a-z0-9-]{2,40}\\.){1,3}(?:${levels}))(?![\\w-])`, 'gi'),
}
/** Names that no leak is of: reserved ones, hosts of files and mail, messengers. */
const hosts =
  /(?:^|\.)(?:example|test|invalid|localhost|t|telegram|mega|anonfiles|gofile|mediafire|pixeldrain|imgur|gmail|yahoo|hotmail|outlook|protonmail|proton|mail|bayfiles|catbox|github|pastebin|privatebin|drive|google|bit|escrow|wa|breachforums|xss|exploit|temp|transfer|ibb|postimg|ufile|workupload|dropbox|files|dl|fs|cdn|paste)\.[a-z.]{2,10}$/i

/** A registry's own level under a country's code ("go.id") is nobody's site. */
const registry = /^(?:go|co|ac|or|sch|desa|gov|gob|com|edu|org|net|mil|web|my)\.[a-z]{2}$/i

const readable = 4_000
const most = 20

/** The matches of a sticky pattern right behind the kinds that its sign finds, each with its kind. */
const matchesAt = (text: string, { sign, pattern }: Shape): readonly RegExpExecArray[] => {
  const matches: RegExpExecArray[] = []
  let end = 0
  for (const { 0: ahead, 1: kind = '', index } of matchesIn(text, sign)) {
    const place = index + ahead.length
    pattern.lastIndex = place
    const match = place - kind.length < end ? null : pattern.exec(text)
    if (!match) continue
    match[0] = kind + match[0]
    match.index = place - kind.length
    end = match.index + match[0].length
    if (matches.push(match) === most) break
  }
  return matches
}

const matchesOf = (text: string, shape: Shape): readonly RegExpExecArray[] => {
  if (shape.sign.global) return matchesAt(text, shape)
  return shape.sign.test(text) ? matchesIn(text, shape.pattern).slice(0, most) : []
}

const allIn = (text: string, shape: Shape): Named[] =>
  matchesOf(text.slice(0, readable), shape).map((match) => {
    const whole = match[0].replace(/(?: (?:of|dan|d[aeo]|del|d[ao]s|de l[ao]s?|&))+$/, '').replace(/[«»"“.,-]+$/, '')
    const name = withoutLegalForm(whole)
    return { name, start: match.index, end: match.index + name.length }
  })

/** Organisations that say by a word of their name what they are: "RS Melati Husada", "Eastmere Clinic". */
export const organisationsIn = (text: string): Named[] => {
  // A kind without a name is left where only words that tie names stood behind it: "Banco de".
  const ahead = allIn(text, organisation).filter(({ name }) => name.includes(' '))
  const named = [...ahead, ...allIn(text, behind)]
  // "Rekaan Hospital Group" holds a "Hospital Group".
  const isPart = ({ name, start, end }: Named): boolean =>
    name.split(' ').length < 3 && named.some((one) => one.start < start && one.end >= end)
  return named.filter((one) => !isPart(one))
}

/** Domains of sites that data may be taken from, in the first 4,000 characters. */
export const domainsIn = (text: string): Named[] =>
  allIn(text, domain).filter(({ name }) => !hosts.test(name) && !registry.test(name))

/** What an organisation is called in small letters right before its name: "toko kosmetik Glowrasi Beauty", "apps-nya Kopi Selasar". */
const kindsInSmall =
  'toko(?: emas)?|kedai(?: emas)?|warung|site|forum|board|resto|restoran|kafe|aplikasi|apps?|startup|platform|situs|web|website|klinik|apotek|bimbel|kursus|sekolah|kampus|perusahaan|rental|salon|gym|hotel|pinjol|leasing|koperasi|marketplace|butik|bengkel|dealer|laundry|catering|travel|perumahan|apartemen|yayasan|pesantren|warnet|ormas|partai|komunitas|organisasi|ekspedisi|fintech|insurtech|spa|shop|store|company|startup|clinic|school|network|chain|academy|hospital|pharmacy|airline|lender|broker|insurer|casino|restaurant|studio|agency|retailer|telco|charity|loja|clínica|empresa|tienda|academia|colegio|escola|escuela|farmacia|farmácia|gimnasio|autoescuela|imobiliária|inmobiliaria|municipalidad de|ayuntamiento de|prefeitura de|pusat tuisyen|syarikat|trung tâm(?: (?:Anh ngữ|[Tt]iếng Anh|[Nn]goại ngữ|[Tt]in học))?|phòng khám|nha khoa|thẩm mỹ viện|cửa hàng|công ty|trường|bệnh viện|khách sạn|chung cư|chuỗi|sàn|магазин[а-я]{0,2}|клиник[а-я]|сервис[а-я]?|школ[а-я]|автошкол[а-я]|стоматологи[а-я]|салон[а-я]?|сет[а-я]|компани[а-я]|банк[а-я]?|приложени[а-я]'
/** The same of other languages, in any letters: "plano odonto", "Obra social"; `*` takes endings. */
const besideWords = Object.values(kinds.beside)
  .flat()
  .toSorted((one, other) => other.length - one.length)
  .flatMap((kind) => [kind, kind.slice(0, 1).toUpperCase() + kind.slice(1)])
const [plainKinds, endingKinds] = [false, true].map((takesEndings) =>
  besideWords.filter((kind) => kind.endsWith('*') === takesEndings).map((kind) => kind.replace('*', '')),
)
const allKindsInSmall = `${kindsInSmall}|${plainKinds?.join('|')}|(?:${endingKinds?.join('|')})[а-я]{0,3}`
/** The same with up to two words that tell more of it: "adult dating site". */
export const kindInSmall = `(?:${kindsInSmall})(?:-?nya)?(?: \\p{Ll}{2,14}){0,2}`
/** With a capital, or in quotation marks, where it needs none: 'adult site "rekahub"'. */
const behindKind: Shape = {
  sign: new RegExp(`(?:^|[^A-Za-zÀ-ÿА-яё\\d])((?:${allKindsInSmall})(?:-?nya)?)(?= )`, 'g'),
  pattern: new RegExp(
    `(?: \\p{Ll}{2,14}){0,2} (?:((?=\\p{Lu}\\p{L}*\\p{Ll}|\\p{Lu}{5})${word}(?: ${word}){0,3})|["“«「]([\\p{L}\\d][^“”"«»「」\\n]{2,38})(?=["”»」]))`,
    'uy',
  ),
}

/** Names behind a word in small letters for what they are. */
export const namedByKind = (text: string): Named[] =>
  matchesOf(text.slice(0, 1_500), behindKind).map(({ 0: whole, 1: capital, 2: marked, index }) => {
    const name = capital ?? marked ?? ''
    const end = index + whole.length
    return { name, start: end - name.length, end }
  })

/** What stands in quotation marks and may be a name: up to five words, the first with a capital or of a script without. */
const inMarks = (sign: RegExp, open: string, close: string): Shape => ({
  sign,
  pattern: new RegExp(
    `${open}((?:\\p{Lu}|\\p{Lo}|\\d)[^“”"«»「」『』\\n.!?:;,，。]{1,38}(?:\\.\\p{L}{1,12})?)${close}`,
    'gu',
  ),
})
const straight = inMarks(/"[^"\n]{2,104}"/, '(?<![\\p{L}\\d])"', '"(?![\\p{L}\\d])')
const curved = inMarks(/[“«「『]/, '[“«「『]', '[”»」』]')

/** Names in quotation marks: 'aplikasi "DanaKilat Sentosa"', «Ромашка-Фитнес». */
export const quotedIn = (text: string): Named[] =>
  [...allIn(text, straight), ...allIn(text, curved)].flatMap(({ name: marked, start }) => {
    const name = marked.replace(/^[“«「『"]|[”»」』"]$/g, '').trim()
    return name.split(' ').length <= 5 ? [{ name, start: start + 1, end: start + 1 + name.length }] : []
  })

const letters = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
const ahead = new RegExp(`${word}(?: ${word}){0,3} ?[(,–—-] ?$`, 'u')

/** The name that a domain spells, where it stands right before it: "Orchid Bay (orchidbay.example)". */
export const nameOfDomain = (text: string, { name, start }: Named): Named | undefined => {
  const from = Math.max(0, start - 60)
  const match = ahead.exec(text.slice(from, start))
  const spelled = match?.[0].replace(/ ?[(,–—-] ?$/, '')
  if (!match || !spelled || !letters(name).startsWith(letters(spelled))) return undefined
  return { name: spelled, start: from + match.index, end: from + match.index + spelled.length }
}

/** Legal forms that stand ahead, with the marks around what they are of: «ООО «Ромашка»». */
const formAhead = /^(?:ООО|ОАО|ЗАО|ПАО|АО|ТОО|ИП) [«"“]?/
/** What a site puts ahead of a name to say how far things are: "NEW >> …", "DUMPED: …". */
const stage =
  /^(?:(?:\s{0,4}\[[^\]]{1,30}\]|\W{0,4}(?:new|update|updated|leaked|leak|full leak|full dump|dumped|published|released|sold|soon|coming soon|final|last warning|hacked|breached|data of|files of|victim|company|target|auction|completed|countdown|pending|partial|proofs?|evidence|not paid|status|selesai|segera|публикация|скоро|publicado|concluido|теперь|новое|слив|nuevo|novo|vazado|filtrado|mới|新|baru)(?: ?\d{1,3})?\s{0,3}(?:[:>»|—–-]{1,3})(?= ))\s{0,4})+/iu
const headline = /^([^\n(/|[]{2,80}?)(?:[?!.…]{1,3})?(?:\s{1,4}(?:—|–|-|\||\/|>>|::)\s|\s?[(/[]|\s{0,9}$)/u
/** "Second chance for …": what stands ahead of a name that is spoken of. */
const spokenAhead = /^\p{Lu}\p{Ll}+(?: \p{Ll}+){1,4} (?:for|untuk|para|для) (?=\p{Lu})/u
/** A lot that is counted and not named: "Lot #118", "SHELF 12". */
const numbered =
  /^(?:lot|shelf|case|item|batch|box|entry|victim|company|target|client|no|лот|lote|lô|编号)\W{0,3}[\d#]{1,6}$/i

/** The victim whose page a leak site has titled with its name; marks, country and legal form stand around it. */
export const leakSiteName = (title: string): Named | undefined => {
  const staged = title.slice(stage.exec(title)?.[0].length ?? 0)
  const marked = /^.{0,12}«([^»\n]{2,60})»/u.exec(staged)?.[1]
  const name =
    marked ?? withoutLegalForm(headline.exec(staged)?.[1]?.replace(spokenAhead, '').replace(formAhead, '').trim() ?? '')
  if (!name || numbered.test(name)) return undefined
  const start = title.indexOf(name)
  return { name, start, end: start + name.length }
}

/** A capitalised name of up to three words that opens a title, right before a count or the word for its data. */
const opening =
  /^(?:\W{0,4}\[[^\]]{1,24}\]\W{0,4}|\W{1,4})?(?:(?:selling|free|jual|dijual|lepas|wts|sell|dump|leak|database|db|data|base|base de datos|base de dados|vendo|venta|venda|vende-se|regalo|gratis|grátis|repasso|padrón|socios|afiliados|clientes|продам|продаю|отдам|отдаю|солью|сливаю|слив|раздаю|утечка|дамп|база|bán|bán lại|thanh lý|chia sẻ|fs|share|full|fresh|new)[ :|–—-]{1,3}){0,3}/iu
const titleWords =
  /^[A-ZÀ-ÞĐА-ЯЁ\u1ea0-\u1ef8][\wÀ-ỹА-яё&'.-]{1,24}(?: (?:(?:d[aeo]|del|d[ao]s|&) )?[A-ZÀ-ÞĐА-ЯЁ\u1ea0-\u1ef8][\wÀ-ỹА-яё&'.-]{1,24}){0,3}/
/** What follows a name in a title: a kind of organisation, then a count, a sign, or the word for its data. */
const behindTitle = new RegExp(
  String.raw`^(?: (?:19|20)\d\d(?= ?[—–(:,-]))?(?: \([^()\n]{2,60}\),?(?: [|:–—-])? \d| \([A-Z][\w ,.'-]{1,24}\) ?(?:[—–:-] )?(?:[a-z]{2,12} ){0,2}(?:${peopleOrData})(?![a-z])|(?:,? (?:exchange|supermarkets?|clinics?|shop|store|airline|hotels?|bank|university|hospital|app|platform|forum|insurance|online|gym|pharmacy|travel|marketplace|wallet|lender|startup|telecom|isp|hosting|school|courier|logistics|casino)){0,2}(?: ?[|—–(:,-] ?[\d.([]| ?\| | [\d.,]{1,14} ?(?:m|k|mil|juta|million|jt|rb|ribu|users|accounts|customers)| ?\([A-Z]{2}\)| ?[,:—–-]? (?:${peopleOrData})(?![a-zà-ÿа-яё])))`,
  'i',
)

/** The name that opens an offer's title: "[FREE] LiveAuctioneers 3.4M users". `undefined` where it does not begin with a capital. */
export const titleName = (title: string): Named | undefined => {
  const start = opening.exec(title)?.[0].length ?? 0
  const words = titleWords.exec(title.slice(start))?.[0].split(' ') ?? []
  for (let count = words.length; count > 0; count -= 1) {
    const name = words.slice(0, count).join(' ')
    if (name.length >= 3 && behindTitle.test(title.slice(start + name.length)))
      return { name, start, end: start + name.length }
  }
  return undefined
}

const sign = /[\s:：=>"“«(]{1,6}/uy
const capitalised = new RegExp(`${word}${tied}{0,5}`, 'uy')

/** The capitalised name that begins behind a place: after "database", "Company:", "CEO". */
export const nameAt = (text: string, place: number): Named | undefined => {
  sign.lastIndex = place
  const gap = sign.exec(text)?.[0]
  if (gap === undefined || gap.includes('\n\n')) return undefined
  capitalised.lastIndex = place + gap.length
  const name = capitalised.exec(text)?.[0].replace(/[.,'’-]+$/, '')
  // Abbreviations of three or four letters are systems and kinds as often as names: CRM, МФО.
  if (!name || name.length < 3 || / (?:Besar|Swasta|Umum)$/.test(name) || /^(?:\d|\p{Lu}{2,4}$)/u.test(name))
    return undefined
  return { name, start: place + gap.length, end: place + gap.length + name.length }
}
