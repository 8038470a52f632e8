import { instantOf, type Message } from './content.ts'
import { type Answer, escapeHtml, html } from './serve.ts'

const perPage = 10

interface Channel {
  handle: string
  name: string
}

/** A message with the number that the channel gave it. */
type Numbered = Message & { number: number }

/** The public preview of a channel, as t.me/s/NAME serves it: the newest messages, older ones behind `?before=`. */
export const serveChannel =
  (channel: Channel, messages: readonly Message[], start: Date) =>
  () =>
  (url: URL): Answer => {
    if (url.pathname !== `/s/${channel.handle}`) return { type: html, body: unknown(url.pathname.slice(1)) }
    const before = Number(url.searchParams.get('before') ?? messages.length + 1)
    const shown = messages
      .map((message, index): Numbered => ({ ...message, number: index + 1 }))
      .filter(({ number }) => number < before)
      .slice(-perPage)
    return { type: 'text/html; charset=utf-8', body: channelHtml(channel, shown, start) }
  }

function channelHtml(channel: Channel, messages: readonly Numbered[], start: Date): string {
  const oldest = messages[0]?.number ?? 1
  const { handle } = channel
  const older =
    oldest > 1
      ? `<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="/s/${handle}?before=${oldest}" class="tme_messages_more js-messages_more" data-before="${oldest}"></a></div>`
      : ''
  return `<!DOCTYPE html>
<html class="">
  <head>
    <meta charset="utf-8">
    <title>${escapeHtml(channel.name)} – Telegram</title>
    <meta property="og:title" content="${escapeHtml(channel.name)}">
    <meta property="og:site_name" content="Telegram">
${oldest > 1 ? `    <link rel="prev" href="/s/${handle}?before=${oldest}">\n` : ''}    <link rel="canonical" href="/s/${handle}">
    <link href="//telegram.org/css/telegram-web.css?39" rel="stylesheet" media="screen">
  </head>
  <body class="widget_frame_base tgme_webpreview emoji_image thin_box_shadow tme_mode no_transitions">
    <header class="tgme_header search_collapsed"><div class="tgme_container"><div class="tgme_channel_info"><div class="tgme_channel_info_header"><div class="tgme_channel_info_header_title"><span dir="auto">${escapeHtml(channel.name)}</span></div><div class="tgme_channel_info_header_username"><a href="https://t.me/${handle}">@${handle}</a></div></div></div></div></header>
    <main class="tgme_main" data-url="/${handle}">
      <div class="tgme_container">
        <section class="tgme_channel_history js-message_history">
          ${older}
          ${messages.map((message) => messageHtml(channel, message, start)).join('\n')}
        </section>
      </div>
    </main>
  </body>
</html>`
}

function messageHtml(
  { handle, name }: Channel,
  { number, text, photo, forwardedFrom, at }: Numbered,
  start: Date,
): string {
  const sent = instantOf(at, start).toISOString()
  const words = escapeHtml(text)
    .replaceAll('\n', '<br/>')
    .replace(/@(\w{5,})/g, '<a href="https://t.me/$1" target="_blank">@$1</a>')
  const forwarded =
    forwardedFrom === undefined
      ? ''
      : `<div class="tgme_widget_message_forwarded_from accent_color">Forwarded from&nbsp;<a class="tgme_widget_message_forwarded_from_name" href="https://t.me/${forwardedFrom.handle}/7"><span dir="auto">${escapeHtml(forwardedFrom.name)}</span></a></div>`
  const picture =
    photo === undefined
      ? ''
      : `<a class="tgme_widget_message_photo_wrap 5467914902124479304 1273098146_456246088" href="https://t.me/${handle}/${number}" style="width:800px;background-image:url('${photo}')"><div class="tgme_widget_message_photo" style="padding-top:71.75%"></div></a>`
  return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="${handle}/${number}" data-view="eyJjIjotMSwicCI6MX0">
  <div class="tgme_widget_message_user"><a href="https://t.me/${handle}"><i class="tgme_widget_message_user_photo bgcolor4" data-content="${escapeHtml(name.slice(0, 1))}"></i></a></div>
  <div class="tgme_widget_message_bubble">
    <i class="tgme_widget_message_bubble_tail"><svg class="bubble_icon" width="9px" height="20px" viewBox="0 0 9 20"></svg></i>
    <div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="https://t.me/${handle}"><span dir="auto">${escapeHtml(name)}</span></a></div>
    ${forwarded}${picture}<div class="tgme_widget_message_text js-message_text${photo ? ' before_footer' : ''}" dir="auto">${words}${photo ? '<span style="display: inline-block; width: 104px;"></span>' : ''}</div>
    <div class="tgme_widget_message_footer compact js-message_footer">
      <div class="tgme_widget_message_info short js-message_info"><span class="tgme_widget_message_views">${(number * 37) % 900}</span><span class="copyonly"> views</span><span class="tgme_widget_message_meta"><a class="tgme_widget_message_date" href="https://t.me/${handle}/${number}"><time datetime="${sent.slice(0, 19)}+00:00" class="time">${sent.slice(11, 16)}</time></a></span></div>
    </div>
  </div>
</div></div>`
}

/** Telegram answers for every name, with status 200. */
const unknown = (name: string): string => `<!DOCTYPE html>
<html>
  <head><meta charset="utf-8"><title>Telegram: Contact @${escapeHtml(name)}</title><meta property="og:site_name" content="Telegram"></head>
  <body><div class="tgme_page_wrap"><div class="tgme_page"><div class="tgme_page_icon"><i class="tgme_icon_user"></i></div><div class="tgme_page_description">If you have <strong>Telegram</strong>, you can contact <a class="tgme_username_link" href="tg://resolve?domain=${escapeHtml(name)}">@${escapeHtml(name)}</a> right away.</div></div></div></body>
</html>`
