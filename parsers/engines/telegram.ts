import { ParseError } from '../../model/errors.ts'
import type { Link } from '../../model/page.ts'
import { type ParsedPost, postOf } from '../../model/post.ts'
import { readBody } from '../markup/body.ts'
import { readDateText } from '../markup/dates/text.ts'
import { attribute, type Element } from '../markup/page/dom.ts'
import { compileSelectors, type Found } from '../markup/page/selectors.ts'
import { lineOf, textOf } from '../markup/text.ts'
import { canonicalUrl, linkUrl } from '../markup/urls.ts'
import { refuse } from '../markup/walls.ts'
import type { Document, Engine, ParsedPage } from './engine.ts'

// The preview of a public channel, https://t.me/s/NAME. `js-` classes belong to Telegram's own scripts.
const select = {
  message: '.tgme_widget_message[data-post]:not(.service_message)',
  owner: '.tgme_widget_message_owner_name',
  text: [
    '.tgme_widget_message_bubble > .tgme_widget_message_text',
    '.tgme_widget_message_text:not(.tgme_widget_message_reply *)',
  ],
  reply: '.tgme_widget_message_reply',
  replyAuthor: '.tgme_widget_message_reply .tgme_widget_message_author_name',
  replyText: [
    '.tgme_widget_message_reply .js-message_reply_text',
    '.tgme_widget_message_reply .tgme_widget_message_metatext',
  ],
  forwardedFrom: '.tgme_widget_message_forwarded_from_name',
  date: 'a.tgme_widget_message_date',
  time: '.tgme_widget_message_date time[datetime]',
  picture: '.tgme_widget_message_photo_wrap, .tgme_widget_message_video_thumb, .tgme_widget_message_roundvideo_thumb',
  file: '.tgme_widget_message_document_wrap',
  fileName: '.tgme_widget_message_document_title',
  fileSize: '.tgme_widget_message_document_extra',
  /** Words outside the text: a poll, somebody's card, a bill. */
  said: '.tgme_widget_message_poll_question, .tgme_widget_message_poll_option_text, .tgme_widget_message_contact, .tgme_widget_message_invoice',
  preview: 'a.tgme_widget_message_link_preview',
  previewWords: '.link_preview_site_name, .link_preview_title, .link_preview_description',
  button: 'a.tgme_widget_message_inline_button, .tgme_widget_message_inline_keyboard a',
  place: 'a.tgme_widget_message_location_wrap',
  fromAuthor: '.tgme_widget_message_from_author',
  media:
    '.tgme_widget_message_sticker_wrap, .tgme_widget_message_video_player, .tgme_widget_message_voice_player, .tgme_widget_message_roundvideo_player',
  unsupported: '.message_media_not_supported',
  older: ['a.tme_messages_more[href*="before="]', 'link[rel="prev"][href*="before="]'],
  channel: '.tgme_channel_info, .tgme_channel_history',
  contact: '.tgme_page_icon, .tgme_page_description',
  chatTitle: '.tgme_page_title',
} as const

const find = compileSelectors(...Object.values(select))
const findIn = (document: Document): Found => find(document.index)

/** Telegram's public preview. */
export const telegram: Engine = {
  id: 'telegram',
  name: 'Telegram preview',
  type: 'chat',
  reads:
    'messages of a public channel: text, captions, albums, polls, forwards, replies, files, buttons; older ones behind it',
  needs: '',
  start: 'https://t.me/s/example_channel',
  limits:
    "private chats and channels without a preview need an account; the preview doesn't say when a message was edited",
  claims(document) {
    const found = findIn(document)
    if (found.first(select.message) !== undefined)
      return { strength: 0.95, why: 'it shows tgme_widget_message elements' }
    if (found.first(select.channel) !== undefined) return { strength: 0.9, why: "it has Telegram's channel header" }
    const page = found.first(select.chatTitle) ?? found.first(select.contact)
    return page === undefined ? null : { strength: 0.85, why: "it is Telegram's page of a chat" }
  },
  read(document) {
    const found = findIn(document)
    const messages = found.apart(select.message, 'outermost')
    if (messages.length === 0 && found.first(select.channel) === undefined) return withoutPreview(document, found)
    const posts = messages.map((message) => readMessage(document, found, message))
    return { kind: 'channel', posts, profiles: [], links: olderOf(document, found) }
  },
}

function readMessage(document: Document, found: Found, message: Element): ParsedPost {
  const postId = attribute(message, 'data-post')
  const [channel = ''] = postId.split('/')
  if (!/^[\w-]+\/\d+/.test(postId))
    throw new ParseError(`${document.url.href}: a message names itself "${postId.slice(0, 60)}"`)
  const base = new URL('https://t.me/')
  const text = found.first(select.text, message)
  const body = text === undefined ? { text: '', quotes: [], links: [], images: [] } : readBody(text, base)
  const said = found.all(select.said, message).map((element) => lineOf(element))
  const images = picturesOf(found, message, base)
  const time = found.first(select.time, message)
  const moment = time === undefined ? null : readDateText(attribute(time, 'datetime'), 'day-first')
  const postedAt = moment?.kind === 'instant' && believable(moment.at, document) ? moment.at.toISOString() : null
  return postOf({
    postId,
    author: ownerOf(found, message) ?? channel,
    postedAt,
    dateText: time === undefined ? '' : lineOf(time),
    text: [body.text, ...said].filter((part) => part !== '').join('\n'),
    quotes: [...replyOf(found, message), ...forwardOf(found, message)],
    signature: signatureOf(found, message),
    links: [
      ...body.links.filter(({ url }) => !hashtag.test(url)),
      ...filesOf(found, message, base),
      ...previewOf(found, message, base),
      ...found.all(select.button, message).flatMap((button) => linkOf(button, base)),
      ...found.all(select.place, message).flatMap((place) => linkOf(place, base)),
    ],
    images,
    hidden: text === undefined && said.length + images.length === 0 && isKept(found, message),
    url: canonicalUrl(`/${postId}`, base) ?? document.url.href,
  })
}

const believable = (at: Date, { page }: Document): boolean =>
  at.getUTCFullYear() > 1990 && at.getTime() < page.fetchedAt.getTime() + 86_400_000

/** A hashtag leads to a search in the channel itself. */
const hashtag = /\/\?q=%23/

/** The handle in the owner's link: the name over it changes, the handle names the account. */
function ownerOf(found: Found, message: Element): string | null {
  const owner = found.first(select.owner, message)
  return owner === undefined ? null : handleIn(attribute(owner, 'href')) || lineOf(owner) || null
}

const handleIn = (href: string): string => /^(?:https?:)?\/\/t(?:elegram)?\.me\/(?:s\/)?(\w+)/.exec(href)?.[1] ?? ''

function replyOf(found: Found, message: Element): ParsedPost['quotes'] {
  if (found.first(select.reply, message) === undefined) return []
  const [author, text] = [found.first(select.replyAuthor, message), found.first(select.replyText, message)]
  return [{ author: (author && lineOf(author)) || null, text: text === undefined ? '' : textOf(text) }]
}

/** A forwarded message is published by the channel, so its words stay its text; a quote without words says whose they were. */
function forwardOf(found: Found, message: Element): ParsedPost['quotes'] {
  const from = found.first(select.forwardedFrom, message)
  return from === undefined ? [] : [{ author: handleIn(attribute(from, 'href')) || lineOf(from) || null, text: '' }]
}

function filesOf(found: Found, message: Element, base: URL): ParsedPost['links'] {
  return found.all(select.file, message).flatMap((file) => {
    const url = linkUrl(attribute(file, 'href'), base)
    const words = [select.fileName, select.fileSize]
      .map((part) => found.first(part, file))
      .map((part) => (part ? lineOf(part) : ''))
    return url === null ? [] : [{ url, text: words.filter((word) => word !== '').join(', ') }]
  })
}

/** What Telegram read from a linked page: another's words, so they stay with the link. */
function previewOf(found: Found, message: Element, base: URL): ParsedPost['links'] {
  return found.all(select.preview, message).flatMap((preview) => {
    const url = linkUrl(attribute(preview, 'href'), base)
    const words = found.all(select.previewWords, preview).map((part) => lineOf(part))
    return url === null ? [] : [{ url, text: words.filter((word) => word !== '').join(' | ') }]
  })
}

function linkOf(element: Element, base: URL): ParsedPost['links'] {
  const url = linkUrl(attribute(element, 'href'), base)
  return url === null ? [] : [{ url, text: lineOf(element) }]
}

/** Who of a channel's people wrote it, where the channel signs its messages. */
function signatureOf(found: Found, message: Element): string {
  const author = found.first(select.fromAuthor, message)
  return author === undefined ? '' : lineOf(author)
}

/** "Please open Telegram to view this post": the preview shows nothing of it. */
const isKept = (found: Found, message: Element): boolean =>
  found.first(select.unsupported, message) !== undefined &&
  found.first(select.media, message) === undefined &&
  found.first(select.file, message) === undefined

function picturesOf(found: Found, message: Element, base: URL): ParsedPost['images'] {
  return found.all(select.picture, message).flatMap((picture) => {
    const source =
      /background-image:\s*url\((['"]?)(.*?)\1\)/.exec(attribute(picture, 'style').slice(0, 4_000))?.[2] ?? ''
    const url = linkUrl(source, base)
    return url === null ? [] : [{ url, alt: '' }]
  })
}

function olderOf(document: Document, found: Found): Link[] {
  const older = found.first(select.older)
  const url = older === undefined ? null : canonicalUrl(attribute(older, 'href'), document.url)
  return url === null ? [] : [{ url, kind: 'older' }]
}

/** A chat that exists but shows nothing needs an account; Telegram offers to write to a name that nobody has. */
function withoutPreview(document: Document, found: Found): ParsedPage {
  const title = found.first(select.chatTitle)
  if (title !== undefined) refuse('login', document.url, `${lineOf(title)}: no preview`)
  return { kind: 'missing', posts: [], profiles: [], links: [] }
}
