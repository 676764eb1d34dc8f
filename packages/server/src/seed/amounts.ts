import { requireNames } from '../require-names.ts'

/** How many entities of each kind to add, spread evenly over the new projects. */
export interface SeedAmounts {
  /** @default 0 */
  users?: number
  /** @default 1 if anything belongs in a project, otherwise 0 */
  projects?: number
  /** @default 0 */
  folders?: number
  /** @default 0 */
  stepGroups?: number
  /** @default 0 */
  cases?: number
  /** @default 0 */
  plans?: number
  /** Each has 20 test cases of its project, or all of them if there are fewer. @default 0 */
  runs?: number
}

/** In order of creation: later ones refer to earlier ones. */
export const seedKinds = ['users', 'projects', 'folders', 'stepGroups', 'cases', 'plans', 'runs'] as const

export type SeedKind = (typeof seedKinds)[number]

export type Amounts = Record<SeedKind, number>

/**
 * Fills in the defaults.
 *
 * @throws {RangeError} if an option is unknown or invalid
 */
export function completeSeed(options: SeedAmounts & { seed?: number }): { seed: number; amounts: Amounts } {
  requireNames('seed', options, [...seedKinds, 'seed'])
  const { seed = 1, ...amounts } = options
  if (!Number.isSafeInteger(seed)) throw new RangeError(`seed must be an integer, got ${seed}`)
  return { seed, amounts: completeAmounts(amounts) }
}

/**
 * Fills in the defaults.
 *
 * @throws {RangeError} if an amount is not an integer from 0 to 100,000,000, or there is no project for the rest
 */
export function completeAmounts(amounts: SeedAmounts): Amounts {
  for (const kind of seedKinds) checkAmount(kind, amounts[kind] ?? 0)
  const { users = 0, folders = 0, stepGroups = 0, cases = 0, plans = 0, runs = 0 } = amounts
  const inProjects = folders + stepGroups + cases + plans + runs
  const { projects = inProjects > 0 ? 1 : 0 } = amounts
  if (projects === 0 && inProjects > 0)
    throw new RangeError('projects must be 1 or more to put anything into one, got 0')
  return { users, projects, folders, stepGroups, cases, plans, runs }
}

function checkAmount(kind: SeedKind, amount: number): void {
  if (Number.isSafeInteger(amount) && amount >= 0 && amount <= 1e8) return
  throw new RangeError(`${kind} must be an integer from 0 to 100000000, got ${amount}`)
}
