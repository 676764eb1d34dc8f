import type { TestsigmaClient } from '../client.ts'
import { defaultsOf } from '../defaults.ts'
import type { TestsigmaError } from '../errors.ts'
import type { TestRunCaseResult } from '../generated/types.ts'
import { hookRunner } from '../hooks.ts'
import type { CallOptions } from '../options.ts'
import { ownOf } from '../own.ts'
import { readArguments, requireArgument, requireFunction } from './arguments.ts'
import { fromCaller, noteCaller } from './caller.ts'
import { createCaseFinder } from './case-finder.ts'
import { type NamedResult, prepareResult } from './prepare-result.ts'
import { type Ending, type Prepared, recordBatches } from './record-batches.ts'
import { createResolver, type Resolver } from './resolver.ts'
import { asOurs, severalCalls } from './several-calls.ts'

/** Results of one run. */
export interface RunResults {
  readonly project_id: string
  readonly test_run_id: string
  readonly results: readonly NamedResult[]
  /** E-mail address of the person who carried out the results that have no `user`. */
  readonly user?: string | undefined
}

/** The outcome of one result: it was recorded, or there is an error. */
export type Outcome =
  | { readonly result: NamedResult; readonly recorded: TestRunCaseResult; readonly error?: undefined }
  | { readonly result: NamedResult; readonly recorded?: undefined; readonly error: TestsigmaError }

export interface RecordOptions extends CallOptions {
  /** Results per request, from 1. @default 50 */
  readonly batchSize?: number | undefined
  /** Finds ids by name; pass one to reuse the lists that it has fetched. @default a new one */
  readonly resolver?: Resolver | undefined
  /**
   * Called with each outcome as soon as it is known, so that none is lost when the call is aborted later. If it throws,
   * `console.warn` reports it.
   */
  readonly onOutcome?: ((outcome: Outcome) => void) | undefined
}

/**
 * Records results of a test run, given by name, in batches.
 *
 * One invalid result makes the API reject its whole batch, and a proxy may reject a batch as too large. The batch is
 * then split in halves until the invalid result is found, so that the others are recorded. A failure with another cause
 * is the outcome of each result in its batch; if the run does not exist or is closed, of all remaining results.
 * @returns the outcomes, in the order of the results: each has either `recorded` or `error`
 * @throws {UsageError} when `results` is not an array, or an option is invalid
 */
export async function recordResults(
  tms: TestsigmaClient,
  params: RunResults,
  options: RecordOptions = {},
): Promise<Outcome[]> {
  const addCaller = noteCaller()
  return fromCaller(async () => {
    const { project_id, test_run_id, results, user } = readArguments('recordResults', 'testRuns', tms, params)
    requireArgument(Array.isArray(results), 'recordResults: "results"', 'an array', results)
    const { batchSize, resolver, onOutcome, ...callOptions } = readRecordOptions(tms, options)
    const run = { project_id, test_run_id }
    const runHook = hookRunner(defaultsOf(tms)?.scrub)
    const outcomes: Outcome[] = []
    const end = (index: number, ending: Ending) => {
      addCaller(ending.error)
      const outcome = { result: results[index], ...ending } as Outcome
      outcomes[index] = outcome
      if (onOutcome) runHook('onOutcome', () => onOutcome({ ...outcome }))
    }
    return severalCalls('recordResults', tms, callOptions, async (calls) => {
      const find = createCaseFinder(tms, run, calls)
      const prepared: Prepared[] = []
      for (const [index, result] of results.entries()) {
        try {
          prepared.push({ index, ...(await calls.race(prepareResult(result, user, resolver, find))) })
        } catch (error) {
          end(index, { error: asOurs(error, calls.signal) })
        }
      }
      await recordBatches({ tms, run, calls, end }, prepared, batchSize)
      return outcomes
    })
  }, addCaller)
}

function readRecordOptions(tms: TestsigmaClient, options: RecordOptions) {
  const { batchSize = 50, resolver = createResolver(tms), ...others } = ownOf('recordResults: the options', options)
  const isSize = batchSize === Infinity || (Number.isInteger(batchSize) && batchSize >= 1)
  requireArgument(isSize, 'recordResults: "batchSize"', 'a whole number from 1, or Infinity', batchSize)
  requireFunction('recordResults: "onOutcome"', others.onOutcome)
  const { user, testRunStatus } = Object(resolver)
  const isResolver = typeof user === 'function' && typeof testRunStatus === 'function'
  requireArgument(isResolver, 'recordResults: "resolver"', 'a resolver, of createResolver(tms)', resolver)
  return { batchSize, resolver, ...others }
}
