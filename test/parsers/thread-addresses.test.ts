import { expect, test } from 'vitest'
import type { Page } from '../../model/page.ts'
import { parsePage } from '../../parsers/parse.ts'

// One thread has one address, whatever link led to it: rows of a board, each with another way into the same thread.

const rows: Record<string, (href: string) => string> = {
  mybb: (href) =>
    `<table><tr class="inline_row"><td><span id="tid_12"><a href="${href}">t</a></span></td></tr></table>`,
  phpbb: (href) => `<ul class="topiclist topics"><li class="row"><a class="topictitle" href="${href}">t</a></li></ul>`,
  fluxbb: (href) =>
    `<div id="vf"><table><tbody><tr><td><div class="tclcon"><a href="${href}">t</a></div></td></tr></tbody></table></div>`,
  smf: (href) =>
    `<div id="messageindex"><table><tr><td class="subject"><span id="msg_77"><a href="${href}">t</a></span></td></tr></table></div>`,
  xenforo: (href) =>
    `<div class="structItem structItem--thread"><div class="structItem-title"><a href="${href}">t</a></div></div>`,
  vbulletin: (href) => `<li class="threadbit"><a id="thread_title_12" href="${href}">t</a></li>`,
  vbulletin5: (href) =>
    `<table><tr class="js-topic-item" data-node-id="12"><td><a class="js-topic-title" href="${href}">t</a></td></tr></table>`,
  invision: (href) => `<li data-rowid="12"><h4 class="ipsDataItem_title"><a href="${href}">t</a></h4></li>`,
  vanilla: (href) =>
    `<ul class="DataList Discussions"><li class="Item" id="Discussion_12"><a class="Title" href="${href}">t</a></li></ul>`,
}

/** The address of a thread, and the links that are other ways to it. */
const ways: Record<string, Record<string, string[]>> = {
  mybb: {
    '/showthread.php?tid=12': [
      '/showthread.php?tid=12&amp;action=newpost',
      '/showthread.php?tid=12&amp;action=lastpost',
      '/showthread.php?tid=12&amp;pid=77#pid77',
      '/showthread.php?tid=12&amp;page=1&amp;highlight=ktp',
      '/showthread.php?mode=threaded&amp;tid=12',
      '/printthread.php?tid=12&amp;page=2',
      '/archive/index.php?thread-12.html',
      '/archive/index.php?thread-12-2.html',
    ],
    '/showthread.php?tid=12&page=2': ['/showthread.php?tid=12&amp;page=2#pid77'],
    '/thread-12.html': ['/thread-12-newpost.html', '/thread-12-lastpost.html', '/thread-12-post-77.html#pid77'],
    '/Thread-Title': ['/Thread-Title?action=lastpost', '/Thread-Title?pid=77#pid77'],
  },
  phpbb: {
    '/viewtopic.php?t=12': [
      '/viewtopic.php?f=4&amp;t=12',
      '/viewtopic.php?t=12&amp;sid=0123456789abcdef0123456789abcdef',
      '/viewtopic.php?sid=0123456789abcdef0123456789abcdef&amp;f=4&amp;t=12&amp;hilit=ktp',
      '/viewtopic.php?t=12&amp;view=unread#unread',
      '/viewtopic.php?t=12&amp;p=77#p77',
      '/viewtopic.php?t=12&amp;start=0&amp;st=0&amp;sk=t&amp;sd=a',
      '/viewtopic.php?f=4&amp;t=12&amp;view=print',
    ],
    '/viewtopic.php?t=12&start=10': ['/viewtopic.php?f=4&amp;t=12&amp;start=10#p77'],
  },
  fluxbb: {
    '/viewtopic.php?id=12': [
      '/viewtopic.php?id=12&amp;action=new',
      '/viewtopic.php?id=12&amp;action=last',
      '/viewtopic.php?id=12&amp;p=1',
      '/viewtopic.php?id=12&amp;pid=77#p77',
    ],
    '/viewtopic.php?id=12&p=2': ['/viewtopic.php?id=12&amp;p=2#p77'],
  },
  smf: {
    '/index.php?topic=12.0': [
      '/index.php?topic=12',
      '/index.php?PHPSESSID=0123456789abcdef0123456789abcdef&amp;topic=12.0',
      '/index.php?PHPSESSID=0123456789abcdef0123456789abcdef;topic=12.msg77#msg77',
      '/index.php?topic=12.new#new',
      '/index.php?topic=12.0;topicseen',
      '/index.php?action=printpage;topic=12.0',
    ],
    '/index.php?topic=12.15': ['/index.php?topic=12.15;topicseen'],
  },
  xenforo: {
    '/threads/a-b.12/': [
      '/threads/a-b.12/unread',
      '/threads/a-b.12/latest?order=reaction_score',
      '/threads/a-b.12/post-77',
      '/threads/a-b.12/page-1#post-5',
    ],
    '/threads/v1.2-list.12/page-3': ['/threads/v1.2-list.12/page-3?order=post_date#post-9'],
    '/t/a-b.12/': ['/t/a-b.12/latest'],
    '/index.php?threads/a-b.12/': ['/index.php?threads/a-b.12/post-77'],
  },
  vbulletin: {
    '/showthread.php?t=12': [
      '/showthread.php?s=0123456789abcdef0123456789abcdef&amp;t=12&amp;page=1&amp;pp=40&amp;highlight=x',
      '/showthread.php?goto=newpost&amp;t=12',
      '/showthread.php?t=12&amp;p=77#post77',
      '/printthread.php?t=12&amp;pp=40&amp;page=2',
      '/archive/index.php/t-12-p-2.html',
      '/archive/index.php?t-12.html',
    ],
    '/showthread.php?12-Title': [
      '/showthread.php?12-Title&amp;p=77&amp;viewfull=1#post77',
      '/showthread.php?12-Title/page1',
      '/printthread.php?12-Title',
    ],
    '/showthread.php?12-Title/page2': ['/showthread.php?12-Title/page2&amp;p=77'],
    '/threads/12-Title': ['/threads/12-Title?p=77&amp;viewfull=1#post77'],
    '/leaks/12-title.html': ['/leaks/12-title-post77.html', '/leaks/12-title-new-post.html'],
  },
  vbulletin5: {
    '/forum/leaks/12-title': [
      '/forum/leaks/12-title?p=77#post77',
      '/forum/leaks/12-title/page1',
      '/forum/leaks/12-title?view=stream',
    ],
    '/forum/leaks/12-title/page2': ['/forum/leaks/12-title/page2?p=77#post77'],
  },
  invision: {
    '/topic/12-slug/': [
      '/topic/12-slug/?do=findComment&amp;comment=5',
      '/topic/12-slug/?do=getNewComment',
      '/topic/12-slug/?tab=comments#comment-5',
      '/topic/12-slug/page/1/',
      '/topic/12-slug/?page=1',
      '/topic/12-slug/page__view__getnewpost',
      '/topic/12-slug/?p=101',
    ],
    '/topic/12-slug/page/2/': ['/topic/12-slug/page/2/?tab=comments#comment-5'],
    '/topic/12-slug/page__st__20': ['/topic/12-slug/page__st__20__p__101'],
    '/index.php?/topic/12-slug/': ['/index.php?/topic/12-slug/&amp;do=findComment&amp;comment=5'],
    '/index.php?showtopic=12': [
      '/index.php?showtopic=12&amp;view=findpost&amp;p=101',
      '/index.php?showtopic=12&amp;st=0',
    ],
  },
  vanilla: {
    '/discussion/12/slug': ['/discussion/12/slug/p1', '/discussion/12/slug#latest', '/discussion/12/slug?utm_source=x'],
    '/discussion/12/slug/p2': ['/discussion/12/slug/p2#Comment_5'],
  },
}

const cases = Object.entries(ways).flatMap(([engine, threads]) =>
  Object.entries(threads).flatMap(([thread, links]) => [thread, ...links].map((href) => ({ engine, href, thread }))),
)

test.each(cases)('$engine: $href leads to $thread', ({ engine, href, thread }) => {
  const url = 'https://forum.example/forums/leaks.2/'
  const body = rows[engine]?.(href) ?? ''
  const page: Page = {
    ...{ url, finalUrl: url, status: 200, headers: { 'content-type': 'text/html' }, body, via: 'direct' },
    ...{ fetchedAt: new Date('2026-11-20T03:05:12Z'), sha256: '0'.repeat(64) },
  }
  expect(parsePage(page, engine).links).toMatchObject([{ kind: 'thread', url: `https://forum.example${thread}` }])
})
