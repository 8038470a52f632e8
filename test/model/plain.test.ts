import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cut, defang, oneLine, plainText } from '../../model/plain.ts'

describe('plainText', () => {
  test.each([
    ['\u001b[31mred\u001b[0m', 'red'],
    ['\u001b]0;title\u0007after', 'after'],
    ['\u001b]8;;https://evil.example\u001b\\link\u001b]8;;\u001b\\', 'link'],
    ['\u001bc reset', ' reset'],
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['a\tb\u0000\u0008\u009bc', 'a bc'],
    ['\u202egnp.exe\u2066x\u200by', 'gnp.exexy'],
    [`e${'\u0301'.repeat(50)}`, `e${'\u0301'.repeat(4)}`],
    ['half \ud800 pair', 'half \ufffd pair'],
    ['👨‍👩‍👧 می‌خواهم', '👨‍👩‍👧 می‌خواهم'],
  ])('%j becomes %j', (text, plain) => {
    expect(plainText(text)).toBe(plain)
  })

  test('twice is once', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => plainText(plainText(text)) === plainText(text)))
  })
})

test('oneLine keeps one line', () => {
  expect(oneLine('  a \r\n\t b\u0085c  ')).toBe('a bc')
})

describe('cut', () => {
  test.each([
    ['short', 10, 'short'],
    ['one two three four', 15, 'one two three…'],
    ['onetwothreefour', 8, 'onetwot…'],
    ['ab😀cd', 4, 'ab…'],
    ['abc', 1, '…'],
  ])('%j to %i', (text, max, result) => {
    expect(cut(text, max)).toBe(result)
  })
})

describe('defang', () => {
  test.each([
    ['_http://intranet/x allhttps://x sftp://files/x', '_hxxp://intranet/x allhxxps://x sfxp://files/x'],
    ['https://shop.example/a.html?b=1', 'hxxps://shop[.]example/a.html?b=1'],
    ['HTTP://SHOP.EXAMPLE', 'HxxP://SHOP[.]EXAMPLE'],
    ['ftp://a.b.example', 'fxp://a[.]b[.]example'],
    ['mail a@b.co.id now', 'mail a@b[.]co[.]id now'],
    ['http://10.0.0.1:8080/x', 'hxxp://10[.]0[.]0[.]1:8080/x'],
    ['/evil.com and data.zip', '/evil[.]com and data[.]zip'],
    ['index.html.evil.example', 'index.html[.]evil[.]example'],
    ['例え.テスト', '例え[.]テスト'],
    ['279.000.000 rows, e.g. v1.2, Rp 1.500, end. Next', '279.000.000 rows, e.g. v1.2, Rp 1.500, end. Next'],
  ])('%j becomes %j', (text, dead) => {
    expect(defang(text)).toBe(dead)
    expect(defang(dead)).toBe(dead)
  })
})
