import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { formats } from '../../exports/index.ts'
import type { ListingEventKind } from '../../model/listing.ts'
import type { Price } from '../../model/signal.ts'
import type { Timeline, TimelineEntry } from '../../model/timeline.ts'
import { describeWithChromium } from '../services/need.ts'
import { entryWith, timelineOf } from './timelines.ts'

// The page as its reader sees it, in a real browser, at the width of a desk and of a phone.

const html = formats.get('html')
const write = (timeline: Timeline): string => [...(html?.write(timeline) ?? [])].join('')

const at = (
  day: string,
  kind: ListingEventKind,
  parts: { listing?: string; price?: number; title?: string },
): TimelineEntry => {
  const entry = entryWith({ title: parts.title ?? 'SELLING citizens of Indonesia' })
  const price: Price | null =
    parts.price === undefined ? null : { amount: parts.price, currency: 'BTC', per: 'dataset' }
  return {
    ...entry,
    postedAt: new Date(`${day}T14:03:00Z`),
    event: { ...entry.event, kind },
    listing: { ...entry.listing, id: parts.listing ?? 'listing-1' },
    signal: { ...entry.signal, price },
  }
}

const hostile = `<script>document.title='owned'</script><img src=x onerror="document.title='owned'"> "'>`

const events = timelineOf(
  at('2021-03-01', 'opened', { price: 0.3 }),
  at('2021-03-20', 'edited', { price: 0.3, title: hostile }),
  at('2021-04-02', 'repriced', { price: 0.15 }),
  at('2021-04-03', 'opened', { listing: 'listing-2', price: 0.5, title: 'W'.repeat(300) }),
  { ...at('2021-05-12', 'sold', { price: 0.15 }), account: { id: 'other/k0tz', site: 'other', handle: hostile } },
  { ...at('2021-05-13', 'seen-elsewhere', {}), account: { id: null, site: 'pastes', handle: null }, postedAt: null },
)
const moment = new Date('2021-03-02T10:00:00Z')
const story: Timeline = {
  ...events,
  kin: [
    {
      ...{
        of: 'listing-2',
        listingId: 'listing-1',
        title: hostile,
        site: 'raid',
        handle: 'W'.repeat(100),
        records: null,
      },
      ...{ offeredAt: moment, verdict: 'recycled', strength: 0.93, reasons: ['the same victim', '91,174,216 in both'] },
    },
  ],
  press: [
    {
      ...{ listingId: 'listing-1', postId: 'koran/1', site: 'koran', url: `https://koran.example/${'w'.repeat(300)}` },
      ...{
        title: hostile,
        publishedAt: null,
        seenAt: moment,
        pageSha256: 'b'.repeat(64),
        reasons: ['the same victim'],
      },
    },
  ],
}

await describeWithChromium('in a browser', (path) => {
  let browser: Browser
  let folder: string
  let file: string
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'pantau-html-'))
    file = join(folder, 'kotz.html')
    await writeFile(file, write({ ...story, zone: 'Asia/Jakarta' }))
    browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] })
  })
  afterAll(async () => {
    await browser?.close()
    await rm(folder, { recursive: true, force: true })
  })

  const open = async (width: number): Promise<{ page: Page; requests: string[] }> => {
    const page = await browser.newPage({ viewport: { width, height: 900 } })
    const requests: string[] = []
    page.on('request', (request) => requests.push(request.url()))
    await page.goto(pathToFileURL(file).href)
    return { page, requests }
  }

  test.each([1_280, 390])('at %i pixels it stands by itself, and nothing hangs out of it', async (width) => {
    const { page, requests } = await open(width)
    expect(requests).toEqual([pathToFileURL(file).href])
    expect(await page.title()).toBe('Kotz: timeline')
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    // What is wider than the screen is scrolled within its frame.
    for (const frame of await page.locator('.drawing, .scroll').all())
      expect((await frame.boundingBox())?.width).toBeLessThanOrEqual(width)
    const picture = await page.screenshot()
    expect(picture.length).toBeGreaterThan(10_000)
    await page.close()
  })

  test('every event is a mark in its lane, in the order of time, and a row with both dates and the hash', async () => {
    const { page } = await open(1_280)
    const drawing = page.locator('.drawing svg').first()
    expect(await drawing.locator('.who').allTextContents()).toEqual([
      'Kotz',
      expect.stringContaining('<script>'),
      'unsigned',
    ])
    const marks = await drawing.locator('g:has(> title)').all()
    expect(marks).toHaveLength(story.entries.length)
    const boxes = await Promise.all(marks.slice(0, 4).map((mark) => mark.boundingBox()))
    const lefts = boxes.map((box) => box?.x ?? 0)
    expect(lefts).toEqual([...lefts].sort((a, b) => a - b))
    const rows = page.locator('table').last().locator('tbody tr')
    expect(await rows.count()).toBe(story.entries.length)
    expect(await rows.first().textContent()).toMatch(/2021-03-01 21:03[\s\S]*seen 2021-05-12 21:10[\s\S]*a{64}/)
    expect(await rows.last().textContent()).toContain('not said')
    await page.close()
  })

  test('a price that falls is a step down', async () => {
    const { page } = await open(1_280)
    const chart = page.locator('figure svg')
    expect(await page.locator('figcaption').allTextContents()).toEqual(['Prices in BTC'])
    const points = await Promise.all((await chart.locator('circle').all()).map((point) => point.boundingBox()))
    const [first, , lowered] = points
    expect(points).toHaveLength(5)
    expect(lowered?.y).toBeGreaterThan(first?.y ?? Number.POSITIVE_INFINITY)
    await page.close()
  })

  test('on paper it is as wide as the sheet', async () => {
    const { page } = await open(1_280)
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    await page.close()
  })
})

test('a trail without events is a page that says so', () => {
  const page = write({ ...timelineOf(), accounts: [] })
  expect(page).toContain('Every event')
  expect(page).not.toContain('<svg')
})
