import { defineConfig } from 'vitest/config'

const patience = { testTimeout: 120_000, hookTimeout: 120_000 }

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'fast', include: ['test/**/*.test.ts'], exclude: ['test/soak/**'], ...patience } },
      { test: { name: 'soak', include: ['test/soak/**/*.test.ts'], ...patience } },
    ],
  },
})
