import { handleKey } from '../../model/clue.ts'
import { matchesIn } from '../matches.ts'

// A name that an author says he goes, or went, by. Who is meant is only known where somebody is called so: a word that
// was taken for a name by mistake names nobody.

const name = String.raw`["'“”«@*]{0,2}([\p{L}\p{N}][\p{L}\p{N}_.-]{1,29})`
/** "on RaidForums", "di forum lama" */
const place = String.raw`(?: (?:on|at|in|from|over at|di|на|в|en|no) [^\n:=,;]{2,30}?)?`
const is = String.raw`\s{0,2}(?:is|was|are|were|adalah|ialah|-|–|—|:|=)\s{0,2}`

/** Phrases that give a name; each has its sign, and a text without that is not looked through for it. */
const phrases = [
  {
    sign: /known/iu,
    source: `(?:also |better |formerly |previously |elsewhere |once |still )known(?: here| there| elsewhere)?${place} as:? ${name}`,
  },
  {
    sign: /(?:^|[^a-z])a\.?k\.?a|alias|formerly|previously|ex-|née/iu,
    source: String.raw`(?<![\p{L}\p{N}])(?:a\.?k\.?a\.?|alias|formerly|previously|ex-|née)[: ]{0,2}${name}`,
  },
  {
    sign: / (?:nick|handle|user|name|account|profile)/iu,
    source: String.raw`(?<![\p{L}])(?:my|old|other|previous|former|main|second) (?:old |other |previous |former |main |second )?(?:nick(?:name)?|handle|user ?name|name|account|profile)s?${place}${is}${name}`,
  },
  {
    sign: /i(?: am|'m| was) |t'?s me/iu,
    source: String.raw`(?<![\p{L}])(?:i am|i'm|i was|it'?s me,?) ${name}(?: (?:on|from|at|of) )`,
  },
  {
    sign: /dulu|sebelumnya|dikenal/iu,
    source: String.raw`(?<![\p{L}])(?:dulu(?:nya)?|sebelumnya|dikenal|juga dikenal)(?: (?:dikenal|bernama|pakai|nick|akun))?(?: sebagai)?(?: nama)?:? ${name}`,
  },
  {
    sign: / (?:lama|lain|dulu)/iu,
    source: String.raw`(?<![\p{L}])(?:nick|akun|nama|id)(?: saya| gue| gw)? (?:lama|lain|dulu)(?: saya| gue| gw)?${place}(?:${is}| )${name}`,
  },
  {
    sign: /бывший|ранее|раньше|он же|извест/iu,
    source: String.raw`(?<![\p{L}])(?:бывший|ранее|раньше|он же|известен как|известный как):? ${name}`,
  },
  {
    sign: /ник|аккаунт|логин/iu,
    source: String.raw`(?<![\p{L}])(?:мой|старый|другой|прежний)(?: старый| другой| прежний)? (?:ник|аккаунт|логин)${place}${is}${name}`,
  },
  { sign: /名|叫/u, source: `(?:曾用名|又名|原名|以前叫)[:： ]{0,2}${name}` },
].map(({ sign, source }) => ({ sign, pattern: new RegExp(source, 'giu') }))
/** Most posts have no such word, and are not looked at further. */
const hint =
  /known|a\.?k\.?a|alias|former|previous|ex-|nick|handle|user ?name|account|i am|i'm|i was|it'?s me|dulu|sebelum|dikenal|akun|lama|lain|бывш|ран(?:ее|ьше)|он же|извест|ник|аккаунт|логин|名|叫/iu

const most = 10
const longest = 20_000

/** The names of the author's that a text gives, as they are compared; his own, `handle`, is none. */
export function aliasesIn(text: string, handle: string): string[] {
  const start = text.slice(0, longest)
  const possible = phrases.filter(({ sign }) => sign.test(start))
  if (possible.length === 0 || !hint.test(start)) return []
  const found = new Set<string>()
  for (const { pattern } of possible)
    for (const [, alias = ''] of matchesIn(start, pattern)) {
      const key = handleKey(alias.replace(/[.-]+$/, ''))
      if (key.length >= 3 && key !== handleKey(handle)) found.add(key)
      if (found.size >= most) return [...found]
    }
  return [...found]
}
