import { createHash } from 'node:crypto'
import { decodeBody } from '../../model/charset.ts'
import { ParseError, UnreadableError } from '../../model/errors.ts'
import type { Page } from '../../model/page.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import type { Tip } from '../../model/tip.ts'
import { type ParsedDocument, parsePage } from '../../parsers/parse.ts'
import { readPlainPage } from '../../parsers/plain-page.ts'
import { headerOf } from '../../pictures/header.ts'
import type { Line } from '../line.ts'

type Content = Extract<Tip['what'], { kind: 'content' }>

/** A page and what was read from it. */
export interface Found {
  page: Page
  document: ParsedDocument
}

/** Somebody waits for it: as long as a large screenshot takes on a busy machine. */
const pictureTimeoutMs = 60_000

/** A saved page leads nowhere unless somebody says where it comes from (RFC 2606: no such host). */
const nowhere = 'https://tip.invalid/'

/**
 * What somebody has: a saved page as its engine reads it, a picture by the words in it, anything else as the words of one
 * post. `id` names the content. Throws UnreadableError for what is none of these.
 */
export async function readContent(content: Content, id: string, pictures: Line['pictures']): Promise<Found> {
  const { bytes, name } = content
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const url = content.url ?? `${nowhere}${encodeURIComponent(id)}`
  const about = { url, finalUrl: url, status: 200, fetchedAt: new Date(), sha256, bytes, via: 'direct' } as const
  const picture = headerOf(bytes)
  if (picture) {
    const page: Page = { ...about, headers: { 'content-type': `image/${picture.format}` }, body: '' }
    return { page, document: await readPicture(content, id, pictures) }
  }
  if (isBinary(bytes))
    throw new UnreadableError(`${name} is neither text nor a page nor a picture (png, jpeg, webp, gif): left unread`)
  const body = decodeBody(bytes, undefined)
  const isPage = /^\s*(<!--|<!doctype html|<html|<head|<body)/i.test(body.slice(0, 1_000))
  const page: Page = { ...about, headers: { 'content-type': isPage ? 'text/html' : 'text/plain' }, body }
  return { page, document: isPage ? readSavedPage(page) : ofWords(body.replace(/\r\n?/g, '\n').trim(), content, id) }
}

/** A page by its engine; where none knows it, or none finds a post, by its words. */
export function readSavedPage(page: Page): ParsedDocument {
  try {
    const read = parsePage(page)
    return read.posts.length > 0 || read.links.length > 0 ? read : readPlainPage(page)
  } catch (error) {
    if (error instanceof ParseError) return readPlainPage(page)
    throw error
  }
}

/** A post that is a picture and nothing else, with what is written in it. */
async function readPicture(content: Content, id: string, pictures: Line['pictures']): Promise<ParsedDocument> {
  const said = await pictures.read(content.bytes, { timeout: pictureTimeoutMs })
  if (said.text === '') throw new UnreadableError(`${content.name}: no words can be read in this picture`)
  const image = { url: `tip:${id}`, alt: content.name, ...said }
  const why = `it is a picture, read with ${Math.round(said.confidence * 100)}% confidence`
  return documentOf(content, id, { images: [image] }, why)
}

function ofWords(text: string, content: Content, id: string): ParsedDocument {
  if (text === '') throw new UnreadableError(`${content.name} is empty: there is nothing to read`)
  return documentOf(content, id, { text }, 'it is text')
}

function documentOf(
  { title = '', author, url }: Content,
  id: string,
  words: Pick<Partial<ParsedPost>, 'text' | 'images'>,
  why: string,
): ParsedDocument {
  const post = postOf({ postId: id, url: url ?? `tip:${id}`, title, author: author ?? null, ...words })
  return { kind: 'paste', engine: 'text', why, posts: [post], profiles: [], links: [] }
}

/** Text has no NUL bytes, but for UTF-16, which announces itself. */
const isBinary = (bytes: Uint8Array): boolean =>
  !((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) &&
  bytes.subarray(0, 8_192).includes(0)
