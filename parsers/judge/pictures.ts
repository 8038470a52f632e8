import type { AllWords } from '../../model/picture-words.ts'
import type { ParsedPost } from '../../model/post.ts'
import { say } from '../../model/sentences.ts'
import type { Reason, Signal } from '../../model/signal.ts'

/**
 * What is thought of an offer whose words stand in a picture: as sure as the words were read. One point less for every two
 * hundredths that the reading of the picture falls short of certainty. A reading of the author's own words comes back as
 * it is.
 */
export function weighPicture<R extends Pick<Signal, 'confidence' | 'reasons'>>(
  reading: R,
  { images }: Pick<ParsedPost, 'images'>,
  { places }: AllWords,
): R {
  const said = reading.reasons.find(({ field, span }) => field === 'intent' && span?.part === 'text')
  const place = places.find(({ start, end }) => said?.span && said.span.start >= start && said.span.end <= end)
  if (!said?.span || !place) return reading
  const sure = images[place.picture]?.confidence ?? 0
  const points = Math.max(1, Math.round((1 - sure) * 50))
  const why = say('inPicture', String(place.picture + 1), String(Math.round(sure * 100)))
  const reason: Reason = { field: 'confidence', value: String(-points), why, span: said.span }
  const confidence = Math.max(5, Math.round(reading.confidence * 100) - points) / 100
  return { ...reading, confidence, reasons: [...reading.reasons, reason] }
}
