import { type GateResult, judge, type Watcher } from '@testsigma-tms/drift/report'
import { Cache } from './cache.ts'
import type { Gate } from './gate.ts'
import { gates } from './gates/index.ts'

export interface CheckOptions {
  /** Root folder of the repository. */
  readonly root: string
  /** Names of the gates to run. @default all */
  readonly only?: readonly string[] | undefined
  /** Reuse the last clean result of a gate if its inputs are unchanged. @default false */
  readonly useCache?: boolean
  /** Called when gates begin and end. */
  readonly watcher?: Watcher
}

/** Runs the gates in parallel, and returns their results in the order of the gates. */
export async function check({ root, only, useCache = false, watcher }: CheckOptions): Promise<GateResult[]> {
  const chosen = gates.filter(({ name }) => only === undefined || only.includes(name))
  const cache = useCache ? await Cache.open(root) : undefined
  const running = new Map<Gate, Promise<GateResult>>()
  for (const gate of chosen.toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)))) {
    running.set(gate, resultOf(gate))
  }
  const results = await Promise.all(chosen.map((gate) => running.get(gate) ?? resultOf(gate)))
  await cache?.keep(chosen, results)
  return results

  async function resultOf(gate: Gate): Promise<GateResult> {
    return (await cache?.recall(gate)) ?? judge(gate, () => gate.run(root), watcher)
  }
}

/** The slowest gates are started first. */
function isLong({ name }: Gate): boolean {
  return name === 'types' || name === 'snippets'
}
