import { describe, expect, test } from 'vitest'
import { takedown, takedownLetter } from '../../exports/takedown.ts'
import type { Timeline } from '../../model/timeline.ts'
import { entryWith, timelineOf } from './timelines.ts'

// What a hoster is asked to remove, and, above all, what it must never be asked to.

const sheet = (timeline: Timeline): string => [...takedown.write(timeline)].join('')
const letter = (timeline: Timeline): string => [...takedownLetter.write(timeline)].join('')

/** Rows by column; no text of these tests needs quotes. */
const rowsOf = (timeline: Timeline): Record<string, string>[] => {
  const [names = [], ...rows] = sheet(timeline)
    .replace('\ufeff', '')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  return rows.map((cells) => Object.fromEntries(cells.map((cell, at) => [names[at] ?? '', cell])))
}
const found = (parts: Parameters<typeof entryWith>[0]): string[] =>
  rowsOf(timelineOf(entryWith({ title: 'offer', ...parts }))).map(({ kind, url }) => `${kind} ${url}`)

const post = 'post https://raid.example/thread-1001.html'

describe('what is listed', () => {
  test.each([
    ['a file on a service for files', 'https://mega.nz/file/abc#key', 'here', 'download'],
    ['below a host of it', 'https://u.pixeldrain.com/u/abc', '', 'download'],
    ['a file of data anywhere', 'http://198.51.100.7/all.SQL', '', 'download'],
    ['one that is called a sample', 'https://gofile.io/d/abc', 'Sample 1000 rows', 'sample'],
    ['one that is called so in Indonesian', 'https://gofile.io/d/abc', 'contoh data', 'sample'],
    ['one whose file is called so', 'https://files.example/f/bpjs_sample-1m.rar', '', 'sample'],
    ['what is called nothing else, on a host that nobody knows', 'https://files.example/f/abc', 'Mirror 2', 'download'],
    ['a paste', 'https://pastebin.com/abc', '', 'sample'],
    ['a picture on a service for pictures', 'https://ibb.co/abc', '', 'sample'],
    ['on an onion', `http://${'a'.repeat(56)}.onion/dump.zip`, '', 'download'],
  ])('%s', (_what, url, text, kind) => {
    expect(found({ links: [{ url, text }] })).toEqual([post, `${kind} ${url}`])
  })

  test('addresses that only stand in the text, dead ones too, called by the words before them', () => {
    const text =
      'Sample: hxxps://gofile[.]io/d/one.\nAll: https://mega.nz/folder/two, https://www.mediafire.com/file/three!'
    expect(found({ text })).toEqual([
      post,
      'sample https://gofile.io/d/one',
      'download https://mega.nz/folder/two',
      'download https://www.mediafire.com/file/three',
    ])
  })

  test.each([
    ['the site of a victim', 'https://bpjs.example/', 'BPJS'],
    ['even where it is called a sample', 'https://bpjs.example/about', 'sample of their site'],
    ['what only speaks of a download', 'https://news.example/2021/leak', 'the download that was blocked'],
    ['the news', 'https://news.example/2021/leak.html', 'proof'],
    ['a chat', 'https://t.me/kotz_test', 'contact'],
    ['the front of a service', 'https://mega.nz/', 'mega'],
    ['a host that only ends like a service', 'https://notmega.nz/file/abc', ''],
    ['a service as a part of a path', 'https://raid.example/mega.nz/abc', ''],
    ['what is no address', 'javascript:alert(1)//dump.zip', 'download'],
    ['a file of this machine', 'file:///etc/dump.zip', 'download'],
  ])('never %s', (_what, url, text) => {
    expect(found({ links: [{ url, text }] })).toEqual([post])
  })

  test('an address once, and without a login in it', () => {
    const links = ['https://u:p@gofile.io/d/a', 'https://gofile.io/d/a', 'HTTPS://GOFILE.IO/d/a'].map((url) => ({
      url,
      text: '',
    }))
    expect(found({ links, text: 'https://gofile.io/d/a' })).toEqual([post, 'download https://gofile.io/d/a'])
  })
})

describe('the sheet', () => {
  const links = [{ url: 'https://mega.nz/file/abc#key', text: '' }]

  test('says of an address all that a hoster asks, and leaves empty what nobody has tried', () => {
    const [, row] = rowsOf(timelineOf(entryWith({ title: 'offer', links })))
    expect(row).toEqual({
      url: 'https://mega.nz/file/abc#key',
      url_defanged: 'hxxps://mega[.]nz/file/abc#key',
      kind: 'download',
      host: 'mega.nz',
      hoster: 'MEGA',
      abuse_contact: 'abuse@mega.io',
      first_seen_at: '2021-05-12T14:10:00.000Z',
      last_seen_at: '2021-05-12T14:10:00.000Z',
      first_posted_at: '2021-05-12T14:03:20.000Z',
      first_up_at: '',
      last_up_at: '',
      victims: 'BPJS Kesehatan',
      listing_id: 'listing-1',
      listing_title: 'offer',
      listing_status: 'open',
      site: 'raid',
      account: 'Kotz',
      post_url: 'hxxps://raid[.]example/thread-1001.html',
      post_id: 'raid/1001',
      page_sha256: 'a'.repeat(64),
      earlier_sha256: '',
    })
  })

  test('invents no hoster', () => {
    const [row] = rowsOf(timelineOf(entryWith({ title: 'offer' })))
    expect(row).toMatchObject({ host: 'raid.example', hoster: '', abuse_contact: '' })
  })

  test('tells from when to when, whatever the order, and keeps every hash', () => {
    const first = entryWith({ title: 'offer', links })
    const day = (seen: string, hash: string) => ({
      ...first,
      seenAt: new Date(`2021-06-0${seen}T00:00:00Z`),
      event: { ...first.event, pageSha256: hash.repeat(64) },
    })
    const [, row] = rowsOf(timelineOf(day('3', 'c'), day('1', 'a'), day('2', 'b')))
    expect(row).toMatchObject({
      first_seen_at: '2021-06-01T00:00:00.000Z',
      last_seen_at: '2021-06-03T00:00:00.000Z',
      page_sha256: 'c'.repeat(64),
      earlier_sha256: `"${'a'.repeat(64)}; ${'b'.repeat(64)}"`,
    })
  })

  test('has an address once for each listing that gives it', () => {
    const one = entryWith({ title: 'offer', links })
    const two = { ...one, listing: { ...one.listing, id: 'listing-2' } }
    const rows = rowsOf(timelineOf(one, two)).filter(({ kind }) => kind === 'download')
    expect(rows.map(({ listing_id }) => listing_id)).toEqual(['listing-1', 'listing-2'])
  })

  test('begins no formula, even by an address', () => {
    const text = '=HYPERLINK("x")'
    const entry = entryWith({
      title: text,
      handle: text,
      victims: [text, text],
      links: [{ url: 'https://mega.nz/=1+1;=2', text }],
    })
    for (const cell of sheet(timelineOf(entry)).split(/[,;\r\n]/)) expect(cell).not.toMatch(/^\s*"?\s*[=+\-@]/)
  })

  test('is the same file each time, and its header alone where there is nothing', () => {
    expect(sheet(timelineOf(entryWith({ links })))).toBe(sheet(timelineOf(entryWith({ links }))))
    expect(sheet(timelineOf()).trimEnd().split('\r\n')).toHaveLength(1)
  })
})

describe('the letter', () => {
  const links = [{ url: 'https://mega.nz/file/abc#key&x=<1>', text: '' }]

  test('asks in English and in Indonesian for the same addresses, plain and defanged', () => {
    const file = letter(timelineOf(entryWith({ links })))
    const sections = file.split('<section lang="').slice(1)
    expect(sections.map((section) => section.slice(0, 2))).toEqual(['en', 'id'])
    for (const section of sections) {
      expect(section.match(/<tr><td>/g)).toHaveLength(2)
      expect(section).toContain('<code class="live">https://mega.nz/file/abc#key&amp;x=%3C1%3E</code>')
      expect(section).toContain('hxxps://mega[.]nz/file/abc#key')
      for (const part of ['MEGA', 'abuse@mega.io', 'BPJS Kesehatan', 'listing-1', 'a'.repeat(64), '2021'])
        expect(section).toContain(part)
    }
  })

  test('has nothing in it that a click or a page could follow', () => {
    const text = `<script src="//evil.example"></script><a href=x onclick=y>"'`
    const file = letter(timelineOf(entryWith({ title: text, handle: text, victims: [text], links })))
    expect(file).not.toMatch(/<(?:script|a|img|link|iframe|form)\b/i)
  })

  test('says it where there is nothing, and asks for nothing', () => {
    const file = letter(timelineOf())
    expect(file).toContain('No address was found')
    expect(file).toContain('Tidak ada alamat')
    expect(file).not.toContain('<table>')
    expect(file).not.toContain('Please')
  })
})
