import { describe, expect, test } from 'vitest'
import type { Page } from '../../model/page.ts'
import { citedAuthor, readBody } from '../../parsers/markup/body.ts'
import { contactOf } from '../../parsers/markup/forum/contacts.ts'
import type { Element } from '../../parsers/markup/page/dom.ts'
import { parseFragment } from '../../parsers/markup/page/open.ts'
import { compileSelectors, indexPage } from '../../parsers/markup/page/selectors.ts'
import { lineOf, textOf } from '../../parsers/markup/text.ts'
import { canonicalUrl, linkUrl } from '../../parsers/markup/urls.ts'
import { refusalOf } from '../../parsers/markup/walls.ts'
import { parsePage } from '../../parsers/parse.ts'

const html = (source: string) => parseFragment(source, 'http://forum.example/')

describe('text', () => {
  test.each([
    ['one<br>two<br /><br />three', 'one\ntwo\n\nthree'],
    ['<div>a</div><div>b</div>', 'a\nb'],
    ['<p>a</p><p>b</p>', 'a\n\nb'],
    ['<ul><li>a</li><li>b</li></ul>c', 'a\nb\nc'],
    ['  a \n\t b  <b>c</b>d', 'a b cd'],
    ['<pre>  a\n\n    b </pre>c', '  a\n\n    b\nc'],
    ['<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', 'a\tb\nc'],
    ['a<script>x()</script><style>y</style><noscript>z</noscript>b', 'ab'],
    ['<div><br><br><br><br>a</div>', 'a'],
  ])('%j', (source, text) => expect(textOf(html(source))).toBe(text))

  test('a title is one line, its no-break spaces are spaces', () => {
    expect(lineOf(html('<b>SELLING</b>&nbsp; Contoh<br>data '))).toBe('SELLING Contoh data')
  })
})

describe('addresses', () => {
  const rules = {
    drop: ['sortby'],
    dropAt: { page: /^1$/, action: /^lastpost$/ },
    dropBeside: { pid: 'tid' },
    rewrite: [[/\/print\.php\?tid=(\d+)$/, '/show.php?tid=$1']],
  } as const
  test.each([
    ['show.php?tid=1&sid=0123456789abcdef0123456789abcdef', 'http://forum.example/b/show.php?tid=1'],
    ['?PHPSESSID=abc123&topic=1.0', 'http://forum.example/b/?topic=1.0'],
    ['index.php?PHPSESSID=abc;topic=1.0;wap2', 'http://forum.example/b/index.php?topic=1.0;wap2'],
    ['show.php?s=0123456789abcdef0123456789abcdef&t=5', 'http://forum.example/b/show.php?t=5'],
    ['search?s=indonesia&sid=12', 'http://forum.example/b/search?s=indonesia&sid=12'],
    ['show.php;jsessionid=0A1B?t=5', 'http://forum.example/b/show.php?t=5'],
    ['show.php?utm_source=x&b=2&a=1&fbclid=y#post3', 'http://forum.example/b/show.php?b=2&a=1'],
    ['show.php?tid=1&highlight=a+b&page=1', 'http://forum.example/b/show.php?tid=1'],
    ['show.php?tid=1&page=12', 'http://forum.example/b/show.php?tid=1&page=12'],
    ['show.php?tid=1&pid=7#pid7', 'http://forum.example/b/show.php?tid=1'],
    ['show.php?pid=7', 'http://forum.example/b/show.php?pid=7'],
    ['show.php?tid=1&action=lastpost', 'http://forum.example/b/show.php?tid=1'],
    ['print.php?tid=1', 'http://forum.example/b/show.php?tid=1'],
    ['//other.example/x', 'http://other.example/x'],
    ['http://user:pass@forum.example/', 'http://forum.example/'],
    ['thread-1.html?x=%F0%9F%94%A5&y=a%26b', 'http://forum.example/b/thread-1.html?x=%F0%9F%94%A5&y=a%26b'],
  ])('%s', (href, url) => expect(canonicalUrl(href, 'http://forum.example/b/', rules)).toBe(url))

  test.each([
    '',
    'javascript:alert(1)',
    'mailto:a@example.com',
    'http://',
    'tg://resolve?domain=x',
    'data:text/html,x',
  ])('%j is nowhere to go', (href) => expect(canonicalUrl(href, 'http://forum.example/')).toBeNull())
  test('a link of a post keeps everything, but runs no script', () => {
    expect(linkUrl('mailto:a@example.com', 'http://forum.example/')).toBe('mailto:a@example.com')
    expect(linkUrl('/a?utm_source=b#c', 'http://forum.example/')).toBe('http://forum.example/a?utm_source=b#c')
    expect(linkUrl(' javascript:alert(1)', 'http://forum.example/')).toBeNull()
  })
})

describe('selectors', () => {
  const root = html(
    '<div class="post a"><p id=one><a href="/x">1</a></p></div><div class="post"><a>2</a><b>3</b></div>',
  )
  const find = compileSelectors(
    '.post',
    '.post > a, b',
    'p a[href], p > a',
    '#one',
    '[href^="/"]',
    '.none',
  )(indexPage(root))
  const words = (list: readonly Element[]) => list.map((element) => lineOf(element))

  test('everything is found in one walk, in the order of the document, each element once', () => {
    expect(words(find.all('.post'))).toEqual(['1', '23'])
    expect(words(find.all('.post > a, b'))).toEqual(['2', '3'])
    expect(words(find.all('p a[href], p > a'))).toEqual(['1'])
    expect(words(find.all('#one'))).toEqual(['1'])
    expect(words(find.all('[href^="/"]'))).toEqual(['1'])
  })
  test('of several selectors the first that finds something in the scope counts', () => {
    const [first, second] = find.all('.post')
    expect(words(find.all(['.none', '[href^="/"]', '.post > a, b'], first))).toEqual(['1'])
    expect(words(find.all(['.none', '[href^="/"]', '.post > a, b'], second))).toEqual(['2', '3'])
    expect(find.first('.none')).toBeUndefined()
    expect(find.is(['.none', '.post'], second as Element)).toBe(true)
  })
  test('a selector with a mistake is refused when the table is compiled', () => {
    expect(() => compileSelectors('div[')).toThrow()
  })
})

describe('bodies', () => {
  const base = new URL('http://forum.example/t/1')
  const read = (source: string) =>
    readBody(html(source), base, ({ name }) => (name === 'blockquote' ? 'quote' : name === 'cite' ? 'cite' : undefined))

  test('quotes stand apart, the inner after the outer, and a cite before a quote belongs to it', () => {
    const body = read(
      'a<blockquote><cite>X Wrote:</cite>b<blockquote>c</blockquote>d</blockquote>e<cite>Y said:</cite><blockquote>f</blockquote>',
    )
    expect(body.text).toBe('a\ne')
    expect(body.quotes).toEqual([
      { author: 'X', text: 'b\nd' },
      { author: null, text: 'c' },
      { author: 'Y', text: 'f' },
    ])
  })
  test('links and images are the author’s own; smilies are none, an emoji is a letter', () => {
    const body = read(
      '<a href="/f"><b>file</b></a><blockquote><a href="/g">g</a><img src="/q.png"></blockquote><img src="/images/smilies/a.gif" alt=":)"><img class="emoji" src="/e.png" alt="🔥"><img src="p.jpg" alt="proof"><a href="javascript:x">j</a>',
    )
    expect(body.links).toEqual([{ url: 'http://forum.example/f', text: 'file' }])
    expect(body.images).toEqual([{ url: 'http://forum.example/t/p.jpg', alt: 'proof' }])
    expect(body.text).toBe('file\n🔥j')
  })
  test.each([
    ['Kotz Wrote:', 'Kotz'],
    ['(05-12-2021, 03:21 AM)Lintah Darat Wrote:', 'Lintah Darat'],
    ['I wrote that wrote:', 'I wrote that'],
    ['si_anu menulis:', 'si_anu'],
    ['Иван писал(а):', 'Иван'],
    ['Анна сказал(а):', 'Анна'],
    ['张三 写道:', '张三'],
    ['joão escreveu:', 'joão'],
    ['Ana escribió:', 'Ana'],
    ['Zitat von Udo', 'Udo'],
    ['Udo hat geschrieben:', 'Udo'],
    ['Luc a écrit :', 'Luc'],
    ['Цитата:', null],
    ['引用:', null],
    ['Quote:', null],
    ['', null],
    ['data<b>bold</b>:', 'data<b>bold</b>'],
    ['Quote from: Contoh on November 20, 2026, 03:25:10 PM', 'Contoh'],
    ['Quote from: base on fire on Today at 03:25:10 PM', 'base on fire'],
    ['Kutipan dari: Contoh pada 20 November 2026', 'Contoh'],
    ['Цитата: Образец 7 от 20 Ноября 2026, 15:25', 'Образец 7'],
    ['Образец писал(а):', 'Образец'],
    ['引用自: 样本 于 2026-11-20', '样本'],
    ['Quote from: Contoh', 'Contoh'],
    ['Цитата:', null],
  ])('cite %j', (cite, author) => expect(citedAuthor(cite)).toBe(author))
})

test.each([
  ['Telegram', 'https://t.me/Contoh_1', { type: 'telegram', value: 'contoh_1' }],
  ['Telegram Username', '@Contoh_1', { type: 'telegram', value: 'contoh_1' }],
  ['Jabber ID', 'Contoh@XMPP.example', { type: 'xmpp', value: 'contoh@xmpp.example' }],
  ['WhatsApp', '+62 812-0000-0001', { type: 'whatsapp', value: '+6281200000001' }],
  ['Tox', 'ab'.repeat(38), { type: 'tox', value: 'AB'.repeat(38) }],
  ['Phone', '0812', null],
  ['Homepage', 'http://example.com', null],
])('profile field %s: %s', (label, value, contact) => expect(contactOf(label, value)).toEqual(contact))

describe('walls', () => {
  test.each([
    ['The specified thread does not exist.', 'missing'],
    ['The requested topic does not exist.', 'missing'],
    ['The topic or board you are looking for appears to be either missing or off limits to you.', 'missing'],
    ['Topik yang Anda cari tidak ditemukan.', 'missing'],
    ['You are either not logged in or do not have permission to view this page.', 'login'],
    ['You must be logged in to do that.', 'login'],
    ['Anda harus login untuk melihat halaman ini', 'login'],
    ['Checking your browser before accessing forum.example', 'blocked'],
    ['Situs sedang dalam pemeliharaan', 'blocked'],
    ['Selling the customer base of a bank', null],
  ])('%s', (message, refusal) => expect(refusalOf(message)).toBe(refusal))

  const page = (body: string, status = 200): Page => ({
    url: 'http://forum.example/t/1',
    finalUrl: 'http://forum.example/t/1',
    status,
    headers: { 'content-type': 'text/html' },
    body,
    fetchedAt: new Date('2026-11-20T00:00:00Z'),
    sha256: '0'.repeat(64),
    via: 'direct',
  })
  const named = (name: string) =>
    expect.objectContaining({ name, message: expect.stringContaining('http://forum.example/t/1') })

  test.each([
    [
      '<title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/h/b/orchestrate"></script>',
      'BlockedError',
    ],
    ['<title>DDOS-GUARD</title><p>Checking your browser before accessing</p>', 'BlockedError'],
    ['<title>Verify</title><form><div class="h-captcha"></div></form>', 'BlockedError'],
    ['<p>Down for maintenance, back soon</p>', 'BlockedError'],
    ['<h1>Welcome</h1><form><input name=u><input type=password name=p></form>', 'LoginNeededError'],
    ['<p>You must be logged in to view this forum.</p>', 'LoginNeededError'],
    ['<p>Hello, this is nothing that anybody knows.</p>', 'ParseError'],
  ])('%s', (body, name) => expect(() => parsePage(page(body))).toThrow(named(name)))

  test('a page that is gone is a kind of page, whoever sends it', () => {
    expect(parsePage(page('<h1>404 Page Not Found</h1>', 404))).toMatchObject({ kind: 'missing', engine: 'auto' })
    expect(parsePage(page('<h1>gone</h1>', 410), 'mybb')).toMatchObject({ kind: 'missing', engine: 'mybb' })
  })
})
