import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Characters of a page whose tree is worth a collection of its own: a hundred megabytes, where a usual one takes two. */
const large = 1_000_000

setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void

/**
 * To be called before a page is parsed: has the trees of the large ones before it taken away. V8 lets them lie as long as
 * the machine has memory, so that five of them take half a gigabyte; to collect them takes a tenth of the time to parse one.
 */
export function makeRoomFor(body: string): void {
  if (body.length > large) collect()
}
