import type { ForumReader } from '../markup/forum/forum.ts'
import { jsonOf } from '../markup/page/json.ts'
import { claimOf, readJson } from './discourse/json.ts'
import { readHtml, table } from './discourse/plain.ts'
import type { Engine } from './engine.ts'

const verbs = (reader: ForumReader): Pick<Engine, 'claims' | 'read' | 'skin'> => ({
  claims: (document, above) => claimOf(jsonOf(document)) ?? reader.claims(document, above),
  read(document) {
    const json = jsonOf(document)
    return json === undefined ? readHtml(document, reader) : readJson(document, json, '.json')
  },
  skin: (selectors) => verbs(reader.skin(selectors)),
})

/**
 * Discourse in its two forms: the JSON of its API (https://docs.discourse.org) and its plain HTML. A post's id is
 * `TOPIC/NUMBER`: the plain HTML does not show another.
 */
export const discourse: Engine = {
  id: 'discourse',
  name: 'Discourse',
  type: 'forum',
  reads:
    'topic lists, categories, topics with quotes and edits, latest posts, profiles: as JSON (/latest.json, /t/123.json) or as pages',
  needs: '',
  start: 'https://forum.example/latest.json',
  limits: 'categories for members only stay unread; a preview of a link is read by its title alone',
  ...verbs(table),
}
