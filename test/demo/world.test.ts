import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startWorld, type World } from '../../app/demo/world/index.ts'
import type { SiteName } from '../../app/demo/world/truth.ts'
import type { Link, Page } from '../../model/page.ts'
import type { ParsedPost } from '../../model/post.ts'
import type { Profile } from '../../model/profile.ts'
import type { SourceType } from '../../model/target.ts'
import { maskText } from '../../parsers/mask.ts'
import { parsePage } from '../../parsers/parse.ts'
import { createPostReader } from '../../parsers/read.ts'

const types: Record<SiteName, SourceType> = { forum: 'forum', paste: 'paste', telegram: 'chat', news: 'news' }
const engines: Record<SiteName, string> = { forum: 'mybb', paste: 'stikked', telegram: 'telegram', news: 'feed' }

interface Walk {
  pages: number
  posts: Map<string, ParsedPost>
  profiles: Profile[]
  engines: Set<string>
}

/** A page as the crawler would hand it on. */
async function fetchPage(url: string): Promise<Page> {
  const response = await fetch(url)
  const body = await response.text()
  return {
    ...{ url, finalUrl: response.url, status: response.status, headers: Object.fromEntries(response.headers), body },
    ...{ fetchedAt: new Date(), sha256: createHash('sha256').update(body).digest('hex'), via: 'direct' },
  }
}

/** Follows every link of a site, as a visit would, with the parsers alone. */
async function walk(start: readonly string[]): Promise<Walk> {
  const seen = new Set(start)
  const queue: Pick<Link, 'url'>[] = start.map((url) => ({ url }))
  const found: Walk = { pages: 0, posts: new Map(), profiles: [], engines: new Set() }
  for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
    const parsed = parsePage(await fetchPage(next.url))
    found.pages++
    found.engines.add(parsed.engine)
    found.profiles.push(...parsed.profiles)
    for (const post of parsed.posts) found.posts.set(post.postId, post)
    for (const link of parsed.links) {
      if (seen.has(link.url)) continue
      seen.add(link.url)
      queue.push(link)
    }
  }
  return found
}

describe('the practice world', () => {
  let world: World
  const walks = {} as Record<SiteName, Walk>

  beforeAll(async () => {
    world = await startWorld()
    for (const site of Object.keys(types) as SiteName[]) walks[site] = await walk(world.sites[site].start)
  })
  afterAll(() => world.close())

  test.each(Object.keys(types) as SiteName[])('%s: every post is found, with its author and date', (site) => {
    const { posts, pages, engines: used } = walks[site]
    expect([...used]).toEqual([engines[site]])
    const expected = world.truth.posts.filter((post) => post.site === site)
    expect([...posts.keys()].sort()).toEqual(expected.map(({ postId }) => postId).sort())
    expect(pages).toBe(world.truth.sites[site].pages)
    expect(world.requests()[site]).toBe(pages)
    for (const { postId, author } of expected) {
      expect(posts.get(postId)?.author, postId).toBe(author)
      expect(posts.get(postId)?.postedAt, postId).not.toBeNull()
    }
  })

  test('there is enough of everything', () => {
    const { sites, posts } = world.truth
    const honest = (site: SiteName): number => posts.filter((post) => post.site === site && !post.offer).length
    expect(honest('forum')).toBeGreaterThanOrEqual(40)
    expect(honest('news')).toBeGreaterThanOrEqual(12)
    expect(honest('paste')).toBeGreaterThanOrEqual(12)
    expect(honest('telegram')).toBeGreaterThanOrEqual(12)
    expect(sites.forum.offers).toBe(11)
    for (const { url } of Object.values(world.sites)) expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  test('Kotz has a profile, and a trail over many countries before Indonesia', () => {
    const [profile] = walks.forum.profiles.filter(({ handle, joinedAt }) => handle === 'Kotz' && joinedAt)
    expect(profile).toMatchObject({ joinedAt: '2020-01-26T00:00:00.000Z', reputation: 31, threads: 9 })
    const trail = world.truth.posts.filter(({ author, offer }) => author === 'Kotz' && offer)
    const countries = new Set(trail.flatMap(({ offer }) => offer?.countries ?? []))
    expect(countries).toEqual(new Set(['TH', 'MY', 'PH', 'IN', 'VN', 'BR', 'TW', 'ID']))
  })

  test('a quote is not its quoter’s claim, and a signature is not the post', () => {
    const posts = [...walks.forum.posts.values()]
    const quoter = posts.find(({ author, quotes }) => author === 'l33tbuyer' && quotes[0]?.author === 'Kotz')
    expect(quoter?.quotes[0]?.text).toContain('279.000.000')
    expect(quoter?.text).toBe('sent you a message two days ago, no answer. what is going on?')
    const seller = posts.find(({ title }) => title.includes('279M'))
    expect(seller?.signature).toContain('Vouches: 31')
    expect(seller?.text).not.toContain('Vouches')
    expect(seller?.postedAt).toBe('2021-05-12T03:21:00.000Z')
  })

  test('the reader reads each offer as the truth has it, and nothing else', () => {
    const read = createPostReader()
    for (const { site, postId, offer } of world.truth.posts) {
      const post = walks[site].posts.get(postId)
      if (!post) throw new Error(`${postId} was not found`)
      const signal = read({ title: post.title, text: post.text, author: post.author, type: types[site] })
      if (offer === null) expect(signal?.intent ?? null, `${site} ${postId}: ${post.text.slice(0, 80)}`).toBeNull()
      const { dataClasses = [], ...rest } = offer ?? {}
      expect(signal ?? {}, `${site} ${postId}`).toMatchObject(rest)
      expect(signal?.dataClasses ?? [], postId).toEqual(expect.arrayContaining([...dataClasses]))
    }
  })

  test('its rows are personal data and are masked', () => {
    for (const { text, author } of walks.forum.posts.values()) {
      const masked = maskText(text)
      expect(masked, `${author}`).not.toMatch(/9903\d{12}|0812000000\d\d/)
    }
  })

  test('a missing thread and a stranger are answered with status 200', async () => {
    for (const path of ['/showthread.php?tid=9999', '/member.php?action=profile&uid=99', '/nothing.php']) {
      const page = await fetchPage(world.sites.forum.url + path)
      expect(page.status).toBe(200)
      expect(page.headers.etag).toBeUndefined()
      expect(parsePage(page)).toMatchObject({ engine: 'mybb', posts: [], profiles: [] })
    }
    expect(parsePage(await fetchPage(`${world.sites.forum.url}/showthread.php?tid=9999`)).kind).toBe('missing')
  })
})

describe('a world that changes', () => {
  let world: World
  const read = async (tid: number): Promise<ParsedPost[]> =>
    parsePage(await fetchPage(`${world.sites.forum.url}/showthread.php?tid=${tid}`)).posts

  beforeAll(async () => {
    world = await startWorld()
  })
  afterAll(() => world.close())

  test('threads, replies, edits and removals are seen at once', async () => {
    const tid = world.forum.addThread('lounge', { title: 'New here', by: 'Mira', text: 'first' })
    const pid = world.forum.addReply(tid, { by: 'Kotz', text: 'second <b>words</b>' })
    expect(await read(tid)).toMatchObject([
      { author: 'Mira', title: 'New here', text: 'first' },
      { author: 'Kotz', postId: String(pid), text: 'second <b>words</b>', editedAt: null },
    ])
    world.forum.editPost(pid, 'changed')
    const [, edited] = await read(tid)
    expect(edited?.text).toBe('changed')
    expect(edited?.editedAt).not.toBeNull()
    world.forum.removeThread(tid)
    expect(await read(tid)).toEqual([])
  })

  test('what it does not have is a mistake of the test', () => {
    expect(() => world.forum.addReply(9999, { by: 'Mira', text: '' })).toThrow('no thread 9999')
    expect(() => world.forum.editPost(9999, '')).toThrow('no post 9999')
  })
})
