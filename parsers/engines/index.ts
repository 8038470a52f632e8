import { bluesky } from './bluesky.ts'
import { discourse } from './discourse.ts'
import { dpaste } from './dpaste.ts'
import type { Engine } from './engine.ts'
import { feed } from './feed.ts'
import { flarum } from './flarum.ts'
import { fluxbb } from './fluxbb.ts'
import { forum } from './forum.ts'
import { gist } from './gist.ts'
import { hastebin } from './hastebin.ts'
import { invision } from './invision.ts'
import { jsonfeed } from './jsonfeed.ts'
import { mastodon } from './mastodon.ts'
import { mybb } from './mybb.ts'
import { nitter } from './nitter.ts'
import { nodebb } from './nodebb.ts'
import { pastebin } from './pastebin.ts'
import { phpbb } from './phpbb.ts'
import { privatebin } from './privatebin.ts'
import { raw } from './raw.ts'
import { reddit } from './reddit.ts'
import { rentry } from './rentry.ts'
import { smf } from './smf.ts'
import { stikked } from './stikked.ts'
import { telegram } from './telegram.ts'
import { vanilla } from './vanilla.ts'
import { vbulletin } from './vbulletin.ts'
import { vbulletin5 } from './vbulletin5.ts'
import { victimBlog } from './victim-blog.ts'
import { victimCards } from './victim-cards.ts'
import { victimCountdown } from './victim-countdown.ts'
import { victimJson } from './victim-json.ts'
import { victimTable } from './victim-table.ts'
import { x } from './x.ts'
import { xenforo } from './xenforo.ts'

/** Every engine on the shelf. What a target may name, and the docs' table of what can be read, derive from this. */
export const engines: readonly Engine[] = [
  mybb,
  phpbb,
  xenforo,
  vbulletin,
  vbulletin5,
  invision,
  smf,
  fluxbb,
  vanilla,
  telegram,
  pastebin,
  stikked,
  hastebin,
  rentry,
  dpaste,
  gist,
  privatebin,
  raw,
  victimCards,
  victimBlog,
  victimTable,
  victimCountdown,
  victimJson,
  feed,
  jsonfeed,
  discourse,
  nodebb,
  flarum,
  mastodon,
  bluesky,
  reddit,
  nitter,
  x,
  forum,
]
