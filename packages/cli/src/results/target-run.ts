import { type CreateTestRunParams, NotFoundError, type TestRun, type TestsigmaClient } from '@testsigma-tms/client'
import { ensureRun } from '@testsigma-tms/client/helpers'
import { CommandError, exitCodes } from '../exit-codes.ts'

/** Display name of a run. */
export function nameOf({ human_id, id }: TestRun): string {
  return human_id ?? id
}

/** @throws {CommandError} when the run does not exist, or is closed */
export async function requireOpenRun(
  tms: TestsigmaClient,
  project_id: string,
  test_run_id: string,
  signal: AbortSignal,
): Promise<TestRun> {
  const run = await tms.testRuns.get({ project_id, test_run_id }, { signal }).catch((error: unknown) => {
    if (!(error instanceof NotFoundError)) throw error
    throw new CommandError(
      `There is no test run ${test_run_id} in the project. \`tms test-runs list\` shows those that there are.`,
      exitCodes.incomplete,
    )
  })
  if (run.status !== 'CLOSED') return run
  throw new CommandError(
    `Test run ${nameOf(run)} is closed and accepts no results. Create a new one: tms run create --title <title>`,
    exitCodes.incomplete,
  )
}

/** The title that all commands with the same key share. */
export function sharedTitle(key: string, title: string | undefined): string {
  return title === undefined ? key : `${title} (${key})`
}

export interface NewRun {
  readonly title: string
  readonly description?: string
  /** UUIDs; undefined for every test case of the project. */
  readonly caseIds: readonly string[] | undefined
  readonly test_plan_id?: string
}

/**
 * Creates a run.
 * @param mayExist whether to use an existing run with the same title, which another job or a killed attempt may have
 * created
 */
export async function makeRun(
  tms: TestsigmaClient,
  project_id: string,
  { caseIds, ...run }: NewRun,
  { mayExist, signal }: { mayExist: boolean; signal: AbortSignal },
): Promise<{ run: TestRun; created: boolean }> {
  const params: CreateTestRunParams = caseIds
    ? {
        project_id,
        ...run,
        selection_type: 'STATIC',
        static_selection_filters: [{ field: 'id', operator: 'IN', values: [...caseIds] }],
      }
    : { project_id, ...run, selection_type: 'DYNAMIC', dynamic_selection_filters: [] }
  if (mayExist) {
    const { run: found, created } = await ensureRun(tms, params, { signal })
    // Lists may omit the human ID.
    const isWhole = found.human_id !== undefined
    return { run: isWhole ? found : await tms.testRuns.get({ project_id, test_run_id: found.id }, { signal }), created }
  }
  return { run: await tms.testRuns.create(params, { signal }), created: true }
}
