import type { Hit } from '../../signals/field.ts'

/** Numbers that stand on papers: a scan of the paper is told by the words beside it. */
export const onPaper: ReadonlySet<string> = new Set(['passports', 'drivers-licenses', 'national-ids'])
const scanAhead =
  /(?:scans?|copies|copy|photos?|pictures?|images?|pics|foto|fotos|gambar|salinan|fotokopi|copias?|imagens|imagenes|скан\p{L}{0,4}|фото|копи[ия]|anh|صور) (?:(?:of|de|del|da|do|dos|das|des|von) )?(?:\p{L}{2,12} (?:(?:e|y|and|dan|и|&|\+) )?)?$|(?:scanned|digitalizad[oa]s?|escanead[oa]s?|сканированн\p{L}{2}) ?[(:] ?(?:\p{L}{2,5} ?[/,] ?)?$/u
const scanBehind =
  /^[^.,;)\n]{0,24}(?<![\p{L}])(?:scans?|scanned|copies|copy|photos?|pictures|images|pics|copias|escanead[oa]s?|digitalizad[oa]s?|مصور\p{L}{0,2}|المصور\p{L}{0,2}|сканы|сканами|копии|照片|首页|扫描|正反面|自拍|front ?(?:[+&/]|and))/u

/** Whether the number of a paper stands for the paper itself: "passport scans", "cópias de RG e CNH". */
export const isPictured = (text: string, { value, start, end }: Hit): boolean =>
  onPaper.has(value) &&
  (scanAhead.test(text.slice(Math.max(0, start - 40), start)) || scanBehind.test(text.slice(end, end + 34)))

/** Words that name the paper as well as its number. */
const paper =
  /^(?:(?:e-?)?ktp|dnis?|ic|cccd|cmnd|rgs?|cnhs?|ine|cedulas?|passports?|паспорт\p{L}{0,2}(?: рф)?|护照|身份[证證]|dl|driv\p{L}{2,4}'?s? licen[sc]es?|licen[sc]es?|pasaportes?|passaportes?|paspor|kimlik|cnic)$/u

/** Whether a word is the paper's and tells no number by itself. */
export const isPaper = (word: string): boolean => paper.test(word)
