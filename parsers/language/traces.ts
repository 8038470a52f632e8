/** Traces that an offer leaves whatever words it chooses, told by their shape in a folded text. */
export interface Traces {
  /** A body of data about people: "data guru", "4m customer lines", "120 ribu nasabah", "базу абонентов". */
  people?: Trace
  /** A count of people or of pieces of data: "3.2jt user", "500 set", "26k passport scans". */
  bulk?: Trace
  /** Money for work, for a room or a car: "gaji 4,5jt", "salary $4k", "900rb/bulan". It speaks against an offer of data. */
  errand?: Trace
  /** A day to come by: what is handed out at a place is no file. It speaks against a giveaway of data. */
  appointment?: Trace
  /** A way to reach the author outside the site. */
  contact?: Trace
  /** A file to take: a link to an archive or to a host of files. */
  file?: Trace
  /** An amount of data, or the time that a victim is given. */
  loot?: Trace
}

/** A place in a text. */
export interface Trace {
  start: number
  end: number
}

const people =
  'nasabah|pelanggan|pasien|siswa|mahasiswa|pegawai|karyawan|pemilih|warga|penduduk|peserta|guru|dosen|debitur|jamaah|asn|pns|anggota|personel|pengguna|pembeli|penerima|alumni|santri|calon|member|pelajar|customers?|clients?|users?|subscribers?|patients?|students?|employees?|citizens|voters?|residents|members|drivers?|policyholders|guests|players|sellers?|buyers?|clientes|usuarios|pacientes|alunos|alumnos|afiliados|cidadaos|ciudadanos|motoristas|клиент\\p{L}*|абонент\\p{L}*|пользовател\\p{L}*|граждан|пациент\\p{L}*|физлиц|вкладчик\\p{L}*|khach hang|sinh vien'
const body =
  'data|senarai|db|database|databases|dataset|lines|rows|records|baris|base|bases|base de datos|list|leads|базу|база|базы|дамп'
/** A count in the thousands or more: "3.2jt", "210rb", "97 миллионов", "12.000". */
const thousands =
  '(?:\\d{1,3}(?:[.,]\\d{1,2})?[ ]?(?:rb|ribu|k|jt|juta|m|mln|million|mil|mi|milhoes|millones|тыс|тысяч|млн|nghin|lakh)|\\d{1,3}(?:[., ]\\d{3}){1,3}|\\d{4,9})'
const pieces =
  'akun|accounts|rekening|pcs|sets?|combos?|packs?|tables?|dumps?|dong|rekod|registros|条|pasang|baris|rows|lines|records|ktps?|kk|nik|foto ktp|scans?|passports?(?: scans?)?|paspor|selfies?|fullz|logs|ssns?|cpfs|dni|паспорт\\p{L}{0,3}|сканов|строк'
const shapes: readonly (readonly [keyof Traces, RegExp])[] = [
  [
    'people',
    new RegExp(
      `(?<![\\p{L}])(?:${body}) (?:[a-z]{1,10} )?(?:${people})(?![\\p{L}])|(?<![\\p{L}])(?:${people}) (?:${body})(?![\\p{L}])`,
      'u',
    ),
  ],
  ['people', /(?:学生|客户|公民|用户|患者|业主|车主|股民|会员|员工|居民)(?:信息|数据|资料|名单)/],
  [
    'bulk',
    new RegExp(
      `(?<![\\p{L}\\d.,])${thousands}\\+?(?: (?:de )?[\\p{L}]{2,12})?(?: de)? (?:${people}|orang|jiwa|people|человек|kontak|contacts|leads|nama)(?![\\p{L}])|(?:/|per )(?:akun|account|acc)(?![\\p{L}])|(?<![\\p{L}])(?:${people})[ :|–-]{1,3}${thousands}(?![\\p{L}\\d])`,
      'u',
    ),
  ],
  [
    'bulk',
    new RegExp(
      `(?<![\\p{L}\\d.,])(?:${thousands}|\\d{2,3}) ?\\+?(?:(?!per )[\\p{L}]{2,12} )?(?:${pieces})(?![\\p{L}])`,
      'u',
    ),
  ],
  [
    'errand',
    /(?<![\p{L}])(?:gaji(?:nya)?|upah|salary|wage|зарплата|зп|salario|sueldo|luong|底薪|月薪|月租)[^\p{L}\d\n]{0,4}(?:rp|\$|pokok|dasar)?[ .]{0,2}\d|(?:底薪|月薪|月租)\d|押一付一|(?:\/|per |a |al |por )(?:hari|bulan|month|mes|mês)[^.\n]{0,60}(?:deposit|jaminan|fianza|tenants?|penghuni|lepas kunci)/u,
  ],
  [
    'appointment',
    /(?<![\p{L}])(?:(?:this|next|every|on) (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:pada )?hari (?:senin|selasa|rabu|kamis|jumat|sabtu|minggu|ahad)|(?:senin|selasa|rabu|kamis|jumat|sabtu|minggu) (?:pagi|siang|sore|malam)|(?:mon|tues|wednes|thurs|fri|satur|sun)day (?:at )?\d{1,2} ?[ap]m|besok (?:pagi|siang|sore)|pagi ini|(?:neste|nesta|este|proximo) (?:sabado|domingo|lunes|martes|viernes)|в (?:субботу|воскресенье|понедельник)|(?:sang|chieu) (?:thu|chu nhat))|周[一二三四五六日末]|星期[一二三四五六日]/u,
  ],
  [
    'contact',
    /(?<![\w@./])@[a-z]\w{3,31}|(?:wa|t)\.me\/\+?\w{4,32}|(?<![a-z])(?:wa|whatsapp|zap|zalo)[ :]{1,3}\+?\d{2}/,
  ],
  [
    'file',
    /https?:\/\/[^\s]{4,200}\.(?:zip|rar|7z|tar|gz|csv|sql|txt|xlsx?)(?![a-z])|(?:mega\.nz|gofile\.io|anonfiles|pixeldrain|mediafire|workupload|pan\.baidu)/,
  ],
  [
    'loot',
    /\d ?(?:gb|tb|гб|тб)(?![a-z])|(?<!\d)\d{1,3} ?(?:hours|horas|jam|stunden|часов|часа|days|dias|hari|дней|小时|天)(?![a-z])/,
  ],
]

/** Reads the first trace of each kind; linear in the text. */
export const tracesIn = (text: string): Traces => {
  const traces: Traces = {}
  for (const [kind, shape] of shapes) {
    const match = shape.exec(text)
    if (match) traces[kind] ??= { start: match.index, end: match.index + match[0].length }
  }
  return traces
}
