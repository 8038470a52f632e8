import { setTimeout as sleep } from 'node:timers/promises'
import type { Errand } from '../../crawlers/step.ts'
import { FetchError, PantauError, ThrottledError } from '../../model/errors.ts'
import type { ParsedPost, Picture } from '../../model/post.ts'
import type { Target } from '../../model/target.ts'
import { maskText } from '../../parsers/mask.ts'
import type { PictureText } from '../../pictures/reader.ts'
import type { Line } from '../line.ts'

/**
 * Gives a post with the words of its pictures. Where one cannot be had now, what it said `earlier` stands: an ad is not
 * withdrawn because a host of pictures is down.
 */
export type Look = (post: ParsedPost, earlier?: readonly Picture[]) => Promise<ParsedPost>

/** The pictures of one visit. */
export interface Gallery {
  /** For the posts of one page. */
  open(errand: Errand): Look
  /** Logs what became of the pictures, if there were any. */
  close(): void
}

/** What is never the offer itself, by its address: faces, smilies, ranks; and kinds of file that are not read. */
const decoration =
  /(?:^|[/_.-])(?:avatars?|gravatar|smil(?:ie|ey)s?|emojis?|emoticons?|badges?|ranks?|spacer|pixel|blank)(?:[/_.-]|\d*$)|\.(?:svg|ico|bmp|avif)$/i

/** A picture that could not be had is asked for once more, after this long. */
const againMs = 500

/**
 * Reads the pictures of posts, within the target's limits; nothing where the target is not `ocr: true`. A picture fails
 * alone: its post is read without it. What its site shows in many posts is fetched once a visit, and what was read before
 * is not read again. No picture is kept.
 */
export function createGallery(target: Target, line: Pick<Line, 'pictures' | 'log'>): Gallery {
  const { perPost, perPage, perVisit, pixels, timeout } = target.limits.pictures
  const known = new Map<string, PictureText | null>()
  const counts = { read: 0, silent: 0, failed: 0, left: 0 }

  /** What a picture says, by its first address or, where that one is none, by the next. */
  const read = async ([url = '', ...others]: readonly string[], errand: Errand): Promise<PictureText | null> => {
    try {
      const bytes = await fetch(url, errand)
      const said = await line.pictures.read(bytes, { pixels, timeout, signal: errand.signal })
      counts[said.text === '' ? 'silent' : 'read'] += 1
      return said
    } catch (error) {
      // The visit is over, or the site wants a pause: the page is read another time, with all of its pictures.
      if (errand.signal.aborted) throw new FetchError(`${url}: the visit ended before this picture was read`)
      if (error instanceof ThrottledError || !(error instanceof PantauError)) throw error
      line.log.debug({ target: target.id, picture: maskText(url), error: maskText(error.message) }, 'a picture unread')
      if (others.length > 0) return read(others, errand)
      counts.failed += 1
      return null
    }
  }

  const open = (errand: Errand): Look => {
    let onPage = 0
    const lookAt = async (picture: Picture, earlier: Picture | undefined): Promise<Picture> => {
      const addresses = addressesOf(picture)
      const key = addresses.join(' ')
      if (!known.has(key)) {
        if (onPage >= perPage || known.size >= perVisit) {
          counts.left += 1
          return earlier ?? picture
        }
        onPage += 1
        known.set(key, await read(addresses, errand))
      }
      const said = known.get(key)
      if (said) return said.text ? { ...picture, ...said } : picture
      return earlier ?? picture
    }
    return async (post, earlier = []) => {
      const images: Picture[] = []
      let inPost = 0
      for (const picture of post.images) {
        const isWanted = isPicture(picture.url)
        if (isWanted) inPost += 1
        if (isWanted && inPost > perPost) counts.left += 1
        images.push(isWanted && inPost <= perPost ? await lookAt(picture, wordsBefore(earlier, picture)) : picture)
      }
      return { ...post, images }
    }
  }

  return {
    open: (errand) => (target.ocr ? open(errand) : async (post) => post),
    close() {
      if (known.size === 0) return
      const level = counts.left > 0 || counts.failed > 0 ? 'warn' : 'info'
      line.log[level]({ target: target.id, ...counts }, 'pictures: read, without words, failed, left beyond the limits')
    },
  }
}

const wordsBefore = (earlier: readonly Picture[], { url }: Picture): Picture | undefined =>
  earlier.find((picture) => picture.url === url && picture.text)

/** The large file first; a link that looks like one may lead to a page about it, and then the small copy is read. */
const addressesOf = ({ url, full }: Picture): string[] => (full && isPicture(full) ? [full, url] : [url])

const isPicture = (url: string): boolean =>
  URL.canParse(url) && /^https?:/.test(url) && !decoration.test(new URL(url).pathname)

/** What may come back is asked for once more: the post counts as seen afterwards. */
async function fetch(url: string, { picture }: Errand): Promise<Uint8Array> {
  try {
    return await picture(url)
  } catch (error) {
    if (!(error instanceof FetchError) || error.permanent || error instanceof ThrottledError) throw error
    await sleep(againMs)
    return picture(url)
  }
}
