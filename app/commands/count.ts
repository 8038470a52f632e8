import { InvalidArgumentError } from 'commander'

/** Reads a number from 1 to so many. */
export const countTo =
  (most: number) =>
  (text: string): number => {
    const number = Number(text)
    if (!/^\d+$/.test(text) || number < 1 || number > most) throw new InvalidArgumentError(`a number from 1 to ${most}`)
    return number
  }
