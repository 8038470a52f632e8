import { escapeHtml } from './forum.ts'

/** A victim of a gang, as its leak site shows it. */
export interface Card {
  id: string
  victim: string
  text: string
  updated: Date
  deadline: Date
  isPublished: boolean
  price: string
}

/** A leak site's pages: a grid of cards, and a page for each victim. */
export function cardPages(cards: readonly Card[], now: Date): Map<string, string> {
  const pages = new Map<string, string>()
  pages.set(
    '/',
    frame('GEMBOK BLOG', `<div class="post-big-list">${cards.map((card) => cardHtml(card, now)).join('\n')}</div>`),
  )
  for (const card of cards) pages.set(`/post/${card.id}`, frame(card.victim, detailHtml(card)))
  return pages
}

const frame = (title: string, content: string): string => `<!DOCTYPE html>
<html lang="en"><head><meta charset="UTF-8"><link rel="stylesheet" href="/css/styles.css"><title>${escapeHtml(title)}</title></head>
<body><header class="header"><nav class="navbar"><a class="navbar-brand" href="/">GEMBOK LEAKED DATA</a></nav></header><main><div class="post-big-container">${content}</div></main><footer class="footer"><a href="/how-to-buy-bitcoin">HOW TO BUY BITCOIN</a></footer></body></html>`

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']
const two = (value: number): string => String(value).padStart(2, '0')
const dayOf = (at: Date): string => `${two(at.getUTCDate())} ${months[at.getUTCMonth()]}, ${at.getUTCFullYear()}`
const clockOf = (at: Date): string => `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`

function cardHtml({ id, victim, text, updated, deadline, isPublished }: Card, now: Date): string {
  const left = Math.max(deadline.getTime() - now.getTime(), 0)
  const days = Math.floor(left / 86_400_000)
  const hours = Math.floor((left % 86_400_000) / 3_600_000)
  const timer = isPublished
    ? '<div class="post-timer d-none"></div><div class="post-timer-end">PUBLISHED</div>'
    : `<div class="post-timer"><span class="days">${days}D</span> <span class="hours">${two(hours)}h</span> <span class="minutes">00m</span> <span class="seconds">00s</span></div>`
  return `<a href="/post/${id}" class="post-block ${isPublished ? 'good' : 'bad'}" onclick="viewPost('${id}')"><div class="post-title-block"><div class="post-title">${escapeHtml(victim)}</div>${timer}</div>
<div class="post-block-body"><div class="post-block-text">${escapeHtml(text)}</div></div><div class="updated-post-date"><span>Updated: ${dayOf(updated)}, &nbsp; ${clockOf(updated)} UTC</span></div></a>`
}

const detailHtml = ({
  victim,
  text,
  deadline,
  price,
  isPublished,
}: Card): string => `<div class="post-big"><div class="post-big-title">${escapeHtml(victim)}</div>
<div class="deadline">Deadline: ${dayOf(deadline)} ${clockOf(deadline)}:00 UTC</div><div class="desc"><p>${escapeHtml(text)}</p></div>
<div class="row"><span>Ransom:</span> <b>${escapeHtml(price)}</b></div><div class="post-timer-end${isPublished ? '' : ' d-none'}">${isPublished ? 'PUBLISHED' : ''}</div></div>`
