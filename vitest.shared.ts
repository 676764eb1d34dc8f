import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/**
 * What the tests of every package share: time limits that a busy machine keeps, every core (vitest alone leaves one to
 * a person who watches), and at the end a list of what was skipped and why.
 */
export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: '100%',
    reporters: ['default', fileURLToPath(new URL('./scripts/report-skipped.ts', import.meta.url))],
  },
})
