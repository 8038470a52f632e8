import { type Attributes, context, propagation, trace } from '@opentelemetry/api'
import type { Environment } from './environment.ts'
import type { Logger } from './log.ts'

/** Traces of a process that go to a collector. */
export interface Traces {
  /** Sends what is still to be sent, and ends. */
  close(): Promise<void>
}

/**
 * Sends the spans of jobs and visits to the collector that OpenTelemetry's own variables name, over OTLP with HTTP and
 * JSON; `null` where none is named. Where the process was started with an SDK of its own (`--import …/register`), the
 * spans go where that sends them. A collector that is away costs spans and nothing else.
 */
export async function startTraces({ traces }: Pick<Environment, 'traces'>, log: Logger): Promise<Traces | null> {
  if (traces === null) return null
  const [{ TracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }, { resourceFromAttributes }, hooks, core] =
    await Promise.all([
      import('@opentelemetry/sdk-trace'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/context-async-hooks'),
      import('@opentelemetry/core'),
    ])
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': traces.service, 'service.instance.id': traces.instance }),
    spanProcessors: [new BatchSpanProcessor({ exporter: new OTLPTraceExporter({ url: traces.url }) })],
  })
  if (!trace.setGlobalTracerProvider(provider)) return null
  context.setGlobalContextManager(new hooks.AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new core.W3CTraceContextPropagator())
  log.info({ collector: new URL(traces.url).origin, service: traces.service }, 'traces are sent')
  return {
    close: async () => {
      await provider
        .shutdown()
        .catch((error: unknown) => log.warn({ error: String(error) }, 'the last traces were not sent'))
      trace.disable()
      context.disable()
      propagation.disable()
    },
  }
}

/** Says more of the job that is under way, under `pantau.`; nothing where nobody traces. */
export const noteOnSpan = (facts: Attributes): void => {
  trace
    .getActiveSpan()
    ?.setAttributes(Object.fromEntries(Object.entries(facts).map(([name, value]) => [`pantau.${name}`, value])))
}
