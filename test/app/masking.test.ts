import { readdir, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import PostalMime from 'postal-mime'
import { expect, test } from 'vitest'
import { startDesk } from './desk.ts'
import { openTestHouse, roundOfVisits } from './house.ts'
import { startSite } from './site.ts'

// A page full of personal data, poured through the whole line: none of it may come out anywhere.

/** Invented, impossible, and planted in as many notations as people use. */
const planted = {
  nik: ['9903025512990001', '9904 1357 0101 0002', '99.05.13.570101.0003', '９９０６１３５７０１０１０００４'],
  phone: ['081200007771', '+62 812-0000-7772', '0812 0000 7773', '6281200007774'],
  mail: ['budi.contoh7@example.com', 'siti_contoh8 [at] example [dot] org'],
  card: ['4000 1234 5678 9017', '5500-0000-0000-0129'],
  npwp: ['99.888.777.6-543.210'],
  password: ['rahasia-banget-99'],
}
const all = Object.values(planted).flat()
/** What must not be found: the planted text itself, and its digits run together. */
const needles = [
  ...all,
  ...all.map((text) => text.normalize('NFKC').replace(/\D/g, '')).filter((digits) => digits.length > 8),
].flatMap((text) => (text.includes('@') ? [text, text.split('@')[0] ?? text] : [text]))

const rows = `nama;nik;hp;email;kartu;npwp
${[0, 1].map((n) => `CONTOH ${n};${planted.nik[n]};${planted.phone[n]};${planted.mail[n]};${planted.card[n]};${planted.npwp[0]}`).join('\n')}
${planted.nik[2]} | ${planted.phone[2]} ${planted.nik[3]} ${planted.phone[3]}
${planted.mail[0]}:${planted.password[0]}`

const ad = `JUAL database nasabah Bank Contoh 2,500,000 records: NIK, nama, no HP, email. Harga $700 BTC.
Kontak WA 0812 0000 5555 atau telegram @penjual_contoh
Sampel:
${rows}`

test('a page full of personal data leaves none in the database, the logs, the mails and the payloads', async () => {
  const site = await startSite({
    iklan: ad,
    catatan: `catatan rapat, hubungi ${planted.phone[0]} atau ${planted.mail[0]}\n${rows}`,
    galat: `Error: user ${planted.nik[0]} not found, mail ${planted.mail[0]}`,
  })
  // An address that carries a number: the post's id, its URL, and what is remembered of it.
  site.pastes.set(`jual-${planted.phone[3]}`, rows)
  const desk = await startDesk()
  const slackPayloads: string[] = []
  const slack = createServer(async (request, response) => {
    for await (const chunk of request) slackPayloads.push(String(chunk))
    response.end('ok')
  })
  await new Promise<void>((resolve) => slack.listen(0, '127.0.0.1', resolve))
  const logged: string[] = []
  const logs = new Writable({
    write: (chunk, _encoding, done) => {
      logged.push(String(chunk))
      done()
    },
  })
  const house = await openTestHouse(
    `
targets:
  - { id: pastes, type: paste, start: ["${site.start}"], every: 1h, alertAge: any, allowPrivate: true, limits: { delay: 1ms } }
rules:
  - { id: all, channels: [hook, post, slack] }
channels:
  - { id: hook, type: webhook, url: "${desk.webhookUrl}", secret: "\${HOOK_SECRET}" }
  - { id: post, type: mail, host: 127.0.0.1, port: ${desk.mailPort}, secure: none, from: p@example.net, to: [soc@example.net] }
  - { id: slack, type: slack, webhook: "\${SLACK}" }
`,
    { SLACK: `http://127.0.0.1:${(slack.address() as AddressInfo).port}/x` },
    { logs, level: 'debug' },
  )
  try {
    const [visit] = await roundOfVisits(house)
    expect(visit).toMatchObject({ error: null, newPosts: 4 })
    expect(visit?.signals).toBeGreaterThan(0)

    const mails = await Promise.all(desk.mails.map((eml) => PostalMime.parse(eml)))
    const outlets: Record<string, string> = {
      database: await dump(house.database),
      logs: logged.join(''),
      mails: desk.mails.join('\n') + mails.map(({ text, html, subject }) => `${text}${html}${subject}`).join('\n'),
      webhook: desk.payloads.join('\n'),
      slack: slackPayloads.join('\n'),
    }
    for (const [name, content] of Object.entries(outlets)) {
      expect(content.length, name).toBeGreaterThan(100)
      for (const needle of needles) expect(content.includes(needle), `${needle} in ${name}`).toBe(false)
    }
    // The contact that the seller offers is the trail, and stays.
    for (const name of ['database', 'mails', 'webhook', 'slack']) expect(outlets[name]).toContain('penjual_contoh')
    expect(outlets.database).toContain('6281200005555')
    // And what was masked is counted, and known again by its hash.
    const [signal] = await house.database.query<{ personal: { kind: string; count: number; hashes: string[] }[] }>(
      `select signal -> 'personal' as personal from pantau.signals where post_id = 'pastes/iklan'`,
    )
    expect(signal?.personal.length).toBeGreaterThan(2)
    expect(signal?.personal.every(({ hashes }) => hashes.every((hash) => /^k1:[0-9a-f]{32}$/.test(hash)))).toBe(true)
    await house.close()
    // Nor in the database's own files, where a dropped row or a log of changes could linger.
    const files = await bytesUnder(house.data)
    expect(files.includes('penjual_contoh')).toBe(true)
    for (const needle of needles) expect(files.includes(needle), `${needle} in the files`).toBe(false)
  } finally {
    await house.close()
    await house.remove()
    await site.close()
    await desk.close()
    slack.close()
    slack.closeAllConnections()
  }
})

/** Every row of every table, ours and the queue's, as text. */
async function dump(database: { query<T extends object>(sql: string): Promise<T[]> }): Promise<string> {
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('pantau', 'bullmq')`,
  )
  expect(tables.length).toBeGreaterThan(10)
  const parts: string[] = []
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(`select t::text as row from ${name} t`)
    parts.push(name, ...rows.map(({ row }) => row))
  }
  return parts.join('\n')
}

async function bytesUnder(folder: string): Promise<Buffer> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return Buffer.concat(await Promise.all(files.map((file) => readFile(file))))
}
