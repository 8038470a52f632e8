import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { victimEntries } from '../../parsers/language/matching/gazetteer.ts'
import { createMatcher } from '../../parsers/language/matching/matcher.ts'
import { fold } from '../../parsers/language/spelling/fold.ts'
import { createPostReader } from '../../parsers/read.ts'
import countries from '../../parsers/signals/lexicons/countries.json' with { type: 'json' }
import { gazetteers } from '../../parsers/signals/lexicons/victims/index.ts'
import nicknames from './gazetteer-nicknames.json' with { type: 'json' }

const victims = gazetteers.flatMap((gazetteer) => gazetteer.victims)
const entries = victimEntries([])
const matcher = createMatcher([{ name: 'victims', entries }])
const namedIn = (text: string): string[] => matcher.match(text, matcher.fold(text)).map(({ value }) => value)
/** A term without the marks of its notation, as a post may write it. */
const asWritten = (term: string): string => term.replace(/^=|\*$/g, '')

/** Beside a letter of its own script: without one, short Cyrillic words are read as Latin ones that look like them. */
const inSentence = (term: string): string => (/[а-я]/i.test(term) ? `данные (${term})` : `data (${term})`)

test('every file of the folder is in the register and says where its names are from', () => {
  const files = readdirSync(new URL('../../parsers/signals/lexicons/victims', import.meta.url))
  expect(files.filter((file) => file.endsWith('.json'))).toHaveLength(gazetteers.length)
  for (const { source } of gazetteers) expect(source).toMatch(/^Written by hand from .{40,}\.$/)
})

test('it knows some thousands of organisations, those of Indonesia best', () => {
  expect(victims.length).toBeGreaterThan(2_500)
  expect(victims.filter(({ country }) => country === 'ID').length).toBeGreaterThan(1_000)
})

test('every country is one that the reader knows', () => {
  const known = new Set(Object.keys(countries.countries))
  expect(victims.filter(({ country }) => country !== undefined && !known.has(country))).toEqual([])
})

test('no name and no alias stands twice', () => {
  const owners = new Map<string, Set<string>>()
  for (const { value, terms } of entries)
    for (const term of terms) {
      const key = fold(asWritten(term))
      owners.set(key, (owners.get(key) ?? new Set()).add(value))
    }
  expect([...owners].filter(([, of]) => of.size > 1)).toEqual([])
  const names = victims.map(({ name }) => fold(name))
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([])
})

test('every alias is tidy: more than a letter, no spaces around, a domain that looks like one', () => {
  const untidy = victims.flatMap(({ name, aliases }) =>
    [name, ...aliases].filter(
      (alias) => [...asWritten(alias)].length < 2 || alias !== alias.trim() || /\s{2}/.test(alias),
    ),
  )
  expect(untidy).toEqual([])
  const domain = /^(?:[a-z0-9-]+\.)+[a-z]{2,12}$/
  const strays = victims.flatMap(({ aliases }) =>
    aliases.filter(
      (alias) => /\.(?:com|net|org|id|ru|br|my|gov|in)$/.test(alias) && !/ /.test(alias) && !domain.test(alias),
    ),
  )
  expect(strays).toEqual([])
})

test('an entry that does not count by its name alone has another that does', () => {
  expect(victims.filter(({ alone, aliases }) => alone === false && aliases.length === 0)).toEqual([])
})

test('short abbreviations count in capitals only, but for a few that everybody writes small', () => {
  const small = new Set('att днс дия мтс ржд втб jkn jnt bjb fb hbo mgm vtb ibm bmw kfc uhc okx htx'.split(' '))
  const loose = entries.flatMap(({ terms }) =>
    terms.filter((term) => /^[a-zа-я]{2,3}$/i.test(term) && !small.has(term.toLowerCase())),
  )
  expect(loose).toEqual([])
})

test('every alias is found in a sentence, under the name of its entry', () => {
  const lost = entries.flatMap(({ value, terms }) =>
    terms.filter((term) => !namedIn(inSentence(asWritten(term))).includes(value)).map((term) => `${term} ~ ${value}`),
  )
  expect(lost).toEqual([])
})

test.each(Object.entries(nicknames.names))('%s is %s', (nickname, name) => {
  expect(namedIn(`10k rows, ${nickname}, 2023`)).toContain(name)
})

test.each(nicknames.prose)('names nobody: %s', (sentence) => {
  expect(namedIn(sentence)).toEqual([])
})

test('a nickname in an offer names the victim and its country', () => {
  const read = createPostReader()
  const sale = read({ title: 'Jual database tokped 91 juta', text: 'minat PM', author: null, type: 'forum' })
  expect(sale).toMatchObject({ victims: ['Tokopedia'], countries: ['ID'] })
})
