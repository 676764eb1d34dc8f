import type { TestsigmaClient } from '@testsigma-tms/client'
import { CommandError } from '../exit-codes.ts'
import type { Names } from '../names/names.ts'
import type { RunCase } from './run-cases.ts'

/** Returns who executed a test: the API requires a user for each result. */
export type Executor = (testCase: RunCase) => string

/**
 * Chooses the user that the command names, otherwise the assignee of the test case in the run, otherwise the only
 * active user of the account.
 * @throws {CommandError} when the user cannot be determined
 */
export async function chooseExecutor(
  tms: TestsigmaClient,
  names: Names,
  email: string | undefined,
  cases: readonly RunCase[],
  signal: AbortSignal,
): Promise<Executor> {
  if (email !== undefined) {
    const id = await names.user(email)
    return () => id
  }
  if (cases.every(({ assignee }) => assignee)) return ({ assignee = '' }) => assignee
  const active: { id: string; email: string }[] = []
  for await (const user of tms.users.list({ page_size: 100 }, { signal })) {
    if (user.status.toUpperCase() === 'ACTIVE') active.push(user)
  }
  const [only, ...others] = active
  if (only && others.length === 0) return ({ assignee }) => assignee ?? only.id
  const some = active.slice(0, 5).map((user) => user.email)
  throw new CommandError(
    `Some of the test cases have no assignee, and each result needs a user. Give --user <e-mail>, set TESTSIGMA_USER, or set "user" in .tms.json${some.length > 0 ? `: ${some.join(', ')}${others.length >= 5 ? ', …' : ''}` : ''}.`,
  )
}
