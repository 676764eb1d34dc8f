import { type GateResult, judge, type Watcher } from '@testsigma-tms/drift/report'
import { Cache } from './cache.ts'
import type { Gate } from './gate.ts'
import { gates } from './gates/index.ts'

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

/** Runs the gates side by side and returns their results in their own order. */
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

/** Gates whose processes wait for each other begin first. */
function isLong({ name }: Gate): boolean {
  return name === 'types' || name === 'snippets'
}
