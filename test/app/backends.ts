import { describe } from 'vitest'

/** Where a service under test keeps store and queue. */
export interface Backend {
  name: string
  /** The variables that name the servers: fresh and empty at each call. */
  environment(): Promise<Record<string, string>>
}

export const backends: Backend[] = [{ name: 'the embedded database', environment: async () => ({}) }]
export const describeBackend = describe
