// Crawlee's own CheerioCrawler as it comes, its queue on disk included, but for its concurrency, which is everybody's:
// the same posts, their fields read with cheerio's selectors.
import { CheerioCrawler, Configuration } from '@crawlee/cheerio'
import { atOnce, contend } from './contender.mjs'

const [, , folder] = process.argv.slice(2)
const text = (found) => found.text().trim()
const all = (found, read) => found.toArray().map(read)

function readPost($, post, thread, base) {
  const absolute = (address) => (address && URL.canParse(address, base) ? new URL(address, base).href : undefined)
  const body = post.find('.post_body')
  const quotes = all(body.find('blockquote'), (quote) => ({
    author: text($(quote).find('cite').first()),
    text: text($(quote)),
  }))
  body.find('blockquote').remove()
  return {
    ...thread,
    postId: post.attr('id')?.slice('post_'.length),
    url: absolute(post.find('.post_head .float_right a').attr('href')),
    author: text(post.find('.author_information .largetext a')),
    date: text(post.find('.post_date').contents().first()),
    edited: text(post.find('.edited_post')),
    text: text(body),
    quotes,
    signature: text(post.find('.signature')),
    links: all(body.find('a'), (link) => ({ url: absolute($(link).attr('href')), text: text($(link)) })),
    images: all(body.find('img'), (image) => ({ url: absolute($(image).attr('src')), alt: $(image).attr('alt') })),
  }
}

function readThread($, base) {
  const thread = {
    thread: /tid=(\d+)/.exec($('.thread_tools .printable a').attr('href') ?? '')?.[1],
    title: text($('.thead div:not(.float_right) > strong').last()),
  }
  return all($('#posts > .post'), (post) => readPost($, $(post), thread, base))
}

contend({
  async read(sites) {
    const counts = { pages: 0, posts: 0 }
    const config = new Configuration({ storageClientOptions: { localDataDirectory: folder } })
    const crawler = new CheerioCrawler(
      {
        minConcurrency: atOnce,
        maxConcurrency: atOnce,
        async requestHandler({ $, request, enqueueLinks }) {
          if (request.url.includes('forumdisplay')) {
            await enqueueLinks({ selector: 'tr.inline_row [id^="tid_"] > a' })
            return
          }
          const posts = readThread($, request.loadedUrl)
          counts.pages++
          counts.posts += posts.filter(({ author, date, text: words }) => author && date && words).length
        },
      },
      config,
    )
    crawler.log.setLevel(crawler.log.LEVELS.WARNING)
    await crawler.run(sites)
    await crawler.teardown()
    return counts
  },
})
