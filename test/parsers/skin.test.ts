import { expect, test } from 'vitest'
import type { Page } from '../../model/page.ts'
import type { Selectors } from '../../model/target.ts'
import { parsePage } from '../../parsers/parse.ts'

// A board on MyBB whose theme kept not one name of the software's.
const body = `<!doctype html><html><head><title>Jual data</title></head><body>
<main>
  <section class="msg" data-nr="41"><header><i class="who">rani_contoh</i><u class="when">05-12-2021, 03:21 AM</u></header>
    <div class="words">Ready data, PM.</div><div class="sig">t.me/rani_contoh</div></section>
  <section class="msg" data-nr="42"><header><i class="who">Budi</i><u class="when">05-13-2021, 10:00 AM</u></header>
    <div class="words"><q class="cited"><b>rani_contoh</b>Ready data</q>Berapa?</div></section>
</main><a class="onward" href="showthread.php?tid=7&amp;page=2&amp;sid=0123456789abcdef0123456789abcdef">2</a></body></html>`
const url = 'https://forum.example/showthread.php?tid=7'
const fetchedAt = new Date('2026-11-20T03:05:12Z')
const page: Page = {
  ...{ url, finalUrl: url, status: 200, headers: { 'content-type': 'text/html' }, body, fetchedAt },
  ...{ sha256: '0'.repeat(64), via: 'direct' },
}
const selectors: Selectors = {
  'post.item': '.msg',
  'post.id': ['.nothing', '.msg @data-nr'],
  'post.author': '.who',
  'post.date': '.when',
  'post.body': '.words',
  'post.signature': '.sig',
  'post.quote': '.cited',
  'post.cite': '.cited b',
  'thread.title': 'title',
  next: 'a.onward',
}

test('a few selectors of a site’s own make a known engine read its theme', () => {
  const parsed = parsePage(page, 'mybb', { selectors })
  expect(parsed).toMatchObject({
    engine: 'mybb',
    kind: 'thread',
    posts: [
      { postId: '41', thread: '7', author: 'rani_contoh', postedAt: '2021-05-12T03:21:00.000Z', title: 'Jual data' },
      { postId: '42', author: 'Budi', quotes: [{ author: 'rani_contoh', text: 'Ready data' }], text: 'Berapa?' },
    ],
  })
  expect(parsed.posts[0]?.signature).toBe('t.me/rani_contoh')
  expect(parsed.links).toContainEqual({ url: 'https://forum.example/showthread.php?tid=7&page=2', kind: 'next' })
})

test('the skin is one target’s: the next is read by the engine’s own table', () => {
  parsePage(page, 'mybb', { selectors })
  const renamed = { ...selectors, 'post.author': '.nobody' }
  expect(parsePage(page, 'mybb', { selectors: renamed }).posts[0]).toMatchObject({ postId: '41', author: null })
})

test.each([
  ['auto', { next: 'a' }, /name it, as in `engine: mybb`/],
  ['mybb', { 'post.autor': 'a' }, /"post\.autor" is no selector of this engine/],
  ['mybb', { next: 'a[' }, /"next" is not a CSS selector: "a\["/],
  ['mybb', { next: 'a @href' }, /"next" is an element, not an attribute/],
  ['feed', { next: 'a' }, /not read by selectors/],
] as [string, Selectors, RegExp][])('under %s, %o is a mistake of the configuration', (engine, wrong, message) => {
  expect(() => parsePage(page, engine, { selectors: wrong })).toThrow(
    expect.objectContaining({ name: 'ConfigError', message: expect.stringMatching(message) }),
  )
})
