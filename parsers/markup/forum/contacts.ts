import type { Contact } from '../../../model/profile.ts'

/** A profile's field label, and the kind of contact that it holds. */
const labels: readonly (readonly [RegExp, Contact['type']])[] = [
  [/telegram/i, 'telegram'],
  [/whats ?app/i, 'whatsapp'],
  [/jabber|xmpp/i, 'xmpp'],
  [/\btox\b/i, 'tox'],
  [/\bsession\b/i, 'session'],
  [/\bsignal\b/i, 'signal'],
  [/discord/i, 'discord'],
  [/wickr/i, 'wickr'],
  [/matrix|element id/i, 'matrix'],
  [/threema/i, 'threema'],
  [/simplex/i, 'simplex'],
  [/\bicq\b/i, 'icq'],
  [/\bqq\b/i, 'qq'],
  [/wechat/i, 'wechat'],
  [/\bline( id)?\b/i, 'line'],
  [/instagram/i, 'instagram'],
  [/twitter|^x$/i, 'x'],
  [/facebook/i, 'facebook'],
  [/e-?mail/i, 'email'],
  [/phone|telepon|no\.? ?hp/i, 'phone'],
]

/** A profile field as a contact: `Telegram: https://t.me/Example_One` → telegram, example_one. `null` for other fields. */
export function contactOf(label: string, value: string): Contact | null {
  const type = labels.find(([pattern]) => pattern.test(label))?.[1]
  const first = value.trim().slice(0, 300).split(/\s+/)[0] ?? ''
  if (type === undefined || first === '') return null
  if (type === 'tox' || type === 'session')
    return /^[0-9a-f]{40,}$/i.test(first) ? { type, value: first.toUpperCase() } : null
  if (type === 'phone' || type === 'whatsapp') return phone(type, value)
  if (type === 'icq' || type === 'qq')
    return /^[\d-]{5,12}$/.test(first) ? { type, value: first.replaceAll('-', '') } : null
  if (type === 'email' || type === 'xmpp') {
    return /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(first) ? { type, value: first.toLowerCase() } : null
  }
  const name = first.replace(/^(https?:\/\/)?[\w.-]+\.\w+\/(#!?\/)?(@|add\/|user\/)?/i, '').replace(/^@|[/?#].*$/g, '')
  return /^[\w.@:#-]{2,}$/.test(name) ? { type, value: name.toLowerCase() } : null
}

/** A number with its country code; a local one stays out: nobody knows the country. */
function phone(type: 'phone' | 'whatsapp', value: string): Contact | null {
  const number = (/wa\.me\/(\d+)/.exec(value)?.[1] ?? value).replace(/[^\d+]/g, '')
  const international = value.includes('wa.me/') ? `+${number}` : number
  return /^\+\d{8,15}$/.test(international) ? { type, value: international } : null
}
