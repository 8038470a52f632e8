import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { slackFaults } from '../../alerts/format/slack-limits.ts'
import type { Summary } from '../../app/demo/summary.ts'
import { days } from '../../app/demo/world/days.ts'
import { pantau } from './cli.ts'
import { until } from './house.ts'

// The demo, as a new user runs it: into the folder in which he has killed it before.

/** Alerts over each channel: four offers, and what becomes of them. */
const toldInAll = days.flatMap(({ tells }) => tells).length

let folder: string
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pantau-demo-'))
  const killed = pantau(['demo', '-o', folder])
  await until(() => killed.said().stdout.includes('ALERT'))
  killed.process.kill('SIGKILL')
  await killed.ended
  const { code, stdout, stderr } = await pantau(['demo', '-o', folder]).ended
  expect(`${code} ${stderr}`).toBe('0 ')
  expect(stdout).toMatch(/What happened/)
  const repriced = / mail +\[TLP:AMBER\] BPJS Kesehatan: .* \(0\.15 BTC → 0\.1 BTC\)$/m
  expect(stdout, 'subjects as one reads them').toMatch(repriced)
}, 240_000)
afterAll(() => rm(folder, { recursive: true, force: true }))

test('tells each of the four cases once, right, and nothing else', async () => {
  const summary = JSON.parse(await read('summary.json')) as Summary
  expect(summary).toMatchObject({
    targets: 4,
    alerts: { 'soc-mail': toldInAll, 'soc-slack': toldInAll },
    falseAlarms: [],
    secondCrawl: { alerts: 0 },
  })
  expect(summary.cases.map(({ alerts }) => alerts.map(({ wrong }) => wrong))).toEqual([[[]], [[]], [[]], [[]]])
  const told = summary.cases.flatMap(({ alerts }) => alerts)
  expect(told).toMatchObject([
    { victims: ['BPJS Kesehatan'], records: 279_000_000, price: { amount: 0.15, currency: 'BTC' }, seller: 'Kotz' },
    { victims: ['Tokopedia'], records: 91_000_000, price: { amount: 5_000, currency: 'USD' } },
    { victims: ['Kemenkes'], records: 6_000_000 },
    { victims: [], countries: ['ID'], dataClasses: ['id-selfies'] },
  ])
})

test('tells over ten days of visits exactly what the world’s truth lists, over each channel, and nothing of the rest', async () => {
  const summary = JSON.parse(await read('summary.json')) as Summary
  expect(summary.days.map(({ wrong }) => wrong)).toEqual(days.map(() => []))
  for (const [at, { tells }] of days.entries()) {
    const names = tells.map((alert) => `${alert.case} ${alert.event}`)
    expect(summary.days[at]?.told.toSorted()).toEqual([...names, ...names].sort())
  }
  // Bumps, replies, a mirror and a misprint.
  expect(days.map(({ tells }) => tells.length)).toEqual([5, 0, 0, 1, 0, 0, 1, 1, 2, 1])
})

test('`pantau rules test` says afterwards what was sent, without the secrets of a channel', async () => {
  const config = ['-c', join(folder, 'pantau.yaml')]
  const { code, stdout, stderr } = await pantau(['rules', 'test', '--json', '--since', '30d', ...config]).ended
  expect(`${code} ${stderr}`).toBe('0 ')
  const { rules } = JSON.parse(stdout) as { rules: { rule: string; alerts: number; opened: number }[] }
  expect(rules).toMatchObject([{ rule: 'our-people', alerts: toldInAll, opened: 4 }])
})

test('leaves mails and payloads that really went out, whole and within limits', async () => {
  const mails = await readdir(join(folder, 'mail'))
  const payloads = await readdir(join(folder, 'slack'))
  expect([mails.length, payloads.length]).toEqual([toldInAll, toldInAll])
  for (const name of mails) {
    const mail = await PostalMime.parse(await readFile(join(folder, 'mail', name)))
    expect(mail.subject).toMatch(/^\[TLP:AMBER\] /)
    expect(mail.html?.length).toBeGreaterThan(500)
    expect(mail.text).toMatch(/Severity/)
  }
  for (const name of payloads) expect(slackFaults(JSON.parse(await read(join('slack', name))))).toEqual([])
})

test('leaves Kotz’s whole trail: what he sold and bought before, by date', async () => {
  const lines = (await read('kotz.jsonl'))
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(lines.length).toBeGreaterThanOrEqual(9)
  const dates = lines.map((line) => String(line.posted_at))
  expect(dates).toEqual([...dates].sort())
  expect(lines.some((line) => line.intent === 'sale')).toBe(true)
  expect(lines.some((line) => line.intent === 'wanted')).toBe(true)
  const countries = new Set(lines.flatMap((line) => line.countries as string[]))
  expect(countries.size).toBeGreaterThanOrEqual(6)
  expect((await read('kotz.csv')).split('\r\n').length).toBeGreaterThan(lines.length)
})
