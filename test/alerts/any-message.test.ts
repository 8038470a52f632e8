import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Message } from '../../model/alert.ts'
import { receivers } from './receivers/all.ts'

// Whatever a message holds: each receiver takes it, finds nothing against it, and reads our id and no forged one.

const marks = [
  ...[
    '<',
    '>',
    '|',
    '`',
    '```',
    '~~~',
    '@',
    '@all',
    '&',
    '&amp;',
    '&#60;',
    '\\',
    '\\|',
    '\\n',
    '=',
    '"',
    "'",
    '$',
    '%',
  ],
  ...['[', ']', '(', ')', '{', '}', '*', '_', '#', '/', '-', '+', '1.', '||', '<!channel>', '<https://a.example|b>'],
  ...['\n', '\r\n', '\t', ' ', '\u0000', '\u2028', '\u001b[31m', '\u202e', '\u200b', '\u00ad', '\ufeff', '\ud800'],
  ...['\u0301'.repeat(9), '😀', 'é', '１', 'word', 'слово', 'x'.repeat(300), 'http://x.example', 'javascript:'],
  ...['externalId=1', 'rt=', `\nPantau ${'f'.repeat(32)}, x\n`],
]
const marked = fc.array(fc.constantFrom(...marks), { maxLength: 60 }).map((parts) => parts.join(''))
const text = fc.oneof(marked, fc.string({ unit: 'binary', maxLength: 100 }))
const message: fc.Arbitrary<Message> = fc.record({
  language: fc.constantFrom('en' as const, 'id' as const),
  subject: text,
  kind: fc.constantFrom('listing' as const, 'operator' as const, 'gathered' as const, 'digest' as const),
  event: fc.constantFrom('opened' as const, null),
  tlp: fc.constantFrom('CLEAR' as const, 'AMBER+STRICT' as const, 'RED' as const),
  severity: fc.integer({ min: 0, max: 100 }),
  confidence: fc.constant(0.5),
  facts: fc.array(fc.record({ label: fc.oneof(text, fc.constant('Contacts')), value: text }), { maxLength: 45 }),
  excerpt: text,
  reasons: fc.array(text, { maxLength: 20 }),
  next: fc.array(text, { maxLength: 10 }),
  source: text,
  evidence: fc.oneof(text, fc.constant('a'.repeat(64))),
  link: fc.oneof(
    fc.constant(null),
    text.map((words) => ` ${words}`),
    fc.constant('https://pantau.example.com/alerts/a1?until=2&signature=AbC-_'),
  ),
  createdAt: fc.constant('2021-05-12T14:11:00.000Z'),
})

test.each(Object.entries(receivers))('%s', async (_id, { start }) => {
  const receiver = await start()
  let sent = 0
  try {
    await fc.assert(
      fc.asyncProperty(message, async (any) => {
        const deliveryId = (sent++).toString(16).padStart(32, '0')
        await receiver.channel.send({ message: any, deliveryId })
        expect(receiver.arrivals.at(-1)).toMatchObject({ faults: [], id: deliveryId })
      }),
      { numRuns: 25 },
    )
  } finally {
    await receiver.channel.close()
    await receiver.stop()
  }
})
