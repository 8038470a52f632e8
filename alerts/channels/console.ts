import { z } from 'zod'
import { DeliveryError } from '../../model/errors.ts'
import type { Channel } from '../channel.ts'
import { textOf } from '../format/text.ts'
import { harmless } from '../message/harmless.ts'

const settings = z.strictObject({})

/** Takes a text and resolves when it is written. */
export type Write = (text: string) => Promise<void>

const toStdout: Write = (text) =>
  new Promise((resolve, reject) => {
    process.stdout.write(text, (error) => (error ? reject(error) : resolve()))
  })

const rule = '─'.repeat(78)

/** A readable block on standard output: for a first look, and for services whose log is read. */
export const consoleTo = (write: Write): Channel<typeof settings, 'console'> => ({
  id: 'console',
  name: 'Console',
  needs: 'Nothing: a readable block on standard output.',
  repeats: 'by people: the delivery’s id ends the block',
  readers: 'people',
  example: '',
  settings,
  open: (_settings, channelId) => ({
    async send({ message, deliveryId }) {
      try {
        await write(`${rule}\n${textOf(harmless(message), deliveryId)}${rule}\n`)
        return 'written to standard output'
      } catch (cause) {
        throw new DeliveryError(`channel ${channelId} (console): standard output takes nothing`, { cause })
      }
    },
    close: async () => {},
  }),
})

/** The console channel on the process's own standard output. */
export const stdout = consoleTo(toStdout)
