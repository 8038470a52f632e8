import { escapeHtml } from './forum.ts'

export interface Message {
  number: number
  at: Date
  text: string
  isEdited: boolean
}

export interface Channel {
  handle: string
  name: string
  messages: Message[]
}

const perPage = 20

/** A channel's preview as t.me/s/NAME shows it: the newest messages, and older ones behind `?before=`. */
export function telegramPages(channel: Channel): Map<string, string> {
  const pages = new Map<string, string>()
  const { handle, messages } = channel
  let shown = messages.slice(-perPage)
  let path = `/s/${handle}`
  while (shown.length > 0 || pages.size === 0) {
    const [oldest] = shown
    const before = oldest && oldest !== messages[0] ? oldest.number : null
    pages.set(path, pageHtml(channel, shown, before))
    if (before === null) break
    path = `/s/${handle}?before=${before}`
    shown = messages.filter(({ number }) => number < before).slice(-perPage)
  }
  return pages
}

function pageHtml({ handle, name }: Channel, shown: readonly Message[], before: number | null): string {
  const more =
    before === null
      ? ''
      : `<div class="tgme_widget_message_centered js-messages_more_wrap"><a href="/s/${handle}?before=${before}" class="tme_messages_more js-messages_more" data-before="${before}"></a></div>`
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${escapeHtml(name)} – Telegram</title><meta property="og:site_name" content="Telegram"></head>
<body class="widget_frame_base tgme_webpreview"><header class="tgme_header"><div class="tgme_channel_info"><div class="tgme_channel_info_header_title"><span dir="auto">${escapeHtml(name)}</span></div><div class="tgme_channel_info_header_username"><a href="https://t.me/${handle}">@${handle}</a></div></div></header>
<main class="tgme_main" data-url="/${handle}"><section class="tgme_channel_history js-message_history">${more}
${shown.map((message) => messageHtml(handle, name, message)).join('\n')}
</section></main></body></html>`
}

function messageHtml(handle: string, name: string, { number, at, text, isEdited }: Message): string {
  const sent = at.toISOString()
  const words = escapeHtml(text)
    .replaceAll('\n', '<br/>')
    .replace(/@(\w{5,})/g, '<a href="https://t.me/$1" target="_blank">@$1</a>')
  return `<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message text_not_supported_wrap js-widget_message" data-post="${handle}/${number}"><div class="tgme_widget_message_bubble">
<div class="tgme_widget_message_author accent_color"><a class="tgme_widget_message_owner_name" href="https://t.me/${handle}"><span dir="auto">${escapeHtml(name)}</span></a></div>
<div class="tgme_widget_message_text js-message_text" dir="auto">${words}</div>
<div class="tgme_widget_message_footer compact js-message_footer"><div class="tgme_widget_message_info short js-message_info"><span class="tgme_widget_message_meta">${isEdited ? 'edited &nbsp;' : ''}<a class="tgme_widget_message_date" href="https://t.me/${handle}/${number}"><time datetime="${sent.slice(0, 19)}+00:00" class="time">${sent.slice(11, 16)}</time></a></span></div></div></div></div></div>`
}
