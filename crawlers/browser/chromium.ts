import { readFile } from 'node:fs/promises'
import type { Browser, CDPSession } from 'playwright-core'
import { FetchError } from '../../model/errors.ts'
import { findBrowser } from './find.ts'

/** One Chromium under way. */
export interface Chromium {
  browser: Browser
  /** A session with the browser as a whole. */
  control: CDPSession
  /** What an ordinary Chromium of this version calls itself. */
  userAgent: string
  /** Looks after its processes while the work is done: where one takes too much, or the browser hangs, it is ended. */
  watched<T>(work: () => Promise<T>): Promise<T>
  /** Why a process of it was ended, where that was us and a moment ago. */
  whyEnded(): string | undefined
  /** Ends it, asked nicely first. */
  close(): Promise<void>
}

/** Bytes of its own that a page's process may take (a heavy forum's takes a quarter), any other of them, and all. */
const most = { page: 512 * 2 ** 20, other: 2 ** 30, all: 3 * 2 ** 30 }
/** Megabytes of a page's JavaScript. */
const mostOfScript = 256
/** A page that does nothing else takes a gigabyte in a second. */
const watchMs = 200
/** A browser that doesn't say for so long which processes it has never will. */
const hungMs = 10_000
const launchMs = 30_000
const closeMs = 5_000

/**
 * Playwright's own switches, and:
 * - no way out: the browser as a whole has a proxy that does not exist, and no name is resolved. What it may reach is a
 *   context's own proxy; so what Chromium wants for itself (updates, Google's services) it cannot have, whatever switches
 *   the next version would need. WebRTC's UDP would go past every proxy, and QUIC's.
 * - nothing that nobody reads: pictures, fonts, windows of their own.
 * - no word of automation: a site sees an ordinary client, as over HTTP.
 */
const switches = [
  '--proxy-server=socks5://nowhere.invalid:1',
  '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1',
  '--force-webrtc-ip-handling-policy=disable_non_proxied_udp',
  '--webrtc-ip-handling-policy=disable_non_proxied_udp', // Chromium with a window calls it so
  '--disable-quic',
  '--dns-prefetch-disable',
  '--block-new-web-contents',
  '--disable-remote-fonts',
  // The last such switch counts, so Playwright's settings (a mouse, not a finger) stand here again. What names no charset is
  // UTF-8 more often than windows-1252.
  '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4,imagesEnabled=false,defaultTextEncodingName=UTF-8',
  `--js-flags=--max-old-space-size=${mostOfScript}`,
  '--disable-blink-features=AutomationControlled',
]

/**
 * Starts a browser. It speaks over a pipe, which closes with this process however that ends; Chromium ends with the pipe.
 * It has no sandbox for root: whoever is somebody else has one.
 */
export async function startChromium(path: string | undefined): Promise<Chromium> {
  // Loaded here: 85 MB that a process without such targets has no use for.
  const { chromium } = await import('playwright-core')
  const executablePath = await findBrowser(path, chromium.executablePath())
  const browser = await chromium
    .launch({
      executablePath,
      args: switches,
      ignoreDefaultArgs: ['--disable-popup-blocking'],
      chromiumSandbox: process.getuid?.() !== 0,
      timeout: launchMs,
      // Ctrl-C is the app's: it drains the visits first.
      ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    })
    .catch((error: Error) => {
      throw new FetchError(`${executablePath} does not start: ${reasonIn(error.message)}`, { cause: error })
    })
  const control = await browser.newBrowserCDPSession()
  const processes = async (): Promise<{ type: string; id: number }[]> => {
    const { processInfo } = await control.send('SystemInfo.getProcessInfo')
    return processInfo
  }
  const pid = (await processes()).find(({ type }) => type === 'browser')?.id
  let ended = { at: Number.NEGATIVE_INFINITY, why: '' }
  let watchers = 0
  let timer: NodeJS.Timeout | undefined

  const endProcess = (id: number | undefined, why: string): void => {
    ended = { at: performance.now(), why }
    kill(id)
  }
  /** A page that takes too much ends, and the others go on; where the browser itself does, they all end. */
  const look = async (): Promise<void> => {
    const hung = setTimeout(() => endProcess(pid, 'the browser does not answer'), hungMs)
    const running = await processes().finally(() => clearTimeout(hung))
    let all = 0
    for (const { type, id } of running) {
      const bytes = await ownMemory(id)
      all += bytes
      if (type === 'renderer' && bytes > most.page) endProcess(id, 'it takes more memory than a page may')
      else if (bytes > most.other) endProcess(pid, 'pages took more memory than the browser may')
    }
    if (all > most.all) endProcess(pid, 'pages took more memory than the browser may')
  }
  const lookAgain = (): void => {
    timer = setTimeout(async () => {
      await look().catch(() => {}) // it has ended, and whoever waits for it hears so
      if (watchers > 0 && browser.isConnected()) lookAgain()
      else timer = undefined
    }, watchMs).unref()
  }

  return {
    browser,
    control,
    userAgent: `Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/${parseInt(browser.version(), 10)}.0.0.0 Safari/537.36`,
    async watched(work) {
      if (watchers++ === 0 && timer === undefined) lookAgain()
      try {
        return await work()
      } finally {
        watchers--
      }
    },
    whyEnded: () => (performance.now() - ended.at < hungMs ? ended.why : undefined),
    async close() {
      const force = setTimeout(() => kill(pid), closeMs)
      await browser.close().catch(() => {}) // it has ended already
      clearTimeout(force)
    },
  }
}

/** Bytes that a process shares with nobody; 0 where that cannot be said: it is gone, or this is no Linux. */
async function ownMemory(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  return Number(/^RssAnon:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1_024
}

function kill(pid: number | undefined): void {
  try {
    if (pid !== undefined) process.kill(pid, 'SIGKILL')
  } catch {
    // gone by itself
  }
}

/** What the browser wrote before it gave up, in one line. */
function reasonIn(log: string): string {
  if (/no usable sandbox|sandboxing failed/i.test(log))
    return 'its sandbox needs user namespaces, which this machine forbids; docs/operating.md says how to allow them'
  const said = /\[err\] (.*(?:error|cannot|fatal|no such).*)/i.exec(log)?.[1] ?? log.split('\n', 1)[0] ?? ''
  return said.slice(0, 300)
}
