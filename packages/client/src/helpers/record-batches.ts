import type { TestsigmaClient } from '../client.ts'
import { defaultsOf } from '../defaults.ts'
import {
  ApiError,
  IndeterminateWriteError,
  NotFoundError,
  type TestsigmaError,
  UsageError,
  ValidationError,
} from '../errors.ts'
import { OPERATIONS } from '../generated/operations.ts'
import type { TestRunCaseResult } from '../generated/types.ts'
import type { Upload } from '../upload.ts'
import type { PreparedResult } from './prepare-result.ts'
import { asOurs, type SeveralCalls } from './several-calls.ts'

/** A result with ids, and its index among all results. */
export interface Prepared extends PreparedResult {
  readonly index: number
}

export type Ending =
  | { readonly recorded: TestRunCaseResult; readonly error?: undefined }
  | { readonly error: TestsigmaError }

/** The run, and the callback for the outcome of each result. */
export interface Recording {
  readonly tms: TestsigmaClient
  readonly run: { readonly project_id: string; readonly test_run_id: string }
  readonly calls: SeveralCalls
  readonly end: (index: number, ending: Ending) => void
}

/** Sends results in batches. A batch that is rejected is split in halves. */
export async function recordBatches(recording: Recording, prepared: readonly Prepared[], size: number): Promise<void> {
  const { calls, end } = recording
  const batches = batchesOf(prepared, size)
  let takesResults: boolean | undefined
  for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
    try {
      await recordBatch(recording, batch)
    } catch (error) {
      const failure = asOurs(error, calls.signal)
      if (isAboutContent(failure) && batch.length + batches.length > 1) takesResults ??= await isOpen(recording)
      if (takesResults === false) batch = [...batch, ...batches.splice(0).flat()]
      if (takesResults !== false && batch.length > 1 && isRefused(failure)) batches.unshift(...halvesOf(batch))
      else for (const { index } of batch) end(index, { error: failure })
    }
  }
}

function batchesOf(prepared: readonly Prepared[], batchSize: number): Prepared[][] {
  const size = Math.min(batchSize, Math.max(1, prepared.length))
  const count = Math.ceil(prepared.length / size)
  return Array.from({ length: count }, (_, index) => prepared.slice(index * size, (index + 1) * size))
}

async function recordBatch(recording: Recording, batch: readonly Prepared[]): Promise<void> {
  const { tms, run, calls, end } = recording
  const call = tms.testRuns.updateCases({ ...run, ...formOf(batch) }, calls.options())
  const { data, attempts } = await call.withResponse()
  // The API may omit results from its response, or change their order.
  const left = Array.isArray(data) ? [...data] : []
  for (const { index, input } of batch) {
    const place = left.findIndex((row) => isSameId(row?.test_case_id, input.test_case_id))
    const [recorded] = place < 0 ? [] : left.splice(place, 1)
    end(index, recorded ? { recorded } : { error: notMentioned(recording, input.test_case_id, attempts) })
  }
}

function isSameId(one: unknown, other: string): boolean {
  return String(one).toLowerCase() === other.toLowerCase()
}

function notMentioned({ tms, run }: Recording, id: string, attempts: number | undefined): IndeterminateWriteError {
  const { id: operationId, method, path } = OPERATIONS.testRuns.updateCases
  const filled = path.replace(/\{(\w+)\}/g, (_, name: keyof typeof run) => encodeURIComponent(run[name]))
  const url = (defaultsOf(tms)?.baseUrl ?? '') + filled
  const problem = `It may have been applied: the response does not mention the result of ${id}.`
  return new IndeterminateWriteError(problem, { operationId, method, url, attempts })
}

/** Files are named after the index of their result in the batch. */
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

/** Whether a batch was rejected because of its content or its size. */
function isRefused(error: unknown): boolean {
  const isTooLarge = error instanceof ApiError && error.status === 413
  return isTooLarge || isAboutContent(error) || error instanceof UsageError
}

function isAboutContent(error: unknown): boolean {
  return error instanceof ValidationError || error instanceof NotFoundError
}

/** Whether the run exists and accepts results; if not, sending halves of a batch would fail too. */
async function isOpen({ tms, run, calls }: Recording): Promise<boolean> {
  try {
    return (await tms.testRuns.get(run, calls.options())).status !== 'CLOSED'
  } catch (error) {
    return !(asOurs(error, calls.signal) instanceof NotFoundError)
  }
}
