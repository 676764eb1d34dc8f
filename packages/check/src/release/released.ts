import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import {
  type Contract,
  type Document,
  isObject,
  METHODS,
  type Operation,
  readContract,
} from '@testsigma-tms/spec/contract'
import { parse } from 'yaml'
import { today } from './clock.ts'

export const BASELINE = 'spec/baseline/openapi.yaml'
export const REVISION = 'spec/dist/openapi.yaml'

/** The last release beside what would be released now. */
export interface Comparison {
  /** What has to go on working: the last release, without what was announced to go and has gone after its day. */
  readonly released: Contract
  readonly current: Contract
  /** The last release as it was: code that calls what has gone since does not compile, whenever that was announced. */
  readonly baseline: Contract
  /** Operations that have gone, as was announced. */
  readonly retired: readonly Operation[]
}

/** Reads a bundle in YAML or JSON. @throws {ContractError} when it is no contract */
export async function readBundle(file: string): Promise<Contract> {
  return readContract(parse(await readFile(file, 'utf8')))
}

/** Reads the last release and the bundle of today. */
export async function readComparison(root: string): Promise<Comparison> {
  const [baseline, current] = await Promise.all([readNamed(root, BASELINE), readNamed(root, REVISION)])
  const retired = retiredOperations(baseline, current, today())
  return { released: retired.length === 0 ? baseline : without(baseline, retired), current, baseline, retired }
}

async function readNamed(root: string, file: string): Promise<Contract> {
  return readBundle(resolve(root, file)).catch((error) => {
    throw new Error(`${file}: ${error.message}`)
  })
}

/** Operations that were deprecated in the release, are gone now, and whose `x-sunset` has come. */
function retiredOperations(baseline: Contract, current: Contract, day: string): Operation[] {
  const present = new Set(current.operations.map(({ id }) => id))
  return baseline.operations.filter(({ id, deprecated, sunset }) => {
    return deprecated && sunset !== undefined && sunset <= day && !present.has(id)
  })
}

/** The contract without some operations, and without the components that only they needed. */
function without({ document }: Contract, retired: readonly Operation[]): Contract {
  const ids = new Set(retired.map(({ id }) => id))
  const paths = Object.entries(document.paths).flatMap(([path, item]) => {
    const kept = Object.entries(item).filter(([, part]) => !(isObject(part) && ids.has(String(part.operationId))))
    return kept.some(([name]) => METHODS.some((method) => method === name)) ? [[path, Object.fromEntries(kept)]] : []
  })
  const pruned: Document = { ...document, paths: Object.fromEntries(paths) }
  const [before, after] = [reachable(document), reachable(pruned)]
  const components = Object.entries(document.components ?? {}).map(([kind, entries]) => {
    const kept = Object.entries(entries).filter(([name]) => {
      const reference = `#/components/${kind}/${name}`
      return after.has(reference) || !before.has(reference)
    })
    return [kind, Object.fromEntries(kept)] as const
  })
  return readContract({ ...pruned, components: Object.fromEntries(components) })
}

/** Every component that the paths lead to, directly or through others. */
function reachable({ paths, components = {} }: Document): Set<string> {
  const found = new Set<string>()
  const open = referencesIn(paths)
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    if (found.has(reference)) continue
    found.add(reference)
    const [, , kind = '', name = ''] = reference.split('/')
    const entries: Readonly<Record<string, unknown>> = components[kind as keyof typeof components] ?? {}
    open.push(...referencesIn(entries[name]))
  }
  return found
}

/** The references in a part of the contract. */
export function referencesIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return []
  const { $ref } = value as { readonly $ref?: unknown }
  const own = typeof $ref === 'string' ? [$ref] : []
  return [...own, ...Object.values(value).flatMap(referencesIn)]
}
