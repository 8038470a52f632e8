import type { IQueueBackend, Job, Queue, QueueOptions, Worker, WorkerOptions } from 'bullmq'

// biome-ignore format: BullMQ's type parameters, in its order
/** A BullMQ queue on either backend. */
export type AnyQueue = Queue<unknown, void, string, unknown, void, string, IQueueBackend, unknown>
/** A BullMQ worker on either backend. */
export type AnyWorker = Worker<unknown, void, string, IQueueBackend>
/** A BullMQ job as its worker gets it. */
export type AnyJob = Job<unknown, void, string>

/** What Redis and PostgreSQL do differently; everything else in this room is the same for both. */
export interface Backend {
  readonly kind: 'redis' | 'postgres'
  openQueue(name: string, options: Omit<QueueOptions, 'connection' | 'prefix'>): AnyQueue
  openWorker(
    name: string,
    run: (job: AnyJob, token: string) => Promise<void>,
    options: Omit<WorkerOptions, 'connection' | 'prefix'>,
  ): AnyWorker
  /** Lets go of what this backend opened itself: after the queues and workers. A pool stays with its owner. */
  close(): Promise<void>
}

/** The part of pino that this room needs. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}
