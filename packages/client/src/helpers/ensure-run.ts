import type { TestsigmaClient } from '../client.ts'
import { IndeterminateWriteError, ValidationError } from '../errors.ts'
import type { CreateTestRunParams, TestRun } from '../generated/types.ts'
import type { CallOptions } from '../options.ts'
import { readArguments, requireText, usageError } from './arguments.ts'
import { fromCaller } from './caller.ts'
import { type SeveralCalls, severalCalls } from './several-calls.ts'

/** A run, and whether this call created it. */
export interface EnsuredRun {
  readonly run: TestRun
  readonly created: boolean
}

/**
 * Finds the run with this title, or creates it. Concurrent callers in other processes get the same run: titles are
 * unique in a project, so one creation succeeds, and the other callers find its run. If the API does create several,
 * the oldest is used.
 *
 * @throws {UsageError} when that run is closed, because it accepts no results
 * @example
 * const { run, created } = await ensureRun(tms, { project_id, title: `Nightly (${buildNumber})`, selection_type: 'DYNAMIC' })
 */
export async function ensureRun(
  tms: TestsigmaClient,
  params: CreateTestRunParams,
  options: CallOptions = {},
): Promise<EnsuredRun> {
  return fromCaller(async () => {
    const own = readArguments('ensureRun', 'testRuns', tms, params)
    requireText('ensureRun: "title"', own.title)
    return severalCalls('ensureRun', tms, options, (calls) => findOrCreate(tms, own, calls))
  })
}

async function findOrCreate(
  tms: TestsigmaClient,
  params: CreateTestRunParams,
  calls: SeveralCalls,
): Promise<EnsuredRun> {
  const { project_id, title } = params
  const existing = await findOldest(tms, { project_id, search: title }, title, calls)
  if (existing) return { run: open(tms, existing), created: false }
  try {
    const made = await tms.testRuns.create(params, calls.options())
    const oldest = (await findOldest(tms, { project_id, search: title }, title, calls)) ?? made
    return { run: oldest.id === made.id ? made : open(tms, oldest), created: oldest.id === made.id }
  } catch (error) {
    if (!(error instanceof ValidationError || error instanceof IndeterminateWriteError)) throw error
    // Searches all runs, because no source says which fields `search` looks at.
    const other = await findOldest(tms, { project_id }, title, calls)
    if (other === undefined) throw error
    return { run: open(tms, other), created: false }
  }
}

async function findOldest(
  tms: TestsigmaClient,
  params: { project_id: string; search?: string },
  title: string,
  calls: SeveralCalls,
): Promise<TestRun | undefined> {
  let oldest: TestRun | undefined
  for await (const run of tms.testRuns.list({ ...params, page_size: 100 }, calls.options())) {
    if ((run.title ?? run.name) === title && (oldest === undefined || isOlder(run, oldest))) oldest = run
  }
  return oldest
}

/** Runs created at the same time are ordered by id, so that every process chooses the same one. */
function isOlder(one: TestRun, other: TestRun): boolean {
  const [first = 0, second = 0] = [one.created_at, other.created_at]
  return first === second ? one.id < other.id : first < second
}

function open(tms: TestsigmaClient, run: TestRun): TestRun {
  if (run.status !== 'CLOSED') return run
  const name = run.human_id ?? run.id
  throw usageError(
    tms,
    `ensureRun: the run "${run.title ?? run.name}" (${name}) is closed and accepts no results. Use another title.`,
  )
}
