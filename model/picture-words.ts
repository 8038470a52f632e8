import type { ParsedPost } from './post.ts'

/** What a post says in all: its author's own words, and below them, each under a label, those of its pictures. */
export interface AllWords {
  /** For whoever is shown them. A post without read pictures has its own words here, as they are. */
  text: string
  /** The same for the reader of signals: as long, each label blank, so that a span into one is true of the other. */
  unlabelled: string
  /** Where the words of a picture stand in both; `picture` counts from 0. */
  places: { picture: number; start: number; end: number }[]
}

/**
 * The words of a post and of its pictures as one text. Spans of the part `text` point into it: what lies behind the end
 * of the author's own words stands in a picture.
 */
export function allWords({ text, images }: Pick<ParsedPost, 'text' | 'images'>): AllWords {
  const words: AllWords = { text, unlabelled: text, places: [] }
  for (const [picture, { text: said, confidence = 0 }] of images.entries()) {
    if (!said) continue
    const label = `[picture ${picture + 1}, read with ${Math.round(confidence * 100)}% confidence]`
    const start = words.text.length + label.length + 3
    words.text += `\n\n${label}\n${said}`
    words.unlabelled += `\n\n${' '.repeat(label.length)}\n${said}`
    words.places.push({ picture, start, end: start + said.length })
  }
  return words
}
