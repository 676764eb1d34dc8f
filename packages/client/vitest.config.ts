import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'sources', include: ['test/*.test.ts'], testTimeout: 30_000 } },
      {
        test: {
          name: 'package',
          include: ['test/package/*.test.ts'],
          globalSetup: './test/package/install.ts',
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
