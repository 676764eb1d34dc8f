import type { Watcher } from './progress.ts'
import type { Finding, GateDescription, GateResult, Outcome } from './result.ts'

/** Runs a comparison and turns its outcome, or its error, into a result. */
export async function judge(
  { name, kind, summary }: GateDescription,
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
  if (outcome.incomplete !== undefined) return { ...outcome, status: 'could not check', reason: outcome.incomplete }
  const counts = Object.entries(outcome.compared)
  const [nothing] = counts.length === 0 ? [['anything']] : counts.filter(([, count]) => count === 0)
  if (nothing && outcome.findings.length === 0)
    return asReason(new Error(`Nothing was compared: did not find ${nothing[0]}.`))
  if (outcome.skipped !== undefined && process.env.CI) return asReason(new Error(outcome.skipped))
  const findings = merged(outcome.findings)
  return { ...outcome, findings, status: findings.length > 0 ? 'findings' : 'clean' }
}

/** Removes the number of occurrences, which differs between places. */
function withoutCount(got: string): string {
  return got.replace(/ \(\d+ times[^)]*\)$/, '')
}

/** Merges findings with the same cause into one, with all its places. */
function merged(findings: readonly Finding[]): Finding[] {
  const same = Map.groupBy(findings, ({ expected, got, fix }) => JSON.stringify([expected, withoutCount(got), fix]))
  return [...same.values()].flatMap(([first, ...others]) => {
    if (first === undefined) return []
    const also = [...(first.also ?? []), ...others.map(({ where }) => where)]
    return [also.length === 0 ? first : { ...first, also }]
  })
}

function asReason(error: unknown): Verdict {
  const reason = error instanceof Error ? error.message : String(error)
  return { status: 'could not check', reason, findings: [], compared: {} }
}
