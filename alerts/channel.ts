import type { z } from 'zod'
import type { Message } from '../model/alert.ts'

/** What a channel is handed: the finished message and the identity under which a receiver knows a repeat. */
export interface Parcel {
  message: Message
  /** The delivery's id: the same on every try. A channel sends it as idempotency key, Message-ID or both. */
  deliveryId: string
  /** The offer that it is about: a receiver that groups puts all that is told of one offer together. */
  listingId?: string | null
  /** What the receiver was told first of this offer, where this is said in answer to it. */
  thread?: Thread | null
}

/** The first message about an offer that a receiver took. */
export interface Thread {
  /** Its delivery, whose id went along with it. */
  rootDeliveryId: string
  /** By what the receiver knows it, in the channel's own words; `null` where it does not say. */
  receipt: string | null
}

/** How a receiver took a message. */
export interface Accepted {
  /** Its answer on one line, for whoever tries the channel out. */
  answer: string
  /** By what it knows the message from now on, where it says so and takes answers to it. */
  receipt?: string
}

/** An open channel. */
export interface OpenChannel {
  /**
   * Resolves when the receiver took the message, with its answer alone where it gives no receipt; throws DeliveryError,
   * permanent or not, when it did not.
   */
  send(parcel: Parcel): Promise<string | Accepted>
  /**
   * Says in a line, in answer to a message that the receiver took, what was done with its alert. A courtesy: it is tried
   * once, and nothing waits for it.
   */
  note?(receipt: string, words: string): Promise<void>
  /** Least milliseconds between two messages: what the receiver allows is kept to before it says so. */
  readonly pace?: number
  /** Milliseconds before the first try after a failed one; each further pause is twice as long. */
  readonly retry?: number
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
