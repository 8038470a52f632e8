import { InvalidArgumentError } from 'commander'
import { Duration } from '../../model/target.ts'
import { day } from './day.ts'

/** "90d" as the instant so long ago; a day or an instant as it is. */
export const ago = (text: string): Date => {
  const span = Duration.safeParse(text)
  if (span.success) return new Date(Date.now() - span.data)
  return said(text, 'a time such as "90d" or "12h", or a day such as 2021-05-12')
}

/** "2d" as the instant so far ahead; a day or an instant as it is. */
export const ahead = (text: string): Date => {
  const span = Duration.safeParse(text)
  if (span.success) return new Date(Date.now() + span.data)
  return said(text, 'a time such as "2d" or "4h", or an instant such as 2021-05-12T14:00Z')
}

function said(text: string, forms: string): Date {
  try {
    return day(text)
  } catch {
    throw new InvalidArgumentError(forms)
  }
}
