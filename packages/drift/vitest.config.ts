import { mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

export default mergeConfig(shared, {
  test: {
    projects: [
      { extends: true, test: { name: 'fast', include: ['test/*.test.ts'] } },
      { extends: true, test: { name: 'soak', include: ['test/soak/*.test.ts'], testTimeout: 300_000 } },
    ],
  },
})
