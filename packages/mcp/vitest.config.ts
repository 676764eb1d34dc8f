import { mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

export default mergeConfig(shared, {
  test: {
    projects: [
      // One process loads the SDK and the server once; the files share nothing else.
      { extends: true, test: { name: 'fast', include: ['test/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'soak', include: ['test/soak/*.test.ts'], testTimeout: 180_000 } },
    ],
  },
})
