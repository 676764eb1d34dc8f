import { update } from '../store/entities.ts'
import { findImport } from '../store/junit-imports.ts'
import { selectLookupValues } from '../store/lookups.ts'
import type { JunitImportRow, Store } from '../store/schema.ts'
import { type ShownEntry, selectEntries } from '../store/test-run-cases.ts'
import { type Matches, matchTests } from './match.ts'
import { parseReport, ReportError, type ReportedTest, type TestOutcome } from './parse-report.ts'

const mostErrors = 1000
const longestName = 200

/** If one test case is reported more than once, the first of these that it had counts. */
const byWeight: TestOutcome[] = ['failed', 'passed', 'skipped']

/** Carries an import to its end: completed, or failed with the reason. Whoever does it too, one end counts. */
export async function runImport(store: Store, id: string): Promise<void> {
  const started = await inTransaction(store, id, (transaction, row) =>
    update(transaction, 'junit_imports', row, { status: 'in_progress' }),
  )
  if (!started) return
  try {
    const report = read(started.report)
    await end(store, id, (transaction, row) =>
      'reason' in report ? failure(report.reason) : takeOver(transaction, row, report.tests),
    )
  } catch (error) {
    await end(store, id, () => failure('internal server error'))
    throw error
  }
}

type Outcome = ReturnType<typeof failure> | Awaited<ReturnType<typeof takeOver>>

async function end(
  store: Store,
  id: string,
  work: (transaction: Store, row: JunitImportRow) => Outcome | Promise<Outcome>,
): Promise<void> {
  await inTransaction(store, id, async (transaction, row) =>
    update(transaction, 'junit_imports', row, { ...(await work(transaction, row)), report: '' }),
  )
}

/** Does nothing if the import has ended meanwhile, or is gone with its run. */
function inTransaction<Result>(
  store: Store,
  id: string,
  work: (transaction: Store, row: JunitImportRow) => Promise<Result>,
): Promise<Result | undefined> {
  return store.transaction().execute(async (transaction) => {
    const row = await findImport(transaction, id)
    return row && ['pending', 'in_progress'].includes(row.status) ? work(transaction, row) : undefined
  })
}

function read(report: string): { tests: ReportedTest[] } | { reason: string } {
  try {
    return { tests: parseReport(report) }
  } catch (error) {
    if (error instanceof ReportError) return { reason: `junit_xml: ${error.message}` }
    throw error
  }
}

function failure(reason: string) {
  return { status: 'failed' as const, imported_count: 0, failed_count: 0, errors: JSON.stringify([reason]) }
}

async function takeOver(store: Store, { test_run_id }: JunitImportRow, tests: ReportedTest[]) {
  const run = await store.selectFrom('test_runs').selectAll().where('id', '=', test_run_id).executeTakeFirstOrThrow()
  if (run.status === 'CLOSED') return failure(`test run ${run.human_id} was closed meanwhile`)
  const { matched, unmatched } = matchTests(tests, await selectEntries(store, run.id).execute())
  const statuses = await selectLookupValues(store, 'run_statuses').execute()
  for (const [entry, reports] of Map.groupBy(matched, (match) => match.entry)) {
    const { outcome, message } = weightiest(reports.map(({ test }) => test))
    await recordOutcome(store, entry, statuses.find(({ alias }) => alias === outcome)?.id, message)
  }
  const counts = { imported_count: matched.length, failed_count: unmatched.length }
  return { status: 'completed' as const, ...counts, errors: JSON.stringify(explain(unmatched)) }
}

function explain(unmatched: Matches<ShownEntry>['unmatched']): string[] {
  const errors = unmatched.slice(0, mostErrors).map(({ test, reason }) => `${nameOf(test)}: ${reason}`)
  const rest = unmatched.length - errors.length
  return rest > 0 ? [...errors, `and ${rest} more`] : errors
}

function nameOf({ name, classname }: ReportedTest): string {
  const parts = [classname, name].filter((part) => part !== '')
  return parts.map((part) => part.slice(0, longestName)).join(' › ') || 'a test without a name'
}

function weightiest(tests: ReportedTest[]): ReportedTest {
  const sorted = tests.toSorted((one, other) => byWeight.indexOf(one.outcome) - byWeight.indexOf(other.outcome))
  return sorted[0] as ReportedTest
}

async function recordOutcome(store: Store, { id }: ShownEntry, status_id: string | undefined, description: string) {
  await store
    .updateTable('test_run_cases')
    .set({ status_id, description, updated_at: Date.now() })
    .where('id', '=', id)
    .execute()
}
