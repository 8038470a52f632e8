import { Redis } from 'ioredis'
import pg from 'pg'
import { expect, test } from 'vitest'
import { describeWith } from './need.ts'

await describeWith('redis', 'redis', (url) => {
  test('answers', async () => {
    const client = new Redis(url)
    expect(await client.ping()).toBe('PONG')
    client.disconnect()
  })
})

await describeWith('postgres', 'postgres', (url) => {
  test('answers', async () => {
    const client = new pg.Client(url)
    await client.connect()
    expect((await client.query('select 1 as one')).rows).toEqual([{ one: 1 }])
    await client.end()
  })
})
