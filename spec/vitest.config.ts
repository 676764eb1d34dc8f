import { defineConfig } from 'vitest/config'

// Every example and payload, with every field once taken out, takes its time on a busy machine.
export default defineConfig({ test: { testTimeout: 60_000 } })
