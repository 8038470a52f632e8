import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Starts Redis and PostgreSQL when the first suite asks for them.
    globalSetup: ['test/services/setup.ts'],
    // The machines that run this have two cores and share them with Redis, PostgreSQL and PGlite.
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
  },
})
