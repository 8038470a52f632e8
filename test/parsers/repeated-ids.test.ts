import { expect, test } from 'vitest'
import { threadIdOf } from '../../parsers/markup/repeated/ids.ts'

test.each([
  ['/viewthread-84-29928.html', '29928', ['/viewthread-84-29928-2.html']],
  ['/topic/12345', '12345', ['/topic/12345/page/3']],
  ['/t/jual-data/345', '345', ['/t/jual-data/345?page=2']],
  ['/forum/showthread.php?t=9', '9', ['/forum/showthread.php?t=9&page=4']],
  ['/forum/threads/abc.77/', '77', ['/forum/threads/abc.77/page-2']],
  ['/viewtopic.php?f=2&t=5', '5', ['/viewtopic.php?f=2&t=5&start=20']],
  ['/index.php/topic,77.0.html', '77', ['/index.php/topic,77.15.html']],
  ['/Thread-Toko-91M-akun', '/Thread-Toko-91M-akun', ['/Thread-Toko-91M-akun?page=2']],
])('%s is the thread %s on all its pages', (first, id, others) => {
  for (const place of [first, ...others]) expect(threadIdOf(new URL(place, 'http://forum.example'))).toBe(id)
})
