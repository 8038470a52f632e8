import type { z } from 'zod'
import type { Message } from '../model/alert.ts'

/** What a channel is handed: the finished message and the identity under which a receiver knows a repeat. */
export interface Parcel {
  message: Message
  /** The delivery's id: the same on every try. A channel sends it as idempotency key, Message-ID or both. */
  deliveryId: string
  /** The offer that it is about: a receiver that groups puts all that is told of one offer together. */
  listingId?: string | null
}

/** An open channel. */
export interface OpenChannel {
  /**
   * Resolves when the receiver took the message, with its answer on one line, for whoever tries the channel out; throws
   * DeliveryError, permanent or not, when it did not.
   */
  send(parcel: Parcel): Promise<string>
  close(): Promise<void>
}

/** The contract of the shelf: a way to reach an analyst. */
export interface Channel<Settings extends z.ZodObject = z.ZodObject, Id extends string = string> {
  readonly id: Id
  readonly name: string
  /** What the operator gets ready over there, and what the receiver's limits and habits are: for docs/channels.md. */
  readonly needs: string
  /** How a message that was sent twice is known there. */
  readonly repeats: string
  /** Who reads there. What is sent to people may be held back and gathered; a program takes everything at once. */
  readonly readers: 'people' | 'programs'
  /** The settings that have to be written, as YAML: `key: value` on each line. */
  readonly example: string
  /** What an operator writes under `channels:`, besides `id`, `type` and `operator`. */
  readonly settings: Settings
  /** Connects to nothing yet. Throws ConfigError where settings contradict each other. */
  open(settings: z.infer<Settings>, channelId: string): OpenChannel
}
