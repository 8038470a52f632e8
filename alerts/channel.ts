import type { z } from 'zod'
import type { Message } from '../model/alert.ts'

/** What a channel is handed: the finished message and the identity under which a receiver knows a repeat. */
export interface Parcel {
  message: Message
  /** The delivery's id: the same on every try. A channel sends it as idempotency key, Message-ID or both. */
  deliveryId: string
}

/** An open channel. */
export interface OpenChannel {
  /** Resolves when the receiver took the message; throws DeliveryError, permanent or not, when it did not. */
  send(parcel: Parcel): Promise<void>
  close(): Promise<void>
}

/** The contract of the shelf: a way to reach an analyst. */
export interface Channel<Settings extends z.ZodObject = z.ZodObject, Id extends string = string> {
  readonly id: Id
  readonly name: string
  /** What an operator writes under `channels:`, besides `id`, `type` and `operator`. */
  readonly settings: Settings
  /** Connects to nothing yet. Throws ConfigError where settings contradict each other. */
  open(settings: z.infer<Settings>, channelId: string): OpenChannel
}
