import type { AnyNode } from 'domhandler'
import fc from 'fast-check'
import { parseDocument } from 'htmlparser2'
import { describe, expect, test } from 'vitest'
import { parseTree } from '../../parsers/markup/page/tree.ts'

const treeOf = (body: string) => parseTree(body, { xml: false, url: 'http://forum.example/' })

/** A node with what lies in it, text nodes joined, without comments and declarations, which our trees leave out. */
function plain(node: AnyNode): unknown {
  if (node.type === 'text') return node.data
  if (!('children' in node)) return []
  const children: unknown[] = []
  for (const child of node.children.filter(({ type }) => type !== 'comment' && type !== 'directive')) {
    const [before, words] = [children.at(-1), plain(child)]
    if (typeof before === 'string' && typeof words === 'string') children[children.length - 1] = before + words
    else children.push(words)
  }
  return 'attribs' in node ? [node.type, node.name, { ...node.attribs }, children] : children
}

describe('our tree is htmlparser2’s', () => {
  test.each([
    '<p>a<p>b</p></p><br></br><br/><li>a<li>b<td>c<tr>d',
    '<a href="/x?a=1&amp;b=2&copy=3" HREF=y ID=z data-x>&lt;&copy;&copy1&notit;&#65;&#x42&bogus;&</a>',
    '<script>a<b && "</scrip" </SCRIPT >b<style></style><textarea><p>&amp;</textarea><title>&amp;<b></title>',
    '<!doctype html><!--><!---><!-- a > --b><!-x><![CDATA[ <b> ]]>a<?php 1 ?>b</ c></1>d</>e< f<1>',
    '<title>a &amp; b &copy c</title><script/>&lt;a</script><style />&gt;<textarea a=x/>&amp;</TEXTAREA><xmp>&amp;</xmp>',
    '<TD Class=a CLASS=b>&nbsp;<Td>&#39;</tD><BR/><P/><option><OPTION></svg></title><svg><title/><a/></svg>&',
    '<svg><path/><a/>x</svg><div/>y<img src=x/><p/>z</p>',
    "<a b = 'c' d= e f =g h/ i / j='\"' =k ==l>m</a n=\">\">",
    '<div>unfinished <a href="x',
    'unfinished </di',
  ])('%s', (body) => expect(plain(treeOf(body).root)).toEqual(plain(parseDocument(body))))

  test('in XML', () => {
    const body =
      '<?xml?><a b="&lt;&copy;" B=""/><title>&amp;&nbsp;<br><![CDATA[ <b>&amp; ]]>c</br></title><p><![CDATA[]]>'
    const tree = parseTree(body, { xml: true, url: 'http://forum.example/' })
    expect(plain(tree.root)).toEqual(plain(parseDocument(body, { xmlMode: true })))
  })
  test('where a long body is read in parts, in the middle of an entity too', () => {
    const bodies = [1, 2, 3, 4, 5].map((cut) => `${'x'.repeat(1_000_000 - cut)}&amp;y<a b="&lt;">`)
    for (const body of bodies) expect(plain(treeOf(body).root)).toEqual(plain(parseDocument(body)))
  })

  const piece = fc.constantFrom(
    ...[
      '<',
      '>',
      '</',
      '/>',
      '<div',
      '<p',
      '<P>',
      '</p>',
      '</div>',
      '<b>',
      '</b>',
      '</br>',
      '<br/>',
      '<svg>',
      '</svg>',
    ],
    ...['<script>', '</script>', '<style ', '</style', '<textarea>', '</textarea>', '<!--', '-->', '<!-', '<!', '<?'],
    ...['<![CDATA[', ']]>', ' ', '\n\t', '=', '="', '"', "'", ' a', ' b=c', ' class="x y"', ' A=1', '&amp;', '&amp'],
    ...['&copy=1', '&notit;', '&#65;', '&#x41', '&nbsp', '&', '&bogus;', 'text', 'é', '😀', '<table><tr><td>', '<td>'],
    ...['<li>', '<option>', '<select>', '</>', '</ div>', '</1>', '< a', '/', '<img src=x>', '<mi>', '<x:y z>', '\f'],
  )
  test('for whatever is put together of pieces', () => {
    fc.assert(
      // What the body's end cuts off, the library takes for text now and then; three ends make sure that nothing is.
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const body = `${pieces.join('')}>>>`
        expect(plain(treeOf(body).root)).toEqual(plain(parseDocument(body)))
      }),
      { numRuns: 2_000 },
    )
  })
})

test('elements know their places', () => {
  const { elements } = treeOf('<div><p>a<p>b<i>c</i></div><br><b>d')
  const places = elements.map(({ name, startIndex, endIndex }) => [name, startIndex, endIndex])
  expect(places).toEqual([
    ['div', 0, 4],
    ['p', 1, 2],
    ['p', 2, 4],
    ['i', 3, 4],
    ['br', 4, 5],
    ['b', 5, 6],
  ])
})

test('a page deeper, or with more elements, than any genuine one is refused', () => {
  const refused = expect.objectContaining({
    name: 'ParseError',
    message: expect.stringContaining('http://forum.example/'),
  })
  expect(() => treeOf('<div>'.repeat(4_001))).toThrow(refused)
  expect(() => treeOf('<td>'.repeat(200_001))).toThrow(refused)
  expect(() => treeOf('<div>'.repeat(3_900) + '<br>'.repeat(100_000))).toThrow(refused)
  expect(() => treeOf('<div>'.repeat(3_900) + '</b>'.repeat(2_000_000))).toThrow(refused)
})
