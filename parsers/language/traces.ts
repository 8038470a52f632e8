/** Traces that an offer leaves whatever words it chooses, told by their shape in a folded text. */
export interface Traces {
  /** A body of data about people: "data guru", "4m customer lines", "120 ribu nasabah", "базу абонентов". */
  people?: Trace
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
  'nasabah|pelanggan|pasien|siswa|mahasiswa|pegawai|karyawan|pemilih|warga|penduduk|peserta|guru|dosen|debitur|jamaah|asn|pns|anggota|personel|pengguna|pembeli|penerima|alumni|santri|calon|member|pelajar|customers?|clients?|users?|subscribers?|patients?|students?|employees?|citizens|voters?|residents|members|drivers?|policyholders|guests|players|sellers?|buyers?|clientes|usuarios|pacientes|alunos|alumnos|afiliados|cidadaos|ciudadanos|motoristas|клиент\\p{L}*|абонент\\p{L}*|пользовател\\p{L}*|граждан|пациент\\p{L}*|физлиц|вкладчик\\p{L}*'
const body =
  'data|db|database|databases|dataset|lines|rows|records|baris|base|bases|base de datos|list|leads|базу|база|базы|дамп'
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
