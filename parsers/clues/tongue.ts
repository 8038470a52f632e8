// In which language a post is written, so far as a seller's page needs to know: by its letters, and where these are
// Latin by the commonest words, which a few lines hold and which have no meaning of their own.

const scripts: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['uk', /[іїєґ]/giu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['fa', /[پچژگ]/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['el', /\p{Script=Greek}/gu],
]

const common: Readonly<Record<string, ReadonlySet<string>>> = Object.fromEntries(
  Object.entries({
    en: 'the and of for you your is are with this that have from not will only can all was please in to we it me my any new who still price selling sale contact no',
    id: 'yang dan di dari untuk dengan ini itu tidak ada saya bisa juga sudah akan atau ke pada gan jual harga masih minat silakan bang aja kak nomor hubungi banyak',
    es: 'el la los las de que y en un una por con para es no se del al lo su más como pero este esta venta vendo precio contacto datos',
    pt: 'o a os as de que e em um uma por com para é não se do da no na mais como mas este esta venda vendo preço contato dados você',
    fr: 'le la les de des et en un une pour avec est pas que qui dans sur plus vous nous ce cette prix vente vends données',
    de: 'der die das und ist nicht ein eine mit für auf von zu den dem sie ich wir auch bei nur noch preis verkaufe daten',
    tr: 'bir ve bu için ile çok daha var yok ama gibi olan değil satılık fiyat',
    vi: 'và của có không cho với là được này các bán giá những người',
  }).map(([language, list]) => [language, new Set(list.split(' '))]),
)

/** Fewer letters of a script are somebody's name. */
const fewLetters = 6
/** So many common words at least, and so much more than those of any other language. */
const fewWords = 2

/** The language of a text, ISO 639-1; `null` where its words do not tell. */
export function tongueOf(text: string): string | null {
  const start = text.slice(0, 4_000)
  const letters = start.match(/\p{L}/gu)?.length ?? 0
  for (const [language, script] of scripts) {
    const own = start.match(script)?.length ?? 0
    // A text is seldom of one script alone: names and prices stand in Latin.
    if (
      own >= fewLetters &&
      own * (language === 'uk' || language === 'fa' ? 40 : language === 'ja' ? 10 : 3) >= letters
    )
      return language
  }
  const words = start.toLowerCase().match(/\p{L}+/gu) ?? []
  const counts = Object.entries(common)
    .map(([language, list]) => ({ language, count: words.filter((word) => list.has(word)).length }))
    .sort((a, b) => b.count - a.count)
  const [best, next] = counts
  return best && best.count >= fewWords && best.count > (next?.count ?? 0) ? best.language : null
}
