import { describe, expect, test } from 'vitest'
import type { Page } from '../../model/page.ts'
import { forum } from '../../parsers/engines/forum.ts'
import { openDocument } from '../../parsers/markup/page/open.ts'

// The generic reader beyond its fixtures: what it must leave alone, and what must not cost it hours.

const served = (body: string, url = 'https://site.example/page/7'): Page => ({
  url,
  finalUrl: url,
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
  fetchedAt: new Date('2026-11-20T03:05:12Z'),
  sha256: '0'.repeat(64),
  via: 'direct',
})
const claimOf = (body: string) => forum.claims(openDocument(served(body)))
const read = (body: string) => forum.read(openDocument(served(body)))

/** A post as some software might write it. */
const post = (author: string, date: string, words: string): string =>
  `<div class="x1"><div class="x2"><a href="/user/${author}">${author}</a> <span class="x3">${date}</span></div><div class="x4">${words}</div></div>`
const three = [
  post('ana', '3 May 2024, 10:12', 'The first words of the thread, as somebody wrote them.'),
  post('ben', '3 May 2024, 11:40', 'An answer that has little to do with the question.'),
  post('cleo', '4 May 2024, 08:03', 'Both of you are wrong, and I can prove it with a ruler.'),
].join('')

describe('what is no forum is not claimed', () => {
  const product = (name: string, price: string): string =>
    `<li class="card"><a href="/p/${name}"><img src="/${name}.jpg" alt=""></a><h3><a href="/p/${name}">${name}</a></h3><p>Made by hand from oak and linen, ships within three days.</p><b>${price}</b><button>Add to cart</button></li>`
  test.each([
    [
      'a shop',
      `<h1>Chairs</h1><ul>${product('stool', '$40')}${product('bench', '$95')}${product('rocker', '$210')}</ul>`,
    ],
    [
      'an article',
      `<article><h1>Bridge reopens</h1><p>By the city desk</p>${'<p>The bridge over the river was opened again after eleven months of work on its northern arches.</p>'.repeat(6)}</article>`,
    ],
    ['a login page', '<h1>Log in</h1><form><input name="user"><input type="password"><button>Log in</button></form>'],
    ['an empty board', '<h1>Databases</h1><table><tr><th>Topic</th><th>Replies</th></tr></table><p>No topics yet.</p>'],
    ['nothing', ''],
  ])('%s', (_, body) => {
    expect(claimOf(`<!doctype html><html><head><title>x</title></head><body>${body}</body></html>`)).toBeNull()
    expect(() => read(`<html><body>${body}</body></html>`)).toThrow(expect.objectContaining({ name: 'ParseError' }))
  })
})

describe('what stands around posts', () => {
  test('a date of joining is not the date of the post', () => {
    const joined = three.replaceAll('</a> <span', '</a> <dl><dt>Joined</dt><dd>12 Jan 2011, 09:00</dd></dl><span')
    expect(read(joined).posts.map(({ dateText }) => dateText)).toEqual([
      '3 May 2024, 10:12',
      '3 May 2024, 11:40',
      '4 May 2024, 08:03',
    ])
  })

  test('an advertisement between two posts is none', () => {
    const ad = '<div class="zz"><p>Buy the ruler that cannot lie, now at half of its price.</p></div>'
    expect(read(three.replace('<div class="x1"', `${ad}<div class="x1"`)).posts).toHaveLength(3)
  })

  test('a signature is no part of the words', () => {
    const signed = three.replaceAll('</div></div>', '<div class="signature">telegram: @nobody_here</div></div></div>')
    const { posts } = read(signed)
    expect(posts.map(({ text }) => text).join()).not.toContain('nobody_here')
    expect(posts.map(({ signature }) => signature)).toContain('telegram: @nobody_here')
  })

  test('an id from the words stays when a post is put before it', () => {
    const ids = read(three).posts.map(({ postId }) => postId)
    const more = read(post('dora', '2 May 2024, 07:00', 'Posted before all the others, found only now.') + three)
    expect(more.posts.slice(1).map(({ postId }) => postId)).toEqual(ids)
  })
})

describe('hostile pages are read in the end, or refused', () => {
  const many = 20_000
  test.each([
    ['one tag', '<i>'.repeat(3_000) + '<b></b>'.repeat(1_000_000)],
    ['dates', '<p><time>3 May 2024</time></p>'.repeat(many)],
    ['names', '<a class="author" href="/user/x">x</a>'.repeat(many)],
    ['nested names', '<div class="author">x '.repeat(3_900)],
    ['nested dates', '<div><time>3 May 2024</time>'.repeat(3_900)],
    ['numbered ids', Array.from({ length: many }, (_, at) => `<b id="p${at}">x</b>`).join('')],
    [
      'classes',
      Array.from({ length: many }, (_, at) => `<b class="a${at}q b${at}z">enough words for a post</b>`).join(''),
    ],
    ['cells', `<table><tr>${'<td>x<td>3 May 2024'.repeat(many)}`],
    ['one long line', `<p>${'3 May 2024 at 10:10 by x, '.repeat(many)}</p>`],
    [
      'nested posts',
      '<div class="x1"><a href="/user/ana">ana</a> <span>3 May 2024, 10:12</span><p>words of a post</p>'.repeat(1_900),
    ],
    ['pages', '<a href="?page=2">2</a>'.repeat(many)],
  ])('many %s', (_, body) => {
    try {
      expect(read(body).kind).toBeTypeOf('string')
    } catch (error) {
      expect(error).toMatchObject({ name: 'ParseError' })
    }
  })
})
