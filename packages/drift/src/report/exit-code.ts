import type { GateResult } from './result.ts'

/** 0: clean, 1: findings, 2: could not check. */
export type ExitCode = 0 | 1 | 2

/** The exit code that says what came of all gates. No result at all is not a clean one. */
export function exitCode(results: readonly GateResult[]): ExitCode {
  if (results.length === 0 || results.some(({ status }) => status === 'could not check')) return 2
  return results.some(({ status }) => status === 'findings') ? 1 : 0
}
