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
export interface Channel<Settings extends z.ZodType = z.ZodType> {
  readonly id: string
  readonly name: string
  /** What an operator writes under `channels:`, besides `id` and `type`. */
  readonly settings: Settings
  open(settings: z.infer<Settings>, channelId: string): OpenChannel
}
