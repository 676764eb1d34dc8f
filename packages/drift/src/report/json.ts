import type { GateResult } from './result.ts'

/** The results as JSON, unchanged. */
export function json(results: readonly GateResult[]): string {
  return `${JSON.stringify(results, null, 2)}\n`
}
