import { expect, test } from 'vitest'
import { offerOf } from '../../listings/offer.ts'
import { track } from '../../listings/track.ts'
import { postWith, signalWith } from './offers.ts'

const filesIn = (text: string): string[] => {
  const [post, signal] = [postWith({ text }), signalWith()]
  const { listing } = track(signal, post, 'a', { listings: [], own: null })
  return offerOf(listing, signal, post, { names: [], counts: [], countries: [] }).files
}

test('a file lies in one place, however its address is written', () => {
  const place = ['hoster.example/file/aB3xYz']
  expect(filesIn('all here: https://hoster.example/file/aB3xYz.')).toEqual(place)
  expect(
    filesIn('all here: hxxps://hoster[.]example/file/aB3xYz (mirror: http://www.hoster.example/file/aB3xYz)'),
  ).toEqual(place)
  expect(filesIn('all here: hxxp://hoster(.)example/file/aB3xYz')).toEqual(place)
})

test('where somebody is reached, and the own site, are no files', () => {
  expect(filesIn('https://t.me/kotz_test https://forum.example/t2 https://hoster.example/')).toEqual([])
})
