import { TextDecoder } from 'node:util'

// Node decodes many charsets and encodes one: the way back is read off the decoder.

const encoders = new Map<string, Map<string, number[]>>()

/** A text in the bytes of a charset that takes one or two of them a character, or of UTF-16 without a mark. */
export function encode(text: string, charset: string): Buffer {
  if (charset === 'utf-16le') return Buffer.from(text, 'utf16le')
  if (charset === 'utf-16be') return Buffer.from(text, 'utf16le').swap16()
  const table = encoders.get(charset) ?? tableOf(charset)
  encoders.set(charset, table)
  return Buffer.from(
    [...text].flatMap((char) => {
      const bytes = table.get(char)
      if (bytes === undefined) throw new RangeError(`${charset} has no "${char}"`)
      return bytes
    }),
  )
}

function tableOf(charset: string): Map<string, number[]> {
  const decoder = new TextDecoder(charset, { fatal: true })
  const table = new Map<string, number[]>()
  const note = (...bytes: number[]): void => {
    try {
      const text = decoder.decode(Uint8Array.from(bytes))
      if ([...text].length === 1 && !table.has(text)) table.set(text, bytes)
    } catch {
      // no character
    }
  }
  for (let byte = 0; byte < 256; byte += 1) note(byte)
  for (let lead = 0x81; lead < 0xff; lead += 1) for (let trail = 0x40; trail < 0xff; trail += 1) note(lead, trail)
  return table
}

/** A sentence that each charset is there for. */
export const sentences: Readonly<Record<string, string>> = {
  'windows-1251': 'Продам базу клиентов банка, два миллиона записей: имя, телефон, паспорт. Цена договорная.',
  'koi8-r': 'Ищу базу абонентов оператора, пишите в личные сообщения, оплата сразу после проверки.',
  gbk: '出售印尼客户数据库，两百万条记录：姓名、电话、身份证。价格面议，电报联系。',
  big5: '出售印尼客戶資料庫，兩百萬筆記錄：姓名、電話、身分證。價格面議，請用電報聯絡。',
  shift_jis: 'インドネシアの顧客データベースを販売します。二百万件、氏名、電話番号、身分証。価格は相談。',
  'euc-jp': 'インドネシアの顧客データベースを販売します。二百万件、氏名、電話番号、身分証。価格は相談。',
  'euc-kr': '인도네시아 고객 데이터베이스를 판매합니다. 이백만 건, 이름, 전화번호, 신분증. 가격은 협의합니다.',
  'windows-1256': 'للبيع قاعدة بيانات عملاء البنك، مليونا سجل: الاسم والهاتف ورقم الهوية. السعر قابل للتفاوض.',
  'utf-16le': 'Dijual data nasabah bank, dua juta baris – 数据 – Продам базу.',
  'utf-16be': 'Dijual data nasabah bank, dua juta baris – 数据 – Продам базу.',
}
