import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Contract, type Operation, readContract, withoutOperations } from '@testsigma-tms/spec/contract'
import { parse } from 'yaml'
import { today } from './clock.ts'
import type { Versions } from './packages.ts'

export const BASELINE = 'spec/baseline/openapi.yaml'
export const REVISION = 'spec/dist/openapi.yaml'

/** The package version of the last release; written by `pnpm release`. */
const RELEASED_PACKAGES = 'spec/baseline/packages.json'

/** The last release and the current contract. */
export interface Comparison {
  /** What must keep working: the last release without operations whose announced end has come. */
  readonly released: Contract
  readonly current: Contract
  /**
   * The complete last release: code that calls a removed operation does not compile, even if the removal was announced.
   */
  readonly baseline: Contract
  /** Operations removed as announced. */
  readonly retired: readonly Operation[]
}

/** A small cache by content: gates that run together read the same two bundles. */
const lately = new Map<string, Contract>()
const MOST_KEPT = 2

/** Reads a bundle in YAML or JSON. @throws {ContractError} when it is not a contract */
export async function readBundle(file: string): Promise<Contract> {
  const text = await readFile(file, 'utf8')
  const contract = lately.get(text) ?? readContract(parse(text))
  lately.delete(text)
  lately.set(text, contract)
  for (const other of [...lately.keys()].slice(0, -MOST_KEPT)) lately.delete(other)
  return contract
}

/** Reads the last release and the current bundle. */
export async function readComparison(root: string): Promise<Comparison> {
  const [baseline, current] = await Promise.all([readNamed(root, BASELINE), readNamed(root, REVISION)])
  const retired = retiredOperations(baseline, current, today())
  return { released: retired.length === 0 ? baseline : withoutRetired(baseline, retired), current, baseline, retired }
}

/** The versions of the last release. Before the first separate version, packages have the contract's. */
export async function releasedVersions(root: string): Promise<Versions> {
  const [baseline, text] = await Promise.all([
    readNamed(root, BASELINE),
    readFile(resolve(root, RELEASED_PACKAGES), 'utf8').catch((error) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    }),
  ])
  const contract = baseline.info.version
  if (text === undefined) return { contract, packages: contract }
  const { version } = JSON.parse(text)
  if (typeof version !== 'string')
    throw new Error(`${RELEASED_PACKAGES}: expected {"version": "…"}, got ${text.trim()}`)
  return { contract, packages: version }
}

async function readNamed(root: string, file: string): Promise<Contract> {
  return readBundle(resolve(root, file)).catch((error) => {
    throw new Error(`${file}: ${error.message}`)
  })
}

/** Removed operations that were deprecated in the release, and whose `x-sunset` date has come. */
function retiredOperations(baseline: Contract, current: Contract, day: string): Operation[] {
  const present = new Set(current.operations.map(({ id }) => id))
  return baseline.operations.filter(({ id, deprecated, sunset }) => {
    return deprecated && sunset !== undefined && sunset <= day && !present.has(id)
  })
}

function withoutRetired({ document }: Contract, retired: readonly Operation[]): Contract {
  return readContract(withoutOperations(document, new Set(retired.map(({ id }) => id))))
}
