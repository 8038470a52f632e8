import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import type { Progress } from '../../app/backfill/progress.ts'
import { type Site, serve } from '../../app/demo/world/serve.ts'
import { type Backend, onEveryBackend } from './backends.ts'
import { pantau, typescript } from './cli.ts'

// A history that is asked for on the command line, read by a service that is killed for real in the middle of it, and by
// the next one to its end: between ordinary visits, each page once, without a word to anybody.

vi.setConfig({ testTimeout: 400_000 })

const boards = 6
const perBoard = 5

/** A board of `boards` pages of old threads, as phpBB shows them; `asked` are the paths of its requests. */
async function startArchive(asked: string[], onRequest: () => void): Promise<Site> {
  const frame = (body: string): string =>
    `<!doctype html><html><head><meta charset="utf-8"><title>Archive</title></head><body id="phpbb" class="nojs section-viewforum ltr"><div id="wrap" class="wrap">${body}</div><div class="copyright">Powered by <a href="https://www.phpbb.com/">phpBB</a>&reg; Forum Software</div></body></html>`
  const day = (id: number): string =>
    new Date(Date.UTC(2023, 5, 1) - id * 86_400_000 * 20).toISOString().replace(/\.\d+Z/, '+00:00')
  const row = (id: number): string =>
    `<li class="row bg1"><dl class="row-item"><dt><div class="list-inner"><a href="./viewtopic.php?t=${id}" class="topictitle">Old thread ${id}</a></div></dt><dd class="posts">0 <dfn>Replies</dfn></dd><dd class="lastpost"><span><dfn>Last post</dfn> by <a href="./memberlist.php?mode=viewprofile&amp;u=2" class="username">lama</a> <time datetime="${day(id)}">${day(id)}</time></span></dd></dl></li>`
  const post = (id: number): string =>
    `<div id="p${id}" class="post has-profile bg2"><div class="inner"><dl class="postprofile" id="profile${id}"><dt><a href="./memberlist.php?mode=viewprofile&amp;u=2" class="username">lama</a></dt></dl><div class="postbody"><div id="post_content${id}"><h3><a href="./viewtopic.php?p=${id}#p${id}">Old thread ${id}</a></h3><p class="author"><time datetime="${day(id)}">${day(id)}</time></p><div class="content">SELLING database of contoh-${id}.example.co.id, ${id},500,000 records: name, email, phone, NIK. Price $${id}00, BTC. Telegram @lama_${id}</div></div></div></div></div>`
  return serve(() => (url) => {
    const type = 'text/html; charset=utf-8'
    if (url.pathname === '/robots.txt') return { status: 404, type: 'text/plain', body: 'none' }
    asked.push(url.pathname + url.search)
    onRequest()
    const id = Number(url.searchParams.get('t'))
    if (id > 0)
      return {
        type,
        body: frame(`<h2 class="topic-title"><a href="./viewtopic.php?t=${id}">Old thread ${id}</a></h2>${post(id)}`),
      }
    const page = Number(url.searchParams.get('start') ?? 0) / perBoard
    const rows = Array.from({ length: perBoard }, (_, at) => row(1 + page * perBoard + at)).join('\n')
    const next =
      page + 1 < boards
        ? `<div class="pagination"><ul><li class="arrow next"><a rel="next" href="./viewforum.php?f=2&amp;start=${(page + 1) * perBoard}">Next</a></li></ul></div>`
        : ''
    return {
      type,
      body: frame(
        `<h2 class="forum-title"><a href="./viewforum.php?f=2">Archive</a></h2><ul class="topiclist topics">${rows}</ul>${next}`,
      ),
    }
  })
}

await onEveryBackend('a history', (backend: Backend) => {
  test('is read by the service, survives kill -9, and ends', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pantau-backfill-'))
    const asked: string[] = []
    let onRequest = (): void => {}
    const site = await startArchive(asked, () => onRequest())
    const file = join(folder, 'pantau.yaml')
    // Ordinary visits read the first page of the board and one thread, and come round while the history is read.
    await writeFile(
      file,
      `
targets:
  - { id: archive, type: forum, start: ["${site.url}/viewforum.php?f=2"], every: 2s, allowPrivate: true, limits: { delay: 5ms, pages: 2 } }
rules:
  - { id: everything, channels: [out] }
channels:
  - { id: out, type: webhook, url: "http://127.0.0.1:9/", secret: "\${HOOK_SECRET}" }
work: { patience: 2s, freeSpace: 10MB }
`,
    )
    const env: Record<string, string> = {
      HOOK_SECRET: 'sixteen-characters-and-more',
      PANTAU_LOG: 'error',
      PANTAU_CONFIG: file,
      PANTAU_KEYS: JSON.stringify({ current: 'k1', keys: [{ id: 'k1', secret: 'ab'.repeat(32) }] }),
      ...(await backend.environment()),
    }
    const start = (): ChildProcess =>
      fork(join(import.meta.dirname, 'children/service.ts'), [file], {
        execArgv: typescript,
        env: { ...process.env, ...env },
      })
    let service = start()
    try {
      await once(service, 'message')
      const begun = await pantau(['backfill', 'archive', '--since', '2015-01-01', '--pages-per-slice', '9', '-d'], env)
        .ended
      expect(begun).toMatchObject({
        code: 0,
        stderr: '',
        stdout: expect.stringMatching(/^archive: running, since 2015-01-01/),
      })
      const threads = (): string[] => asked.filter((path) => path.includes('viewtopic'))
      // In the middle of its second slice.
      onRequest = () => {
        if (new Set(threads()).size > 12) service.kill('SIGKILL')
      }
      await once(service, 'exit')
      expect(service.signalCode).toBe('SIGKILL')
      onRequest = () => {}
      expect(new Set(threads()).size).toBeLessThan(boards * perBoard)
      service = start()
      await once(service, 'message')
      const watched = await pantau(['backfill', 'archive'], env).ended
      expect(watched).toMatchObject({ code: 0, stderr: '' })
      const status = await pantau(['backfill', '--status', '--json'], env).ended
      const [progress] = JSON.parse(status.stdout) as Progress[]
      expect(progress).toMatchObject({ state: 'done', share: 1, waiting: 0, failedPages: 0, alerts: 0 })
      expect(progress?.pages).toBe(boards + boards * perBoard)
      expect(new Set(threads()).size).toBe(boards * perBoard)
      // Deep in the board only the history goes: what was under way when it died may be asked for again.
      const deep = asked.filter((path) => Number(/[?&](?:t|start)=(\d+)/.exec(path)?.[1] ?? 0) > perBoard)
      expect(deep.length - new Set(deep).size).toBeLessThanOrEqual(1)
      const done = await pantau(['backfill', 'archive', '--since', '2015-01-01'], env).ended
      expect(done).toMatchObject({ code: 1, stderr: expect.stringContaining('--again') })
    } finally {
      service.kill('SIGKILL')
      await site.close()
      await rm(folder, { recursive: true, force: true })
    }
  })
})
