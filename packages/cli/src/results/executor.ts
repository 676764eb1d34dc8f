import type { TestsigmaClient } from '@testsigma-tms/client'
import { CommandError } from '../exit-codes.ts'
import type { Names } from '../names/names.ts'
import type { RunCase } from './run-cases.ts'

/** Who carried a test out, as the API wants a user for each result. */
export type Executor = (testCase: RunCase) => string

/**
 * The user that the command names, else whoever is responsible for the test case in the run, else the only active user
 * of the account.
 * @throws {CommandError} when nobody can be told
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
    `Nobody is responsible for some of the test cases, and each result needs a user. Give --user <e-mail>, set TESTSIGMA_USER, or write "user" into .tms.json${some.length > 0 ? `: ${some.join(', ')}${others.length >= 5 ? ', …' : ''}` : ''}.`,
  )
}
