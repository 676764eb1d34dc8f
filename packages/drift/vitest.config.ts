import { defineConfig } from 'vitest/config'

// Every test runs the real tools on a copy of the repository.
export default defineConfig({ test: { testTimeout: 60_000, hookTimeout: 60_000 } })
