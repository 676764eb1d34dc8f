/** How many of each to add, spread evenly over the new projects. */
export interface SeedAmounts {
  /** @default 0 */
  users?: number
  /** @default 1 if there is anything to put into a project, else 0 */
  projects?: number
  /** @default 0 */
  folders?: number
  /** @default 0 */
  stepGroups?: number
  /** @default 0 */
  cases?: number
  /** @default 0 */
  plans?: number
  /** Each with 20 test cases of its project, or as many as that has. @default 0 */
  runs?: number
}

/** In the order in which they are made, as later ones refer to earlier ones. */
export const seedKinds = ['users', 'projects', 'folders', 'stepGroups', 'cases', 'plans', 'runs'] as const

export type SeedKind = (typeof seedKinds)[number]

export type Amounts = Record<SeedKind, number>

/**
 * Fills in what is left out.
 *
 * @throws {RangeError} if an amount is no whole number from 0 to 100,000,000, or there is no project for the rest
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
  throw new RangeError(`${kind} must be a whole number from 0 to 100000000, got ${amount}`)
}
