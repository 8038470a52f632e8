import type { PageEntry, Site } from '../format.ts'
import { type Card, cardPages } from './cards.ts'
import { createForum, type Forum } from './forum.ts'
import { mybbMissing, mybbPages } from './mybb.ts'
import { daysOfNews } from './rules.ts'
import { type Paste, stikkedMissing, stikkedPages } from './stikked.ts'
import { type Channel, telegramPages } from './telegram.ts'
import { xenforoMissing, xenforoPages } from './xenforo.ts'

/** A site of the practice world: what a crawler is told of it, and what it shows now. */
export interface PracticeSite {
  site: Site
  pages(now: Date): Map<string, string | PageEntry>
  /** What stands at the address of something that was taken away. */
  missing(now: Date): string | PageEntry
}

/** The five sites, each in its own software, and what people change in them. */
export interface Sites {
  pasar: Forum
  kontor: Forum
  tempel: Paste[]
  kanal: Channel
  gembok: Card[]
  all: PracticeSite[]
}

const gone = (body: string): PageEntry => ({ status: 404, type: 'text/html; charset=utf-8', body })

/** The five sites as they stood `before` the story begins: with something on each, and nothing that is offered. */
export function createSites(before: Date): Sites {
  const pasar = createForum('Pasar Praktik')
  const kontor = createForum('Kontor Praktik')
  const tempel: Paste[] = [
    { id: 'a0000001', title: 'hello.c', by: 'Anonymous', at: before, text: 'int main(void) { return 0; }' },
  ]
  const kanal: Channel = {
    handle: 'kanal_kotz',
    name: 'Kotz Official',
    messages: [{ number: 11, at: before, text: 'Welcome, friends.', isEdited: false }],
  }
  const gembok: Card[] = []
  const [pasarHome, tempelHome] = ['http://pasar.test', 'http://tempel.test']
  const all: PracticeSite[] = [
    {
      site: {
        ...{ id: 'pasar', type: 'forum', engine: 'auto' },
        ...{ start: [`${pasarHome}/index.php`], mirrors: ['http://pasar-dua.test'], alertAge: 'any' },
      },
      pages: (now) => mybbPages(pasar, pasarHome, now),
      missing: (now) => mybbMissing(pasar, pasarHome, now),
    },
    {
      site: {
        id: 'kontor',
        type: 'forum',
        engine: 'auto',
        start: ['http://kontor.test/forums/'],
        mirrors: [],
        alertAge: `${daysOfNews}d`,
      },
      pages: () => xenforoPages(kontor),
      missing: () => gone(xenforoMissing(kontor)),
    },
    {
      site: {
        id: 'tempel',
        type: 'paste',
        engine: 'auto',
        start: [`${tempelHome}/lists`],
        mirrors: [],
        alertAge: 'any',
      },
      pages: (now) => stikkedPages(tempel, tempelHome, now),
      missing: () => gone(stikkedMissing()),
    },
    {
      site: {
        id: 'kanal',
        type: 'chat',
        engine: 'auto',
        start: [`http://kanal.test/s/${kanal.handle}`],
        mirrors: [],
        alertAge: 'any',
      },
      pages: () => telegramPages(kanal),
      missing: () => gone('<h1>Not Found</h1>'),
    },
    {
      site: {
        id: 'gembok',
        type: 'leaksite',
        engine: 'auto',
        start: ['http://gembok.test/'],
        mirrors: [],
        alertAge: 'any',
      },
      pages: (now) => cardPages(gembok, now),
      missing: () => gone('<h1>Not Found</h1>'),
    },
  ]
  return { pasar, kontor, tempel, kanal, gembok, all }
}
