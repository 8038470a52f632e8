import { InvalidArgumentError } from 'commander'

/** A day or an instant on the command line; UTC where it names no zone. */
export const day = (text: string): Date => {
  const date = new Date(text)
  if (Number.isNaN(date.getTime()) || !/^\d{4}-\d{2}/.test(text))
    throw new InvalidArgumentError('a day such as 2021-05-12, or an instant such as 2021-05-12T14:03Z')
  return date
}
