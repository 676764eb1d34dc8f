import { type Amounts, completeAmounts, type SeedKind } from '../seed/amounts.ts'
import { UsageError } from './usage-error.ts'
import { readNumber } from './values.ts'

/** The options of `seed` that are amounts. */
export const amountOptions: Record<string, SeedKind> = {
  users: 'users',
  projects: 'projects',
  folders: 'folders',
  'step-groups': 'stepGroups',
  cases: 'cases',
  plans: 'plans',
  runs: 'runs',
}

export function readAmounts(command: string, values: Record<string, string | boolean | undefined>): Amounts {
  const given = Object.entries(amountOptions).flatMap(([option, kind]) => {
    const amount = readNumber(`--${option}`, values[option] as string | undefined)
    return amount === undefined ? [] : [[kind, amount]]
  })
  if (values.from !== undefined && (given.length > 0 || values.seed !== undefined)) {
    throw new UsageError('--from and amounts exclude each other: run seed twice to add both')
  }
  if (command === 'seed' && given.length === 0 && values.from === undefined && !values.help && !values.version) {
    throw new UsageError('seed needs amounts, such as --users 100000 --cases 5000, or --from <file>')
  }
  try {
    return completeAmounts(Object.fromEntries(given))
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}
