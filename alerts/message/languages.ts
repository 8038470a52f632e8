import type { Alert, Message } from '../../model/alert.ts'
import type { Language } from '../../model/language.ts'

// An alert is composed once in each language that somebody reads it in, and a channel is handed its own.

/** What each channel is told in, by its id. */
export type Languages = ReadonlyMap<string, Language>

const usual: Language = 'en'

/** What an alert over these channels says, in every language that they speak. */
export function inEach(
  channelIds: readonly string[],
  languages: Languages,
  compose: (language: Language) => Message,
): Pick<Alert, 'message' | 'translations'> {
  const [first = usual, ...others] = new Set(channelIds.map((id) => languages.get(id) ?? usual))
  return { message: compose(first), translations: others.map(compose) }
}

/** The message in a language; where it was not composed in it, as the first. Throws where there is none at all. */
export function inLanguage<M extends Pick<Message, 'language'>>(
  messages: readonly M[],
  language: Language | undefined = usual,
): M {
  const [first] = messages
  if (first === undefined) throw new Error('an alert without a message')
  return messages.find((message) => message.language === language) ?? first
}
