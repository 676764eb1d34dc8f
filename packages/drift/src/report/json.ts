import type { GateResult } from './result.ts'

/** The results as they are. */
export function json(results: readonly GateResult[]): string {
  return `${JSON.stringify(results, null, 2)}\n`
}
