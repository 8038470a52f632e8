import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { htmlOf } from '../../alerts/format/mail-html.ts'
import { composeListing } from '../../alerts/message/compose.ts'
import { composeDigest } from '../../alerts/message/digest.ts'
import { composeGathered } from '../../alerts/message/gathered.ts'
import { harmless } from '../../alerts/message/harmless.ts'
import type { Hit } from '../../alerts/rules/match.ts'
import { describeWithChromium } from '../services/need.ts'
import { everyDetail, happeningWith, rule } from './happenings.ts'
import { busyDay, daily, manyParts } from './many.ts'

// The HTML of a mail in a real browser, at the width of a desk and of a phone.

const script = `<script>document.title='owned'</script><img src=x onerror="document.title='owned'">`
const title = `${script} ${'W'.repeat(300)}`
const now = new Date('2021-05-12T14:11:00Z')
const story = happeningWith({
  signal: everyDetail,
  listing: { victims: ['BPJS Kesehatan'], title },
  post: { title, text: `${script}\n${'long'.repeat(200)}\nhttps://evil.example/${'x'.repeat(300)}` },
})
const hit: Hit = { rule: rule(), reasons: [{ about: 'victim', victim: script }] }
const link = 'https://pantau.example.com/alerts/AbC-_09.x'
const [first, ...others] = manyParts(12, now)
const hostile = { ...first, message: { ...first.message, subject: title } }
const day = { ...busyDay, victims: [{ name: title, offers: 1, records: 0 }] }
const period = { from: '2021-05-11', until: '2021-05-12' }
const mails = {
  listing: composeListing(story, hit, now),
  indonesian: { ...composeListing(story, hit, now, 'id'), link },
  gathered: composeGathered([hostile, ...others], { ruleId: 'our-data', now, language: 'id' }),
  digest: composeDigest(day, { digest: daily, period, now, language: 'id' }),
}
const names = Object.keys(mails) as (keyof typeof mails)[]

await describeWithChromium('a mail in a browser', (path) => {
  let browser: Browser
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] })
  })
  afterAll(() => browser?.close())

  const open = async (name: keyof typeof mails, width: number): Promise<{ page: Page; requests: string[] }> => {
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await page.setContent(htmlOf(harmless(mails[name]), '0123456789abcdef0123456789abcdef'), { waitUntil: 'load' })
    return { page, requests }
  }

  const widths = names.flatMap((name) => [1_000, 390].map((width) => [name, width] as const))
  test.each(widths)('%s at %i pixels: nothing hangs out of it, runs, or is fetched', async (name, width) => {
    const { page, requests } = await open(name, width)
    const seen = await page.evaluate(`(() => {
      const inside = [...document.querySelectorAll('td, h1, div, span')].every((element) => {
        const { left, right } = element.getBoundingClientRect()
        return left >= 0 && right <= window.innerWidth + 0.5
      })
      const active = [...document.querySelectorAll('a, img, script, iframe')]
      return { inside, title: document.title, links: active.map((element) => element.getAttribute('href') ?? element.tagName) }
    })()`)
    const own = mails[name].link
    expect(seen).toEqual({ inside: true, title: mails[name].subject, links: own === null ? [] : [own] })
    expect(requests).toEqual([])
    expect((await page.screenshot({ fullPage: true })).length).toBeGreaterThan(30_000)
    await page.close()
  })

  test.each(names)('%s: every word can be read: 4.5 to 1 against its ground, by WCAG 2', async (name) => {
    const { page } = await open(name, 1_000)
    const faint = await page.evaluate(`(() => {
      const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number)
      const light = (colour) => {
        const [r, g, b] = numbers(colour).map((part) => part / 255).map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const groundOf = (element) => {
        const ground = getComputedStyle(element).backgroundColor
        return numbers(ground)[3] === 0 && element.parentElement ? groundOf(element.parentElement) : ground
      }
      return [...document.querySelectorAll('body *')]
        .filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
        .map((element) => {
          const [a, b] = [light(getComputedStyle(element).color), light(groundOf(element))]
          return [(Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05), element.textContent.trim().slice(0, 40)]
        })
        .filter(([contrast]) => contrast < 4.5)
    })()`)
    expect(faint).toEqual([])
    await page.close()
  })
})
