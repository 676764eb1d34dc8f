import { mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

// The tests in `soak` run the real tools on copies of the repository.
export default mergeConfig(shared, {
  test: {
    projects: [
      { extends: true, test: { name: 'fast', include: ['test/*.test.ts'] } },
      { extends: true, test: { name: 'soak', include: ['test/soak/*.test.ts'], testTimeout: 300_000 } },
    ],
  },
})
