import { mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

export default mergeConfig(shared, {
  test: {
    projects: [
      // One process, so that the SDK and the server are loaded once. The files share nothing else.
      { extends: true, test: { name: 'fast', include: ['test/*.test.ts'], isolate: false } },
      { extends: true, test: { name: 'soak', include: ['test/soak/*.test.ts'], testTimeout: 180_000 } },
    ],
  },
})
