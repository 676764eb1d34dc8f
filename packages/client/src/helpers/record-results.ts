import type { TestsigmaClient } from '../client.ts'
import { NotFoundError, TestsigmaError, UsageError, ValidationError } from '../errors.ts'
import type { TestRunCaseResult, TestRunCaseResultInput } from '../generated/types.ts'
import type { CallOptions } from '../options.ts'
import { createResolver, type Resolver } from './resolver.ts'

/** A result, with names where the API wants ids. */
export interface NamedResult {
  /** UUID of the test case. */
  readonly test_case_id: string
  /** Name of the result, such as `Passed`. */
  readonly status: string
  /** E-mail address of who carried it out. */
  readonly user: string
  /** A note about the execution. */
  readonly description?: string
  readonly attachments?: readonly Blob[]
}

/** What became of one result. */
export type Outcome =
  | { readonly result: NamedResult; readonly recorded: TestRunCaseResult; readonly error?: undefined }
  | { readonly result: NamedResult; readonly recorded?: undefined; readonly error: TestsigmaError }

export interface RecordOptions extends CallOptions {
  /** Results a request. @default 50 */
  readonly batchSize?: number
  /** Finds the ids; give one to keep what it remembers. @default a new one */
  readonly resolver?: Resolver
}

interface Prepared {
  readonly result: NamedResult
  readonly input: TestRunCaseResultInput
}

/**
 * Records results of a test run, given by name, in batches.
 *
 * One wrong result makes the API refuse its whole batch. Then the batch is halved until the wrong one is found, so that
 * the others are recorded. A failure that is nobody's fault in particular is the outcome of each result in its batch.
 * @returns the outcomes, in the order of the results
 * @throws {UsageError} when there are no results, or `batchSize` is wrong
 */
export async function recordResults(
  tms: TestsigmaClient,
  { project_id, test_run_id, results }: { project_id: string; test_run_id: string; results: readonly NamedResult[] },
  { batchSize = 50, resolver = createResolver(tms), ...options }: RecordOptions = {},
): Promise<Outcome[]> {
  if (!(batchSize >= 1)) throw new UsageError(`recordResults: "batchSize" must be 1 or more, got ${batchSize}.`)
  const outcomes = new Map<NamedResult, Outcome>()
  const prepared: Prepared[] = []
  for (const result of results) {
    try {
      prepared.push({ result, input: await prepare(resolver, result) })
    } catch (error) {
      outcomes.set(result, { result, error: asOurs(error) })
    }
  }

  const batches = Array.from({ length: Math.ceil(prepared.length / batchSize) }, (_, index) =>
    prepared.slice(index * batchSize, (index + 1) * batchSize),
  )
  while (batches.length > 0) {
    const batch = batches.shift() as Prepared[]
    try {
      const recorded = await tms.testRuns.updateCases({ project_id, test_run_id, ...formOf(batch) }, options)
      batch.forEach(({ result }, index) => {
        outcomes.set(result, { result, recorded: recorded[index] as TestRunCaseResult })
      })
    } catch (error) {
      if (batch.length > 1 && isRefused(error)) batches.unshift(...halvesOf(batch))
      else for (const { result } of batch) outcomes.set(result, { result, error: asOurs(error) })
    }
  }
  return results.map((result) => outcomes.get(result) as Outcome)
}

async function prepare(resolver: Resolver, result: NamedResult): Promise<TestRunCaseResultInput> {
  const { test_case_id, status, user, description } = result
  return {
    test_case_id,
    test_run_status_id: await resolver.testRunStatus(status),
    user_id: await resolver.user(user),
    ...(description === undefined ? {} : { description }),
  }
}

/** Files are named after the place of their result in the batch. */
function formOf(batch: readonly Prepared[]) {
  const files = batch.flatMap(({ result: { attachments = [] } }, entry) =>
    attachments.map((file, index) => [`attachments_${entry}_${index}`, file] as const),
  )
  return { test_run_cases: batch.map(({ input }) => input), ...(Object.fromEntries(files) as Attachments) }
}

type Attachments = Record<`attachments_${number}_${number}`, Blob>

function halvesOf(batch: readonly Prepared[]): Prepared[][] {
  const middle = Math.ceil(batch.length / 2)
  return [batch.slice(0, middle), batch.slice(middle)]
}

function isRefused(error: unknown): boolean {
  return error instanceof ValidationError || error instanceof NotFoundError
}

/** Anything else is no outcome of a result, such as the caller's own abort. */
function asOurs(error: unknown): TestsigmaError {
  if (error instanceof TestsigmaError) return error
  throw error
}
