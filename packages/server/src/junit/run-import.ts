// Imported, because users of the server may mock the global timers in their tests.
import { setTimeout } from 'node:timers/promises'
import { type Matches, outcomesByCase, type ReportedTest, TestMatcher } from '@testsigma-tms/junit'
import { inBatches } from '../store/batches.ts'
import { update } from '../store/entities.ts'
import { findImport } from '../store/junit-imports.ts'
import { selectLookupValues } from '../store/lookups.ts'
import { createPause } from '../store/pause.ts'
import type { JunitImportRow, Store } from '../store/schema.ts'
import { readCasesOfRun } from '../store/test-run-cases.ts'
import { transact } from '../store/transact.ts'
import { toUnavailable } from '../store/unavailable-error.ts'
import { explain } from './explain.ts'
import { readTests } from './read-tests.ts'

/** Milliseconds between attempts while the database does not respond. */
const delays = [100, 400, 1000]

/**
 * Completes an import, or marks it as failed with the reason. If several processes do so, only one result counts.
 *
 * @param closing aborts the work; the next start continues it
 */
export async function runImport(store: Store, id: string, closing: AbortSignal): Promise<void> {
  for (const delay of [...delays, undefined]) {
    try {
      return await carryOut(store, id, closing)
    } catch (error) {
      if (closing.aborted) return
      // After the last attempt, the import is resumed later like that of a crashed process.
      if (delay === undefined || !toUnavailable(error)) throw error
      await setTimeout(delay, undefined, { signal: closing }).catch(() => {})
    }
  }
}

async function carryOut(store: Store, id: string, closing: AbortSignal): Promise<void> {
  const started = await inTransaction(store, id, (transaction, row) =>
    update(transaction, 'junit_imports', row, { status: 'in_progress' }),
  )
  if (!started) return
  try {
    const report = await readTests(started.report, closing)
    await end(store, id, (transaction, row) =>
      'reason' in report ? failure(report.reason) : takeOver(transaction, row, report.tests, closing),
    )
  } catch (error) {
    if (!closing.aborted && !toUnavailable(error)) await end(store, id, () => failure('internal server error'))
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

/** Does nothing if the import has ended meanwhile, or was deleted with its run. */
function inTransaction<Result>(
  store: Store,
  id: string,
  work: (transaction: Store, row: JunitImportRow) => Promise<Result>,
): Promise<Result | undefined> {
  return transact(store, async (transaction) => {
    const row = await findImport(transaction, id)
    return row && ['pending', 'in_progress'].includes(row.status) ? work(transaction, row) : undefined
  })
}

function failure(reason: string) {
  return { status: 'failed' as const, imported_count: 0, failed_count: 0, errors: JSON.stringify([reason]) }
}

async function takeOver(store: Store, { test_run_id }: JunitImportRow, tests: ReportedTest[], closing: AbortSignal) {
  const run = await store.selectFrom('test_runs').selectAll().where('id', '=', test_run_id).executeTakeFirstOrThrow()
  if (run.status === 'CLOSED') return failure(`test run ${run.human_id} was closed meanwhile`)
  const matches = await matchAll(tests, await readEntries(store, run.id, tests), closing)
  const statuses = await selectLookupValues(store, 'run_statuses').execute()
  const pause = createPause()
  for (const { case: entry, outcome, message } of outcomesByCase(matches.matched)) {
    await recordOutcome(store, entry, statuses.find(({ alias }) => alias === outcome)?.id, message)
    await pause()
    closing.throwIfAborted()
  }
  const counts = { imported_count: matches.matched.length, failed_count: matches.unmatched.length }
  return { status: 'completed' as const, ...counts, errors: JSON.stringify(explain(matches)) }
}

interface Entry {
  id: string
  human_id: string
  title: string
}

/** A name that no test can have. */
const untitled = '\u0000'

/** All entries of a run. Keeps only titles that are names of tests, because titles may be long. */
async function readEntries(store: Store, runId: string, tests: ReportedTest[]): Promise<Entry[]> {
  const names = new Set(tests.map(({ name }) => name))
  const entries: Entry[] = []
  for await (const rows of inBatches((after, limit) => readCasesOfRun(store, runId, after, limit))) {
    for (const { id, human_id, title } of rows) {
      entries.push({ id, human_id, title: names.has(title) ? title : untitled })
    }
  }
  return entries
}

async function matchAll(tests: ReportedTest[], entries: Entry[], closing: AbortSignal): Promise<Matches<Entry>> {
  const matcher = new TestMatcher(entries)
  const pause = createPause()
  for (const test of tests) {
    matcher.add(test)
    await pause()
    closing.throwIfAborted()
  }
  return matcher.matches
}

/** A result without a message keeps the entry's existing note. */
async function recordOutcome(store: Store, { id }: Entry, status_id: string | undefined, message: string) {
  await store
    .updateTable('test_run_cases')
    .set({ status_id, updated_at: Date.now(), ...(message === '' ? {} : { description: message }) })
    .where('id', '=', id)
    .execute()
}
