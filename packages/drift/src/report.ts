import { styleText } from 'node:util'
import type { GateResult } from './gate.ts'

/** One line for a gate that has ended. */
export function resultLine({ gate, kind, status, compared, unit, reason, findings, milliseconds }: GateResult): string {
  const outcome = {
    clean: () => styleText('green', 'clean'),
    findings: () => styleText('red', `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`),
    'could not check': () => styleText('yellow', 'could not check'),
  }[status]()
  const what = reason ?? `${compared} ${unit}`
  return `${gate.padEnd(10)} ${kind.padEnd(9)} ${(milliseconds / 1000).toFixed(1).padStart(5)} s  ${outcome}  ${what}`
}

/** Every finding, with what to do about it. */
export function findingLines(results: readonly GateResult[]): string {
  return results
    .flatMap(({ gate, findings }) =>
      findings.map(({ where, expected, got, mend }) =>
        [
          `${styleText('bold', where)}  (${gate})`,
          `  expected  ${expected}`,
          `  got       ${got}`,
          `  mend      ${mend}`,
        ].join('\n'),
      ),
    )
    .join('\n\n')
}

/** 0: clean, 1: findings, 2: could not check. */
export function exitCode(results: readonly GateResult[]): 0 | 1 | 2 {
  if (results.length === 0 || results.some(({ status }) => status === 'could not check')) return 2
  return results.some(({ status }) => status === 'findings') ? 1 : 0
}
