import { resolve } from 'node:path'
import { type Bundle, type BundledOperation, readBundle } from '../contract/contract.ts'
import { today } from './clock.ts'

export const BASELINE = 'spec/baseline/openapi.yaml'
export const REVISION = 'spec/dist/openapi.yaml'

/** The last release beside what would be released now. */
export interface Comparison {
  /** What has to go on working: the last release, without what was announced to go and has gone after its day. */
  readonly released: Bundle
  readonly current: Bundle
  /** Operations that have gone, as was announced. */
  readonly retired: readonly BundledOperation[]
}

/** Reads the last release and the bundle of today. */
export async function readComparison(root: string): Promise<Comparison> {
  const [baseline, current] = await Promise.all([BASELINE, REVISION].map((file) => readBundle(resolve(root, file))))
  if (!baseline?.paths || !current?.paths) throw new Error(`${BASELINE} or ${REVISION} has no paths.`)
  const retired = retiredOperations(baseline, current, today())
  return { released: retired.length === 0 ? baseline : without(baseline, retired), current, retired }
}

/** Operations that were deprecated in the release, are gone now, and whose `x-sunset` has come. */
function retiredOperations(baseline: Bundle, current: Bundle, day: string): BundledOperation[] {
  const present = new Set(allOperations(current).map(({ operationId }) => operationId))
  return allOperations(baseline).filter((operation) => {
    const sunset = operation['x-sunset']
    return operation.deprecated && sunset !== undefined && sunset <= day && !present.has(operation.operationId)
  })
}

function allOperations({ paths }: Bundle): BundledOperation[] {
  return Object.values(paths).flatMap((item) => Object.values(item))
}

/** The contract without some operations, and without the components that only they needed. */
function without(bundle: Bundle, retired: readonly BundledOperation[]): Bundle {
  const paths = Object.entries(bundle.paths).flatMap(([path, item]) => {
    const kept = Object.entries(item).filter(([, operation]) => !retired.includes(operation))
    return kept.length === 0 ? [] : [[path, Object.fromEntries(kept)] as const]
  })
  const pruned = { ...bundle, paths: Object.fromEntries(paths) }
  const [before, after] = [reachable(bundle), reachable(pruned)]
  const components = Object.entries(bundle.components).map(([kind, entries]) => {
    const kept = Object.entries(entries).filter(([name]) => {
      const reference = `#/components/${kind}/${name}`
      return after.has(reference) || !before.has(reference)
    })
    return [kind, Object.fromEntries(kept)] as const
  })
  return { ...pruned, components: Object.fromEntries(components) }
}

/** Every component that the paths lead to, directly or through others. */
function reachable({ paths, components }: Bundle): Set<string> {
  const found = new Set<string>()
  const open = referencesIn(paths)
  for (let reference = open.pop(); reference !== undefined; reference = open.pop()) {
    if (found.has(reference)) continue
    found.add(reference)
    const [, , kind = '', name = ''] = reference.split('/')
    open.push(...referencesIn(components[kind]?.[name]))
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
