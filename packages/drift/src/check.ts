import { Cache } from './cache.ts'
import type { Gate, GateResult, Outcome } from './gate.ts'
import { gates } from './gates/index.ts'
import type { Watcher } from './progress.ts'

export interface CheckOptions {
  /** The repository's root folder. */
  readonly root: string
  /** Names of the gates to run. @default all */
  readonly only?: readonly string[] | undefined
  /** Take the clean result of a gate from its last run if nothing that it reads has changed. @default false */
  readonly useCache?: boolean
  /** Is told as gates begin and end. */
  readonly watcher?: Watcher
}

/** Runs the gates side by side and answers in their own order. */
export async function check({ root, only, useCache = false, watcher }: CheckOptions): Promise<GateResult[]> {
  const chosen = gates.filter(({ name }) => only === undefined || only.includes(name))
  const cache = useCache ? await Cache.open(root) : undefined
  const results = await Promise.all(
    chosen.map(async (gate) => (await cache?.recall(gate)) ?? judge(gate, () => gate.run(root), watcher)),
  )
  await cache?.keep(chosen, results)
  return results
}

/** Runs something that compares, and turns what comes of it, an error included, into a result. */
export async function judge(
  { name, kind, summary }: Pick<Gate, 'name' | 'kind' | 'summary'>,
  compare: () => Promise<Outcome>,
  watcher?: Watcher,
): Promise<GateResult> {
  watcher?.began(name)
  const start = performance.now()
  const outcome = await compare().then(asStatus, asReason)
  const result = { gate: name, kind, summary, ...outcome, milliseconds: Math.round(performance.now() - start) }
  watcher?.ended(result)
  return result
}

type Verdict = Omit<GateResult, 'gate' | 'kind' | 'summary' | 'milliseconds'>

function asStatus(outcome: Outcome): Verdict {
  const counts = Object.entries(outcome.compared)
  const [nothing] = counts.length === 0 ? [['anything']] : counts.filter(([, count]) => count === 0)
  if (nothing) return asReason(new Error(`Nothing was compared: did not find ${nothing[0]}.`))
  if (outcome.skipped !== undefined && process.env.CI) return asReason(new Error(outcome.skipped))
  return { ...outcome, status: outcome.findings.length > 0 ? 'findings' : 'clean' }
}

function asReason(error: unknown): Verdict {
  const reason = error instanceof Error ? error.message : String(error)
  return { status: 'could not check', reason, findings: [], compared: {} }
}
