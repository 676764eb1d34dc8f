import type { GateResult } from './result.ts'

/** 0: clean, 1: findings, 2: could not check. */
export type ExitCode = 0 | 1 | 2

/** The exit code for the results of all gates. An empty list is not clean. */
export function exitCode(results: readonly GateResult[]): ExitCode {
  if (results.length === 0 || results.some(({ status }) => status === 'could not check')) return 2
  return results.some(({ status }) => status === 'findings') ? 1 : 0
}
