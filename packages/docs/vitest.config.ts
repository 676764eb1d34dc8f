import { defineConfig, mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

const project = {
  globalSetup: 'test/build-site.ts',
  // Closes the browser before the servers, which would otherwise wait for its open connections.
  sequence: { hooks: 'list' },
} as const

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      projects: [
        {
          extends: true,
          test: { ...project, name: 'fast', include: ['test/**/*.test.ts'], exclude: ['test/soak/**'] },
        },
        {
          extends: true,
          test: { ...project, name: 'soak', include: ['test/soak/**/*.test.ts'], testTimeout: 900_000 },
        },
      ],
    },
  }),
)
