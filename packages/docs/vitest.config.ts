import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    globalSetup: 'test/build-site.ts',
    // By default one core is left to a person who watches.
    maxWorkers: '100%',
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // The browser ends before the servers, which would wait for the connections that it holds open.
    sequence: { hooks: 'list' },
  },
})
