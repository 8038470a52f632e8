import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Browser, chromium, type Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { composeListing } from '../../alerts/message/compose.ts'
import { harmless } from '../../alerts/message/harmless.ts'
import { actionsIn, decide } from '../../alerts/triage.ts'
import { countBadGuesses } from '../../console/bad-guesses.ts'
import type { AlertView, Desk } from '../../console/desk.ts'
import { type ConsoleServer, serveConsole } from '../../console/server.ts'
import { mintToken } from '../../console/token.ts'
import type { TriageActor, TriageWish } from '../../model/triage.ts'
import { everyDetail, happeningWith, rule } from '../alerts/happenings.ts'
import { describeWithChromium } from '../services/need.ts'

// The page of an alert in a real browser: on a phone and a desk, by day and by night, and what its buttons do.

const now = new Date('2021-05-12T14:41:00Z')
const keys = { current: 'k1', all: new Map([['k1', Buffer.alloc(32, 'key')]]) }
const alertId = '0123456789abcdef0123456789abcdef'
const script = `<script>document.title='owned'</script><img src=x onerror="document.title='owned'">`
const story = happeningWith({ signal: everyDetail, post: { title: `${script} ${'W'.repeat(300)}`, text: script } })
const message = composeListing(story, { rule: rule(), reasons: [] }, new Date('2021-05-12T14:11:00Z'))

let view: AlertView
let acts: { wish: TriageWish; actor: TriageActor }[]
const desk: Desk = {
  now: () => now,
  languageOf: () => 'en',
  look: async () => view,
  act: async (_id, wish, actor) => {
    acts.push({ wish, actor })
    const decision = decide(view.triage, wish, now)
    if (decision.outcome === 'done') view = { ...view, triage: decision.after }
    return decision.outcome === 'refused' ? decision : { outcome: decision.outcome }
  },
}
beforeEach(() => {
  acts = []
  const triage = { state: 'new' as const, assignee: null, snoozedUntil: null, revision: 0 }
  view = { id: alertId, triage, message: harmless(message), updates: [], deliveries: [], log: [] }
})

await describeWithChromium('the page of an alert in a browser', (path) => {
  let browser: Browser
  let server: ConsoleServer
  let link: string
  let page: Page
  const complaints: string[] = []
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: path, args: ['--no-sandbox'] })
    const at = `127.0.0.1:${await freePort()}`
    const slack = { slackApps: () => [], onPress: async () => {} }
    const guesses = countBadGuesses()
    const onError = (error: unknown) => void complaints.push(String(error))
    server = await serveConsole({ at, url: `http://${at}`, keys, desk, actionsIn, guesses, onError, ...slack })
    const token = mintToken({ alertId, channelId: 'soc', expiresAt: new Date('2021-06-01T00:00:00Z') }, keys)
    link = `http://${at}/alerts/${token}`
  })
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })
  afterEach(() => page.context().close())

  /** Opens the link as a reader does; what the browser complains of, such as a style that it may not take, is kept. */
  async function open(width: number, colorScheme: 'light' | 'dark'): Promise<void> {
    const context = await browser.newContext({ viewport: { width, height: 844 }, colorScheme })
    page = await context.newPage()
    page.on('console', (said) => complaints.push(said.text()))
    page.on('request', (request) => {
      if (!request.url().startsWith(link.replace(/alerts.*/, ''))) complaints.push(request.url())
    })
    await page.goto(link)
  }

  test.each([
    [1_000, 'light'],
    [390, 'dark'],
    [320, 'light'],
  ] as const)(
    'at %i pixels, %s: nothing hangs out, runs or is fetched; it can be read, and pressed',
    async (width, scheme) => {
      await open(width, scheme)
      const seen = await page.evaluate(`(() => {
      const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number)
      const light = (colour) => {
        const [r, g, b] = numbers(colour).map((part) => part / 255).map((part) => part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const groundOf = (element) => {
        const ground = getComputedStyle(element).backgroundColor
        return numbers(ground)[3] === 0 && element.parentElement ? groundOf(element.parentElement) : ground
      }
      const words = [...document.querySelectorAll('main *')].filter((element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== ''))
      const contrast = (element) => {
        const [a, b] = [light(getComputedStyle(element).color), light(groundOf(element))]
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
      }
      const presses = [...document.querySelectorAll('button:not([hidden]), input:not([type=hidden]), select')]
      return {
        wide: document.documentElement.scrollWidth,
        title: document.title,
        faint: words.filter((element) => contrast(element) < 4.5).map((element) => element.textContent.trim().slice(0, 40)),
        small: presses.filter((element) => element.getBoundingClientRect().height < 44).length,
        styled: getComputedStyle(document.querySelector('button.primary')).minHeight,
      }
    })()`)
      expect(seen).toEqual({ wide: width, title: view.message.subject, faint: [], small: 0, styled: '56px' })
      expect(complaints).toEqual([])
    },
  )

  test('a press acts, and the page says so; Enter in a field presses nothing', async () => {
    await open(390, 'dark')
    await page.fill('[name=name]', 'Rina')
    await page.fill('[name=note]', 'on it')
    await page.press('[name=note]', 'Enter')
    expect(acts).toEqual([])
    await page.click('button[value=acknowledge]')
    await page.waitForSelector('text=acknowledged')
    const actor = { by: 'Rina', via: 'link', channelId: 'soc', request: null }
    expect(acts).toEqual([{ wish: { action: 'acknowledge', reason: 'on it' }, actor }])
    expect(page.url()).toBe(link)
    // Reloading does nothing again, and the name is known.
    await page.reload()
    expect(acts).toHaveLength(1)
    expect(await page.inputValue('[name=name]')).toBe('Rina')
    await page.click('button[value=false-positive]')
    expect(await page.textContent('[role=alert]')).toMatch(/Say why/)
    await page.selectOption('[name=why]', 'public data')
    await page.click('button[value=false-positive]')
    await page.waitForSelector('button[value=reopen]')
    expect(acts[1]).toMatchObject({ wish: { action: 'false-positive', reason: 'public data' }, actor })
    // The browser itself says why a form was refused; nothing else may be in there.
    expect(complaints.filter((said) => !said.includes('status of 422'))).toEqual([])
  })
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}
