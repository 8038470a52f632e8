import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import pc from 'picocolors'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { columnsOf, linesOf, table } from '../../app/explain/columns.ts'
import { type Explanation, explain } from '../../app/explain/explanation.ts'
import type { Look } from '../../app/explain/hues.ts'
import { type Mark, marked } from '../../app/explain/marks.ts'
import { report } from '../../app/explain/report.ts'
import { plainText } from '../../model/plain.ts'
import { createPostReader } from '../../parsers/read.ts'
import { freshFolder } from '../services/embedded.ts'
import { pantau } from './cli.ts'

// An analyst asks why a post was read so, and pastes the answer into a ticket.

const ad = `Jual data nasabah Bank Rekaan 2jt baris, nama + NIK + no HP, harga $700
sampel: 9903025512990001;CONTOH SATU;081200007771
9904135701010002;CONTOH DUA;081200007772
minat tele @rekaan_jual`
const notice = 'DIBUTUHKAN SEGERA kurir motor. Syarat: fotokopi KTP, SIM C. Datang langsung ke gudang.'

let folder: string
let remove: () => Promise<void>
beforeAll(async () => {
  ;({ folder, remove } = await freshFolder())
})
afterAll(() => remove())

async function file(name: string, content: string): Promise<string> {
  await writeFile(join(folder, name), content)
  return join(folder, name)
}

const bare: Look = { colors: pc.createColors(false), width: 100 }
const colored: Look = { colors: pc.createColors(true), width: 100 }
const start = String.fromCharCode(27)
const withoutColors = (text: string): string => text.replaceAll(new RegExp(`${start}\\[\\d+m`, 'g'), '')

const read = createPostReader()
const explained = (text: string, more: { title?: string; author?: string } = {}): Explanation =>
  explain(read, { title: '', author: null, type: 'forum', text, ...more })

describe('pantau explain', () => {
  test('shows a post with what was read from it, masked, its contacts open', async () => {
    const post = await file('post.txt', ad)
    const { code, stdout } = await pantau(['explain', post, '--title', 'DB nasabah', '--author', 'kotz']).ended
    expect(code).toBe(0)
    expect(stdout).toMatch(/^sale, in a forum post by kotz\n\n│ .*DB.* nasabah/)
    expect(stdout).toContain('⟦price:$700⟧')
    expect(stdout).toMatch(/records +2,000,000 +counts +"2jt"/)
    expect(stdout).toMatch(/contacts +telegram:rekaan_jual .*"@?rekaan_jual"/)
    expect(stdout).toMatch(/severity +\d+ of 100\n +\+\d+ +\S/)
    expect(stdout).toMatch(/credibility +\d +\w/)
    expect(stdout).toMatch(/masked: 2 national-ids \(nik 2\), 2 phone-numbers/)
    for (const secret of ['9903025512990001', '9904135701010002', '081200007771', start])
      expect(stdout).not.toContain(secret)
  })

  test('reads the labelled form, and the same as JSON: each reason with its words', async () => {
    const written = { title: 'x\u202e\u009bx', text: ad, author: 'kotz', source: { type: 'chat' }, label: {} }
    const post = await file('post.json', JSON.stringify(written))
    const { stdout } = await pantau(['explain', post, '--json']).ended
    expect(stdout).not.toMatch(/\u202e|\u009b/)
    const told: Explanation = JSON.parse(stdout)
    expect(told.post).toMatchObject({ type: 'chat', author: 'kotz', title: written.title })
    expect(told.none).toBeNull()
    const spans = told.signal?.reasons.flatMap(({ span, words }) => (span ? [{ span, words }] : [])) ?? []
    expect(spans.length).toBeGreaterThan(5)
    for (const { span, words } of spans) expect(told.post[span.part].slice(span.start, span.end)).toBe(words)
    expect(stdout).not.toContain('9903025512990001')
    expect(stdout).not.toContain('"hashes"')
  })

  test('of a post that is none it tells the cues, and why', async () => {
    const post = await file('notice.txt', notice)
    const { code, stdout } = await pantau(['explain', post, '--type', 'social']).ended
    expect(code).toBe(0)
    expect(stdout).toMatch(/^no signal, in a social post: no word in it offers, seeks or threatens[^\n]*\n/)
    expect(stdout).toContain('⟦against hires:DIBUTUHKAN SEGERA⟧')
    expect(stdout).toMatch(/Against it\nhires +5 +hires, lends/)
    expect(stdout).toMatch(/countries +ID +"KTP"/)
  })

  test('the operator’s words count, without the secrets that stand beside them', async () => {
    const post = await file('own.txt', 'oper data nasabah BNKX, 150rb baris: nama, email')
    const config = await file(
      'pantau.yaml',
      `lexicon:
  victims: [{ name: Bank Contoh, aliases: [BNKX], country: ID }]
  cues: { sells: [oper data] }
channels:
  - { id: soc, type: slack, webhook: "\${NOT_SET}" }
`,
    )
    expect((await pantau(['explain', post]).ended).stdout).not.toContain('Bank Contoh')
    const { stdout } = await pantau(['explain', post, '-c', config]).ended
    expect(stdout).toMatch(/intent +sale +offers for sale +"oper data"/)
    expect(stdout).toMatch(/victims +Bank Contoh +.*"BNKX"/)
    const posts = await file('own.jsonl', JSON.stringify({ id: 1, text: 'oper data nasabah BNKX, 150rb baris: nama' }))
    const parsed = await pantau(['parse', 'posts', posts, '--config', config]).ended
    expect(JSON.parse(parsed.stdout).signal).toMatchObject({ intent: 'sale', victims: ['Bank Contoh'] })
  })

  test('what cannot be explained is told', async () => {
    const missing = await pantau(['explain', join(folder, 'none.txt')]).ended
    expect(missing).toMatchObject({ code: 1, stderr: expect.stringMatching(/none\.txt: there is no such file$/m) })
    const several = await file('several.jsonl', `{"text":"a"}\n{"text":"b"}\n`)
    expect((await pantau(['explain', several]).ended).stderr).toMatch(/holds several posts: take one/)
    expect((await pantau(['explain']).ended).stderr).toMatch(/name a file, or - for standard input/)
  })

  test('lists what words can be added to', async () => {
    const { stdout } = await pantau(['explain', '--words']).ended
    expect(stdout).toMatch(/^sells +sale 3 +offers for sale$/m)
    expect(stdout).toMatch(/^id-selfies +\S/m)
  })
})

describe('the words of a post', () => {
  test('a hostile post acts on nothing and forges nothing', () => {
    const text = `${start}[2J${start}]0;x\u0007\u202e\u009b⟦victims:Forged⟧\r\n${ad}\nseverity  100 of 100`
    const author = `${start}[5mkotz\u202e`
    const shown = report(explained(text, { title: `${start}[1mJUAL`, author }), bare)
    expect(shown).not.toMatch(/[\p{Cf}\p{Cs}]|[^\P{Cc}\n]/u)
    expect(shown).toContain('│ |victims:Forged|')
    expect(shown).toContain('│ severity  100 of 100')
  })

  test('any text of any script gives an explanation that is harmless', () => {
    const words = fc.constantFrom(
      'jual',
      'data',
      'ktp',
      'selfie',
      '2jt',
      '$5',
      'dijual',
      '出售',
      'للبيع',
      '\n',
      '\u202e',
      '⟦',
    )
    const texts = fc.array(fc.oneof(words, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 30 })
    fc.assert(
      fc.property(texts, (parts) => {
        const explanation = explained(parts.join(' '))
        const shown = report(explanation, bare)
        expect(shown).not.toMatch(/[\u202a-\u202e\u2060-\u206f]|\p{Cs}|[^\P{Cc}\n]/u)
        expect(shown).not.toBe('')
        expect(withoutColors(report(explanation, colored))).not.toMatch(/[^\P{Cc}\n]/u)
      }),
      { numRuns: 60 },
    )
  })

  test('in colour the words are the post’s own; words of several fields are underlined', () => {
    const shown = report(explained('Jual data pasien 26rb orang, KTP selfie'), colored)
    expect(shown).toContain(`${start}[4m`)
    expect(withoutColors(shown)).toContain('│ Jual data pasien 26rb orang, KTP selfie\n')
  })

  test('a long passage in which nothing was read is cut, and says so', () => {
    const shown = report(explained(`${ad}\n${'lorem ipsum '.repeat(20_000)}`), bare)
    expect(shown).toMatch(/… [\d,]{6,} characters …/)
    expect(shown.length).toBeLessThan(10_000)
  })
})

describe('marks', () => {
  const brackets = {
    paint: () => (text: string) => text,
    open: (labels: readonly string[]) => `⟦${labels.join('+')}:`,
    close: '⟧',
  }
  const at = (label: string, start: number, end: number): Mark => ({ label, span: { part: 'text', start, end } })
  const shown = (text: string, marks: Mark[]): string =>
    marked(text, marks, brackets)
      .map((piece) => piece.text)
      .join('')

  test.each<[string, Mark[], string]>([
    ['inside each other', [at('b', 4, 7), at('a', 0, 7)], '⟦a:one ⟦b:two⟧⟧ six'],
    ['of the same words', [at('a', 0, 3), at('b', 0, 3), at('a', 0, 3)], '⟦a+b:one⟧ two six'],
    ['that cross', [at('a', 0, 5), at('b', 4, 11)], '⟦a:one ⟧⟦b:two six⟧'],
    ['beside each other', [at('b', 3, 7), at('a', 0, 3)], '⟦a:one⟧⟦b: two⟧ six'],
    ['of nothing', [at('a', 3, 3)], 'one two six'],
  ])('%s', (_name, marks, expected) => {
    expect(shown('one two six', marks)).toBe(expected)
  })

  test('no mark takes a word away', () => {
    const place = fc.tuple(fc.nat(40), fc.nat(40)).map(([a, b]) => at(`f${a % 4}`, Math.min(a, b), Math.max(a, b)))
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40, unit: 'grapheme-ascii' }),
        fc.array(place, { maxLength: 12 }),
        (text, marks) => {
          const inside = marks.filter(({ span }) => span.end <= text.length)
          const quiet = { ...brackets, open: () => '', close: '' }
          const words = marked(text, inside, quiet).map((piece) => piece.text)
          expect(words.join('')).toBe(plainText(text))
          const opened = shown(text, inside)
          expect(opened.split('⟦').length).toBe(opened.split('⟧').length)
        },
      ),
    )
  })
})

describe('columns', () => {
  const plain = (text: string) => ({ text, paint: (words: string) => words })

  test('wide, combining and invisible characters count as a terminal shows them', () => {
    expect(['abc', '出售', 'e\u0301', '🙏', 'ｋ', 'للبيع', 'a\u200db'].map(columnsOf)).toEqual([3, 4, 1, 2, 2, 5, 2])
  })

  test('no line is wider than it may be, and none loses a word', () => {
    const words = fc.array(fc.oneof(fc.string(), fc.constantFrom('出售数据', ' ', '\n', 'x'.repeat(50))), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 30 }), (parts, width) => {
        const lines = linesOf(parts.map(plain), width)
        for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width)
        expect(lines.join('').replace(/\s/g, '')).toBe(parts.join('').replace(/\s/g, ''))
      }),
    )
  })

  test('a table stays aligned beside wide words, and breaks no address', () => {
    const address = 'email:corduroy.contact@mail.example.org'
    const rows = [
      [plain('出售'), plain(address), plain('one')],
      [plain('b'), plain('c'), plain('two')],
    ]
    const lines = table(rows, 60, [0.2, 0.3])
    expect(lines).toEqual([`出售  ${address}  one`, `b     c${' '.repeat(address.length + 1)}two`])
  })
})
