import { bytesWords, countryWords, numberWords, priceWords, timeWords } from '../../../model/words.ts'
import type { Values } from '../values.ts'

export const values: Values = {
  number: numberWords,
  bytes: bytesWords,
  price: priceWords,
  country: countryWords,
  time: timeWords,
  day: (time) => time.toISOString().slice(0, 10),
  date: (date) => date,
  listed: (all, most) =>
    all.length > most ? `${all.slice(0, most).join(', ')} and ${all.length - most} more` : all.join(', '),
}
