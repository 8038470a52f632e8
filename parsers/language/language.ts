const indonesian =
  /(?<![a-z])(?:yang|yg|dan|dari|dr|untuk|buat|dengan|ini|itu|aja|saja|gan|ane|gue|gw|saya|baris|nama|sumber|jumlah|harga|tidak|ga|gak|bisa|sudah|udah|semua|juta|data diri|alamat|jual|minat|cari|butuh|yuk|kak|bang|ready|tahun|orang|warga|nomor|akun|masih|punya|sendiri|siap|banyak|bukan|kalo|kalau|tapi|juga|lagi|dong|sampai|pake|kami|kita|isi|dijual|kamu|cuma|dapet|hari|ada|kok|kalian|siapa|bayar|langsung|pelanggan|nasabah|bahan|bekas|paket|lengkap|komplit|aktif|stok|gratis|foto|pinjol|pendaftaran|syarat|rb|jt)(?![a-z])/g

/** Whether a folded text reads as Indonesian, by its commonest words: two different ones among the first 4,000 characters. */
export const isIndonesian = (text: string): boolean => {
  const words = new Set<string>()
  for (const match of text.slice(0, 4_000).matchAll(indonesian)) {
    words.add(match[0])
    if (words.size >= 2) return true
  }
  return false
}

const negators =
  /(?:(?<![a-z\u0430-\u044f])(?:not|no|don'?t need|without|never|bukan|tanpa|tidak ada|ga ada|gak ada|gada|nggak ada|tdk ada|tidak termasuk|belum ada|sem|sin|nao tem|нет|без|не|кроме|except|bkn|selain)(?![a-z\u0430-\u044f])|不含|没有|没|无|不要|非) ?(?:[a-z\u0430-\u044f]{1,10} )?$/

/**
 * Whether the words right before a place deny what stands there: "bukan KPU", "no passwords", "不含密码". An Indonesian
 * "no" is short for nomor ("no hp", "no ktp") and denies nothing.
 */
export const isDenied = (text: string, start: number, isIndonesianText: boolean): boolean => {
  const before = text
    .slice(Math.max(0, start - 28), start)
    .replace(/^.*[\n.,;:|(]/s, '')
    .trimStart()
  const match = negators.exec(before)
  return match !== null && !(isIndonesianText && /^no(?: |$)/.test(match[0]))
}
