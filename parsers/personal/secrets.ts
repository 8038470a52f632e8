import { matchesIn } from '../matches.ts'
import type { Found } from './found.ts'

/** A key, a token or the hash of a password, told by the form that its maker gave it. */
interface Secret {
  shape: string
  kind: 'api-keys' | 'passwords'
  /** The group `id`, where there is one, is the secret; else the whole match. Every repetition is bounded. */
  notation: RegExp
  /** Leading units that a mask leaves: the maker's prefix. */
  shown: number
}

const alone = (source: string): RegExp => new RegExp(`(?<![\\w•\ue000-])(?:${source})(?![\\w•])`, 'g')
const key = (shape: string, source: string, shown = 4): Secret => ({
  ...{ shape, kind: 'api-keys', notation: alone(source), shown },
})
const hash = (shape: string, source: string, shown: number): Secret => ({
  ...{ shape, kind: 'passwords', notation: new RegExp(`(?<![\\w$•\ue000])${source}(?![\\w./$•])`, 'g'), shown },
})

/** Signs of crypt(3)'s own base 64. */
const crypt = '[./A-Za-z0-9]'

/** Formats as their makers document them and as secret scanners know them. To add one: a line, and an example in the test. */
const secrets: readonly Secret[] = [
  {
    shape: 'private-key',
    kind: 'api-keys',
    // Takes what a key block is made of, as far as it goes: a block that is cut off is a key still.
    notation: /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?<id>(?:[\w+/=:,.()\s\\]|-(?!----)){1,20000})/g,
    shown: 0,
  },
  key('aws', '(?:AKIA|ASIA|AROA|AIDA)[A-Z2-7]{16}'),
  key('github', 'gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\\w{22,255}'),
  key('gitlab', 'gl(?:pat|dt|rt|ptt)-[\\w-]{20,80}', 6),
  key('slack', 'xox[abeoprs]-[A-Za-z0-9-]{10,255}|xapp-[A-Za-z0-9-]{10,255}', 5),
  {
    shape: 'webhook',
    kind: 'api-keys',
    notation:
      /(?:hooks\.slack\.com\/(?:services|workflows)|discord(?:app)?\.com\/api\/webhooks)\/(?<id>[\w/-]{20,200})/g,
    shown: 0,
  },
  key('google', 'AIza[\\w-]{35}|GOCSPX-[\\w-]{28}|ya29\\.[\\w-]{20,255}'),
  key('stripe', '(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{10,255}|whsec_[A-Za-z0-9+/=]{24,80}', 3),
  key('jwt', 'eyJ[\\w-]{8,4000}\\.eyJ[\\w-]{4,8000}(?:\\.[\\w-]{0,2000})?'),
  { shape: 'telegram-bot', kind: 'api-keys', notation: /(?<!\d)\d{8,10}:[\w-]{35}(?![\w-])/g, shown: 0 },
  key('discord-bot', '[MNO][\\w-]{23,27}\\.[\\w-]{6}\\.[\\w-]{27,40}', 1),
  key('openai', 'sk-(?=[\\w-]{0,80}\\d)[\\w-]{20,255}', 3),
  key('npm', 'npm_[A-Za-z0-9]{36}'),
  key('sendgrid', 'SG\\.[\\w-]{16,32}\\.[\\w-]{16,64}', 3),
  key('mailgun', 'key-[0-9a-f]{32}'),
  key('twilio', '(?:AC|SK)[0-9a-f]{32}', 2),
  key('digitalocean', 'do[opr]_v1_[0-9a-f]{64}'),
  key('shopify', 'shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}', 6),
  key('huggingface', 'hf_[A-Za-z]{34}', 3),
  key('xendit', 'xnd_(?:production|development|public_production)_\\w{20,100}'),
  key('midtrans', '(?:SB-)?Mid-(?:server|client)-[\\w-]{16,64}'),

  hash('bcrypt', `\\$2[abxy]?\\$\\d\\d\\$${crypt}{53}`, 4),
  hash('phpass', `\\$[HP]\\$${crypt}{31}`, 3),
  hash('drupal', `\\$S\\$${crypt}{52}`, 3),
  hash('md5crypt', `\\$(?:1|apr1)\\$[^$\\s]{0,8}\\$${crypt}{22}`, 3),
  hash('sha256crypt', `\\$5\\$(?:rounds=\\d{1,9}\\$)?[^$\\s]{0,16}\\$${crypt}{43}`, 3),
  hash('sha512crypt', `\\$6\\$(?:rounds=\\d{1,9}\\$)?[^$\\s]{0,16}\\$${crypt}{86}`, 3),
  hash('yescrypt', `\\$(?:y|gy|7)\\$${crypt}{1,16}\\$${crypt}{0,86}\\$${crypt}{43}`, 3),
  hash('scrypt', `\\$s[0o]\\$[^\\s$]{1,16}\\$[^\\s$]{8,64}\\$[A-Za-z0-9+/=]{40,100}`, 3),
  hash(
    'argon2',
    '\\$argon2(?:id?|d)\\$(?:v=\\d{1,3}\\$)?[mtp=,\\d]{5,40}\\$[A-Za-z0-9+/=]{8,90}\\$[A-Za-z0-9+/=]{16,180}',
    7,
  ),
  hash('pbkdf2', 'pbkdf2_sha\\d{1,3}\\$\\d{1,8}\\$[^\\s$]{1,64}\\$[A-Za-z0-9+/=]{28,100}', 6),
  hash('mysql5', '\\*[0-9A-Fa-f]{40}', 1),
  hash('ldap', '\\{(?:S?SHA\\d{0,3}|S?MD5|CRYPT)\\}[A-Za-z0-9+/=.$]{20,140}', 0),
  // A line of pwdump: user, number, LM hash, NTLM hash.
  {
    shape: 'ntlm',
    kind: 'passwords',
    notation: /(?<=^[^\s:•\ue000]{1,64}:\d{1,10}:)(?:[0-9a-f]{32}|NO PASSWORD\*{0,21}|):[0-9a-f]{32}(?=:|\s|$)/gim,
    shown: 0,
  },
]

const keyWords =
  'api[ _-]?key|api[ _-]?token|api[ _-]?secret|app[ _-]?secret|secret[ _-]?key|secret[ _-]?access[ _-]?key|client[ _-]?secret|' +
  'access[ _-]?key|access[ _-]?token|auth[ _-]?token|refresh[ _-]?token|bot[ _-]?token|private[ _-]?key|encryption[ _-]?key|' +
  'authorization: ?(?:bearer|basic)|bearer|token|secret|phpsessid|jsessionid|session[ _-]?(?:token|cookie)'
const besideWord = new RegExp(
  `(?<![a-z0-9])(?:${keyWords})["']?(?: {0,2}(?:[:=]|=>) {0,2}| (?=[\\w-]{20}))["']?([\\w+/=.~-]{16,4096})`,
  'gi',
)

/**
 * What every secret above has in it, in short: most texts have none of this, and looking for each form in each of them
 * was half of what masking cost. A new form needs its sign here; the test of the forms fails without.
 */
const signs = new RegExp(
  '-----BEGIN|A(?:KI|SI|RO|ID)A|gh[pousr]_|github_pat_|gl(?:pat|dt|rt|ptt)-|xox|xapp-|/services/|/workflows/|/webhooks/|AIza|GOCSPX-|' +
    'ya29|_live_|_test_|whsec_|eyJ|\\d{8}:|\\.[\\w-]{6}\\.[\\w-]{27}|sk-|npm_|SG\\.|key-|(?:AC|SK)[0-9a-f]{32}|_v1_|shp|hf_|xnd_|' +
    'Mid-|\\$|\\*[0-9A-Fa-f]{40}|\\{(?:S?SHA|S?MD5|CRYPT)|:[0-9a-fA-F]{32}',
)
const wordSigns = /key|token|secret|authorization|bearer|phpsessid|jsessionid|session/i

/** A word that somebody's machine made: digits and letters mixed, few of them twice; no address, no identifier of a program. */
export const isRandom = (word: string): boolean =>
  /\d/.test(word) &&
  /[a-z]/i.test(word) &&
  new Set(word).size >= 10 &&
  !/^[a-z_.]+\d{0,3}$/i.test(word) &&
  !/\.\w{2,4}$/.test(word)

/** Tox and Session ids are contacts, though a word like `token` may stand before them. */
const isContact = (word: string): boolean => /^(?:05[0-9a-f]{64}|[0-9a-f]{76})$/i.test(word)

/** Keys and tokens of programs, private keys, and hashes of passwords whose form says what they are. Linear in the text. */
export function findSecrets(text: string): Found[] {
  const found: Found[] = []
  for (const { shape, kind, notation, shown } of signs.test(text) ? secrets : [])
    for (const hit of matchesIn(text, notation)) {
      const word = hit.groups?.id ?? hit[0]
      found.push(secretAt(kind, shape, hit.index + hit[0].length - word.length, word, shown))
    }
  for (const hit of wordSigns.test(text) ? matchesIn(text, besideWord) : []) {
    const word = hit[1] ?? ''
    if (isRandom(word) && !isContact(word))
      found.push(secretAt('api-keys', 'token', hit.index + hit[0].length - word.length, word, 0))
  }
  return found.sort((one, other) => one.start - other.start || other.end - one.end)
}

const secretAt = (kind: string, shape: string, start: number, word: string, shown: number): Found => {
  const end = start + word.length
  return { kind, shape, start, end, hide: [{ start: start + shown, end }], value: word }
}
