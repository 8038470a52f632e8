import { matchesIn } from '../../matches.ts'

/** A stretch of a text, its end exclusive. */
export type Stretch = readonly [start: number, end: number]

const marks = /@|:\/\/|\.me\//g
const link = /[^\s<>"']{1,300}/y
const host = /[\w.-]{3,100}/y
const handle = /[\w.]{3,64}/y
const path = /\w{1,64}/y

const isMailbox = /[\w.+-]/
const mailbox = (text: string, at: number): number => {
  let start = at
  while (start > 0 && at - start < 64 && isMailbox.test(text.charAt(start - 1))) start -= 1
  return start
}

/** Where what a sticky pattern takes from a place ends; `undefined` where it takes nothing. */
const reach = (pattern: RegExp, text: string, from: number): number | undefined => {
  pattern.lastIndex = from
  return pattern.test(text) ? pattern.lastIndex : undefined
}

const stretch = (start: number, end: number | undefined): Stretch | undefined =>
  end === undefined ? undefined : [start, end]

const linkAt = (text: string, colon: number): Stretch | undefined => {
  const scheme = /https?$/i.exec(text.slice(Math.max(0, colon - 5), colon))?.[0]
  return scheme ? stretch(colon - scheme.length, reach(link, text, colon + 3)) : undefined
}

const telegramAt = (text: string, dot: number): Stretch | undefined =>
  /(?:^|\W)t$/i.test(text.slice(Math.max(0, dot - 2), dot)) ? stretch(dot - 1, reach(path, text, dot + 4)) : undefined

const mailAt = (text: string, sign: number): Stretch | undefined => {
  const start = mailbox(text, sign)
  return stretch(start, reach(start < sign ? host : handle, text, sign + 1))
}

/** Links, mail addresses and handles of a text, in its order. */
export const addressesIn = (text: string): Stretch[] => {
  const found: Stretch[] = []
  let done = 0
  for (const { index } of matchesIn(text, marks)) {
    if (index < done) continue
    const address = text[index] === '@' ? mailAt(text, index) : (text[index] === ':' ? linkAt : telegramAt)(text, index)
    if (!address) continue
    found.push(address)
    done = address[1]
  }
  return found
}
