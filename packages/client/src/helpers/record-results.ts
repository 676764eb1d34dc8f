import type { TestsigmaClient } from '../client.ts'
import {
  ApiError,
  IndeterminateWriteError,
  NotFoundError,
  TestsigmaError,
  UsageError,
  ValidationError,
} from '../errors.ts'
import type { TestRunCaseResult, TestRunCaseResultInput } from '../generated/types.ts'
import type { CallOptions } from '../options.ts'
import type { Upload } from '../upload.ts'
import { createCaseFinder } from './case-finder.ts'
import { createResolver, type Resolver } from './resolver.ts'
import { severalCalls } from './several-calls.ts'

/** A result, with names where the API wants ids. */
export interface NamedResult {
  /** The test case: UUID, human ID (`DEMO-1`) or title. */
  readonly test_case_id: string
  /** Name of the result, such as `Passed`. */
  readonly status: string
  /** E-mail address of who carried it out. @default the `user` of all results */
  readonly user?: string | undefined
  /** A note about the execution. */
  readonly description?: string | undefined
  readonly attachments?: readonly Upload[] | undefined
}

/** Results of one run. */
export interface RunResults {
  readonly project_id: string
  readonly test_run_id: string
  readonly results: readonly NamedResult[]
  /** E-mail address of who carried out all those that name nobody. */
  readonly user?: string | undefined
}

/** What became of one result: it was recorded, or there is an error. */
export type Outcome =
  | { readonly result: NamedResult; readonly recorded: TestRunCaseResult; readonly error?: undefined }
  | { readonly result: NamedResult; readonly recorded?: undefined; readonly error: TestsigmaError }

export interface RecordOptions extends CallOptions {
  /** Results a request, from 1. @default 50 */
  readonly batchSize?: number | undefined
  /** Finds the ids; give one to keep what it has fetched. @default a new one */
  readonly resolver?: Resolver | undefined
}

/** A result with ids, and its place among all of them. */
interface Prepared {
  readonly index: number
  readonly attachments: readonly Upload[]
  readonly input: TestRunCaseResultInput
}

type Ending = { readonly recorded: TestRunCaseResult } | { readonly error: TestsigmaError }

/**
 * Records results of a test run, given by name, in batches.
 *
 * One wrong result makes the API refuse its whole batch, and a proxy may find a batch too large. Then the batch is halved
 * until the wrong one is found, so that the others are recorded. A failure that is nobody's fault in particular is the
 * outcome of each result in its batch.
 * @returns the outcomes, in the order of the results: each has either `recorded` or `error`
 * @throws {UsageError} when `results` is no array, or `batchSize` is wrong
 */
export async function recordResults(
  tms: TestsigmaClient,
  { project_id, test_run_id, results, user }: RunResults,
  { batchSize = 50, resolver = createResolver(tms), ...options }: RecordOptions = {},
): Promise<Outcome[]> {
  if (!(typeof batchSize === 'number' && batchSize >= 1)) {
    throw new UsageError(`recordResults: "batchSize" must be 1 or more, got ${String(batchSize)}.`)
  }
  if (!Array.isArray(results)) throw new UsageError('recordResults: "results" must be an array.')
  return severalCalls('recordResults', tms, options, async (calls) => {
    const run = { project_id, test_run_id }
    const endings = new Map<number, Ending>()
    const find = createCaseFinder(tms, run, calls)
    const prepared: Prepared[] = []
    for (const [index, result] of results.entries()) {
      try {
        const input = await calls.race(prepare({ ...result, user: result.user ?? user }, resolver, find))
        prepared.push({ index, input, attachments: result.attachments ?? [] })
      } catch (error) {
        endings.set(index, { error: asOurs(error) })
      }
    }
    await recordBatches(batchesOf(prepared, batchSize), endings, (batch) =>
      tms.testRuns.updateCases({ ...run, ...formOf(batch) }, calls.options()),
    )
    return results.map((result, index) => ({ result, ...(endings.get(index) as Ending) }) as Outcome)
  })
}

async function prepare(
  { test_case_id, status, user, description }: NamedResult,
  resolver: Resolver,
  find: (name: string) => Promise<string>,
): Promise<TestRunCaseResultInput> {
  if (user === undefined) throw new UsageError('recordResults: give each result a "user", or one for all of them.')
  return {
    test_case_id: await find(String(test_case_id)),
    test_run_status_id: await resolver.testRunStatus(status),
    user_id: await resolver.user(user),
    ...(description === undefined ? {} : { description }),
  }
}

function batchesOf(prepared: readonly Prepared[], batchSize: number): Prepared[][] {
  const size = Math.min(Math.floor(batchSize), Math.max(1, prepared.length))
  const count = Math.ceil(prepared.length / size)
  return Array.from({ length: count }, (_, index) => prepared.slice(index * size, (index + 1) * size))
}

async function recordBatches(
  batches: Prepared[][],
  endings: Map<number, Ending>,
  send: (batch: readonly Prepared[]) => PromiseLike<readonly TestRunCaseResult[]>,
): Promise<void> {
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    try {
      match(batch, await send(batch), endings)
    } catch (error) {
      if (batch.length > 1 && isRefused(error)) batches.unshift(...halvesOf(batch))
      else for (const { index } of batch) endings.set(index, { error: asOurs(error) })
    }
  }
}

/** The API may leave results out of its response, or change their order. */
function match(batch: readonly Prepared[], rows: readonly TestRunCaseResult[], endings: Map<number, Ending>): void {
  const left = [...rows]
  for (const { index, input } of batch) {
    const place = left.findIndex((row) => row?.test_case_id === input.test_case_id)
    const [recorded] = place < 0 ? [] : left.splice(place, 1)
    const problem = `It may have been applied: the response does not mention the result of ${input.test_case_id}.`
    endings.set(index, recorded ? { recorded } : { error: new IndeterminateWriteError(problem) })
  }
}

/** Files are named after the place of their result in the batch. */
function formOf(batch: readonly Prepared[]) {
  const files = batch.flatMap(({ attachments }, entry) =>
    attachments.map((file, index) => [`attachments_${entry}_${index}`, file] as const),
  )
  return { test_run_cases: batch.map(({ input }) => input), ...(Object.fromEntries(files) as Attachments) }
}

type Attachments = Record<`attachments_${number}_${number}`, Upload>

function halvesOf(batch: readonly Prepared[]): Prepared[][] {
  const middle = Math.ceil(batch.length / 2)
  return [batch.slice(0, middle), batch.slice(middle)]
}

/** Because of one of the results, or of all of them together. */
function isRefused(error: unknown): boolean {
  const isTooLarge = error instanceof ApiError && error.status === 413
  return isTooLarge || error instanceof ValidationError || error instanceof NotFoundError
}

/** Anything else is no outcome of a result, such as the caller's own abort. */
function asOurs(error: unknown): TestsigmaError {
  if (error instanceof TestsigmaError) return error
  throw error
}
