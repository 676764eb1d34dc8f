import type { Gate, GateResult, Outcome } from './gate.ts'
import { gates } from './gates/index.ts'

export interface CheckOptions {
  /** The repository's root folder. */
  readonly root: string
  /** Names of the gates to run. @default all */
  readonly only?: readonly string[]
  /** Called as each gate ends, in the order in which they end. */
  readonly onResult?: (result: GateResult) => void
}

/** Runs the gates side by side and answers in their own order. */
export function check({ root, only, onResult = () => {} }: CheckOptions): Promise<GateResult[]> {
  const chosen = gates.filter(({ name }) => only === undefined || only.includes(name))
  return Promise.all(
    chosen.map(async (gate) => {
      const result = await runGate(gate, root)
      onResult(result)
      return result
    }),
  )
}

async function runGate(gate: Gate, root: string): Promise<GateResult> {
  const start = performance.now()
  const facts = () => ({ gate: gate.name, kind: gate.kind, milliseconds: Math.round(performance.now() - start) })
  try {
    const outcome = await gate.run(root)
    assertCompared(outcome)
    return { ...facts(), ...outcome, status: outcome.findings.length > 0 ? 'findings' : 'clean' }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { ...facts(), status: 'could not check', reason, findings: [], compared: 0, unit: '' }
  }
}

function assertCompared({ compared, unit }: Outcome): void {
  if (compared === 0) throw new Error(`Nothing was compared: found no ${unit}.`)
}
