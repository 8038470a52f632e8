import type { Telemetry } from 'bullmq'
import { BullMQOtel } from 'bullmq-otel'

/**
 * Spans of jobs, by OpenTelemetry's names: one where a job is put into the queue and one where a worker does it, in one
 * trace though they are two processes. They go to the tracer provider of the process; without one they go nowhere.
 */
export const jobSpans = (): Telemetry => new BullMQOtel({ tracerName: 'pantau' }) as Telemetry
