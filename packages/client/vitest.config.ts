import { mergeConfig } from 'vitest/config'
import shared from '../../vitest.shared.ts'

export default mergeConfig(shared, {
  test: {
    projects: [
      { extends: true, test: { name: 'fast', include: ['test/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'soak',
          include: ['test/soak/*.test.ts'],
          globalSetup: './test/soak/install.ts',
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
