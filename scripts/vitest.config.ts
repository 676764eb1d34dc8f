import { defineConfig, mergeConfig } from 'vitest/config'
import shared from '../vitest.shared.ts'

export default mergeConfig(
  shared,
  defineConfig({
    test: {
      projects: [
        { extends: true, test: { name: 'fast', include: ['test/*.test.ts'] } },
        { extends: true, test: { name: 'soak', include: ['test/soak/*.test.ts'], maxConcurrency: 2 } },
      ],
    },
  }),
)
