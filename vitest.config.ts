import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Starts Redis and PostgreSQL when the first suite asks for them.
    globalSetup: ['test/services/setup.ts'],
    // The machines that run this have two cores; much of what is tested waits, for a pause, a lock or a process that starts.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
