import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countBadGuesses } from '../../console/bad-guesses.ts'
import { html } from '../../console/html.ts'
import { isSignedBySlack, slackSignature } from '../../console/slack-signature.ts'
import { type LinkKeys, mintToken, readToken, type Ticket } from '../../console/token.ts'

const now = new Date('2021-05-12T14:00:00Z')
const ticket: Ticket = {
  alertId: '0123456789abcdef0123456789abcdef',
  channelId: 'soc-mail',
  expiresAt: new Date('2021-06-12T14:00:00Z'),
}
const ring = (current: string, ...ids: string[]): LinkKeys => ({
  current,
  all: new Map(ids.map((id) => [id, Buffer.alloc(32, id)])),
})
const keys = ring('k1', 'k1')
const token = mintToken(ticket, keys)

test('a token says what it was made with, in letters that every mail program leaves alone', () => {
  expect(token).toMatch(/^[\w-]{50,90}$/)
  expect(readToken(token, keys, now)).toEqual({ is: 'good', ticket })
})

test('after its end it is known and no good; under a key that was rotated it still is', () => {
  expect(readToken(token, keys, ticket.expiresAt)).toEqual({ is: 'expired', ticket })
  expect(readToken(token, ring('k2', 'k1', 'k2'), now)).toEqual({ is: 'good', ticket })
  expect(readToken(token, ring('k2', 'k2'), now)).toEqual({ is: 'bad' })
  // Another ring's key of the same name.
  expect(readToken(token, { current: 'k1', all: new Map([['k1', Buffer.alloc(32, 'x')]]) }, now)).toEqual({ is: 'bad' })
})

test('one letter or one bit changed, cut off, put on, or written otherwise: none of ours', () => {
  const bytes = Buffer.from(token, 'base64url')
  for (let at = 0; at < bytes.length; at++)
    for (const bit of [1, 128]) {
      const altered = Buffer.from(bytes)
      altered[at] = (altered[at] ?? 0) ^ bit
      expect(readToken(altered.toString('base64url'), keys, now)).toEqual({ is: 'bad' })
    }
  for (let length = 0; length < token.length; length++)
    expect(readToken(token.slice(0, length), keys, now)).toEqual({ is: 'bad' })
  for (const more of ['A', '=', '.', '%20', token]) expect(readToken(token + more, keys, now)).toEqual({ is: 'bad' })
})

test('what is put into HTML stays text, in elements and in attributes', () => {
  const marks = fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    "'",
    '`',
    '=',
    '/',
    '&lt;',
    '<script>',
    'onload=',
    'x',
    '\u0000',
    '😀',
  )
  fc.assert(
    fc.property(fc.array(marks, { maxLength: 12 }), (parts) => {
      const { markup } = html`<p title="${parts.join('')}">${parts.join('')}</p>`
      expect(markup.replace(/&(amp|lt|gt|quot|#39);/g, '')).toMatch(/^<p title="[^"<>&]*">[^<>&]*<\/p>$/)
    }),
  )
  expect(html`${[html`<b>${'<i>'}</b>`, html`2`]}${false}${null}${3}`.markup).toBe('<b>&lt;i&gt;</b>23')
})

test('Slack’s own example of a signature', () => {
  // https://docs.slack.dev/authentication/verifying-requests-from-slack
  const body = Buffer.from(
    'token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c',
  )
  const secret = '8f742231b10e8888abcd99yyyzzz85a5'
  const signed = { signature: slackSignature(secret, '1531420618', body), seconds: '1531420618' }
  expect(signed.signature).toBe('v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503')
  const at = (seconds: number) => new Date((1_531_420_618 + seconds) * 1_000)
  expect([-301, -300, 0, 300, 301].map((off) => isSignedBySlack(signed, body, secret, at(off)))).toEqual([
    ...[false, true, true, true, false],
  ])
  expect(isSignedBySlack(signed, Buffer.concat([body, Buffer.from('x')]), secret, at(0))).toBe(false)
  expect(isSignedBySlack({ ...signed, seconds: '1531420619' }, body, secret, at(0))).toBe(false)
  expect(isSignedBySlack({ ...signed, signature: '' }, body, secret, at(0))).toBe(false)
})

test('who guesses too often waits for the next minute, and others do not', () => {
  const guesses = countBadGuesses()
  const allowed = Array.from({ length: 30 }, () => guesses.allows('192.0.2.1', now))
  expect(allowed.filter(Boolean)).toHaveLength(20)
  expect(guesses.allows('192.0.2.2', now)).toBe(true)
  expect(guesses.allows('192.0.2.1', new Date(now.getTime() + 60_000))).toBe(true)
})
