import { victimReader } from '../markup/victims/victims.ts'
import type { Engine } from './engine.ts'

/** Long posts under each other, as of Conti, Black Basta and all that took a blog for their site. */
const reader = victimReader('Leak site as a blog', {
  layout: 'blog',
  card: {
    item: '.blog_block, .block:has(> .title):has(> .body), div.card:has(.blog_name_link)',
    victim: '.blog_name_link, .title a, .title',
    link: 'a.blog_name_link, .title a[href], .more a',
    drop: '.share, .tags, .comments-link',
  },
  detail: { item: 'article.leak, .post-content', victim: 'h1' },
})

/** Leak site as a blog. */
export const victimBlog: Engine = {
  id: 'victim-blog',
  name: 'Leak site as a blog',
  type: 'leaksite',
  reads: 'posts about victims with website, size, price, deadline and status; the page of one victim',
  needs: '',
  start: 'http://blog.example/',
  limits:
    'posts that say neither size nor status nor deadline of their victims are read by an engine that is named only',
  ...reader,
}
