import { setTimeout as sleep } from 'node:timers/promises'
import { FetchError, ThrottledError, UnreadableError } from '../model/errors.ts'
import type { Target } from '../model/target.ts'
import { readBody } from './body.ts'
import { refuseStatus, shown } from './failures.ts'
import type { HttpFetcher, Received, Wish } from './fetcher.ts'
import type { Mirrors } from './mirrors.ts'
import type { Pace } from './pace.ts'
import { keptOut, type Robots } from './robots.ts'
import type { Jar } from './session/jar.ts'
import type { Errand } from './step.ts'

/**
 * The pictures of one visit. They come from the site itself or from wherever a post says, over the target's way, with the
 * same guard of addresses, at the same pace, and only where the robots.txt of their host lets visitors in. They are asked
 * for without token and Referer, and without cookies but for uploads to the site itself: a picture's host does not learn
 * what is watched.
 */
export function createErrand(
  target: Target,
  visit: {
    fetcher: Pick<HttpFetcher, 'fetch' | 'picture'>
    robots: Robots
    /** The site's own pictures may be for those who are signed in. */
    jar?: Jar | undefined
    pace: Pace
    mirrors: Pick<Mirrors, 'wayTo'>
    signal: AbortSignal
  },
): Errand {
  const { fetcher, robots, jar, pace, mirrors, signal } = visit
  const { id: circuit, allowPrivate, userAgent, limits } = target
  const hosts = new Set(target.start.map((url) => new URL(url).host))
  const bounds = { bytes: limits.pictures.bytes, timeout: limits.timeout }

  const isOwn = (url: string): boolean => URL.canParse(url) && hosts.has(new URL(url).host)

  const ask = async (url: string): Promise<Uint8Array> => {
    const known = isOwn(url) && isFile(url) ? { jar } : {}
    const wish: Wish = { ...mirrors.wayTo(url), userAgent, circuit, allowPrivate, signal, ...bounds, ...known }
    if (target.robots === 'honour') {
      const { allowed, delayMs } = await robots.ask(wish, fetcher.fetch)
      pace.slowDown(delayMs)
      if (!allowed) throw keptOut(url)
    }
    // Asked for while a page is being answered: nobody else of this visit waits for its pace.
    for (let wait = pace.wait(); wait > 0; wait = pace.wait()) await sleep(wait, undefined, { signal })
    pace.begin()
    return fetcher.picture(wish)
  }

  return {
    signal,
    async picture(url) {
      try {
        return await ask(url)
      } catch (error) {
        if (signal.aborted) throw new FetchError(`${shown(url)}: the visit ended before this picture was there`)
        if (error instanceof ThrottledError && !isOwn(url)) throw new UnreadableError(error.message, { cause: error })
        throw error
      }
    },
  }
}

/**
 * An upload to the site, by its address: `photo.jpg`, `attachment.php?aid=7`, phpBB's `download/file.php?id=7`. Nothing else
 * is asked for as somebody who is signed in: an author may show `member.php?action=logout` as a picture.
 */
const isFile = (url: string): boolean =>
  /\.(?:png|jpe?g|webp|gif)$|attach|\/download\/file\.php$/i.test(new URL(url).pathname)

/** What servers call pictures, or what they do not know; whether it is one, its bytes tell. */
const possible = /^(image\/(png|jpe?g|pjpeg|webp|gif|x-png)|application\/octet-stream|binary\/octet-stream)$/

/** Takes the bytes of an answer in where it may be a picture. What has none there (404, 410) is not one. */
export async function receivePicture(
  { response: { statusCode, body }, headers, url }: Received,
  { bytes }: Pick<Wish, 'bytes'>,
): Promise<Uint8Array> {
  refuseStatus(statusCode, headers, url)
  if (statusCode >= 400) throw new UnreadableError(`${shown(url)} answered ${statusCode}`)
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase()
  if (type && !possible.test(type))
    throw new UnreadableError(`${shown(url)} is ${shown(type)}, not a picture that is read: left alone`)
  return readBody(body, headers, bytes, url, 'picture')
}
