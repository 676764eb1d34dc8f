import {
  ApiError,
  AuthenticationError,
  ConnectionError,
  IndeterminateWriteError,
  PermissionError,
  type TestsigmaClient,
  TimeoutError,
} from '@testsigma-tms/client'
import { type NamedResult, type Outcome, type Resolver, recordResults } from '@testsigma-tms/client/helpers'
import { CommandError } from '../exit-codes.ts'
import { openAttachments } from './attachments.ts'
import type { Executor } from './executor.ts'
import { type Journal, type JournalEntry, journalEntry } from './journal.ts'
import type { PlannedResult } from './plan.ts'
import { isRecordedEarlier } from './recorded-earlier.ts'

/** The outcome of sending a result. */
export interface Recorded {
  readonly result: PlannedResult
  /** `uncertain`: sent, but no response says whether it was recorded. `unsent`: not attempted. */
  readonly ending: 'recorded' | 'earlier' | 'refused' | 'uncertain' | 'unsent'
  readonly reason?: string
  /** Attachments that were left out, with the reasons. */
  readonly problems: readonly string[]
}

export interface Recording {
  readonly tms: TestsigmaClient
  readonly project_id: string
  readonly test_run_id: string
  readonly resolver: Resolver
  readonly executor: Executor
  /** The account's name for the result. */
  readonly statusName: (result: PlannedResult) => string
  readonly journal: Journal | undefined
  readonly batchSize: number
  readonly cwd: string
  /** Folders from which attachments may be sent; undefined to send none. */
  readonly attachmentRoots: readonly string[] | undefined
  /** After it aborts, no further batch is started. */
  readonly signal: AbortSignal
  readonly onProgress: (done: number) => void
}

interface Prepared {
  readonly planned: PlannedResult
  readonly entry: JournalEntry
  readonly named: NamedResult
  readonly size: number
  readonly problems: readonly string[]
}

/** Maximum bytes of notes and attachments per request. */
const largestBatch = 16 * 2 ** 20
/** After an interruption, milliseconds for the current request to finish, so that the summary is correct. */
const grace = 5_000

/** Records results in sequential batches, and reports the outcome of each result. */
export async function record(results: readonly PlannedResult[], recording: Recording): Promise<Recorded[]> {
  const { journal, signal, onProgress } = recording
  const ended: Recorded[] = []
  const waiting = results.filter((result) => {
    const isDone = isRecordedEarlier(result, recording)
    if (isDone) ended.push({ result, ending: 'earlier', problems: [] })
    return !isDone
  })
  onProgress(ended.length)
  let stop: string | undefined
  for await (const batch of batches(waiting, recording)) {
    if (stop === undefined && signal.aborted) stop = 'interrupted'
    if (stop !== undefined) {
      ended.push(...batch.map((one) => asUnsent(one, stop ?? '')))
      continue
    }
    try {
      journal?.sending(batch.map(({ entry }) => entry))
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      stop = error.message
      ended.push(...batch.map((one) => asUnsent(one, error.message)))
      continue
    }
    const outcomes = await send(batch, recording)
    stop = outcomes.stop ?? note(batch, outcomes.recorded, journal)
    ended.push(...outcomes.recorded)
    onProgress(ended.length)
  }
  return ended
}

function asUnsent({ planned, problems }: Prepared, reason: string): Recorded {
  return { result: planned, ending: 'unsent', reason, problems }
}

async function* batches(results: readonly PlannedResult[], recording: Recording): AsyncGenerator<Prepared[]> {
  let batch: Prepared[] = []
  let size = 0
  for (const planned of results) {
    const prepared = await prepare(planned, recording)
    if (batch.length > 0 && (batch.length >= recording.batchSize || size + prepared.size > largestBatch)) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(prepared)
    size += prepared.size
  }
  if (batch.length > 0) yield batch
}

async function prepare(planned: PlannedResult, recording: Recording): Promise<Prepared> {
  const { cwd, attachmentRoots, executor, statusName } = recording
  const { files, problems } = attachmentRoots
    ? await openAttachments(planned, cwd, attachmentRoots)
    : { files: [], problems: [] }
  const named: NamedResult = {
    test_case_id: planned.testCase.id,
    status: statusName(planned),
    user: executor(planned.testCase),
    ...(planned.note === undefined ? {} : { description: planned.note }),
    ...(files.length > 0 ? { attachments: files } : {}),
  }
  const size = (planned.note?.length ?? 0) + files.reduce((sum, file) => sum + file.size, 0)
  return { planned, entry: journalEntry(planned), named, size, problems }
}

async function send(
  batch: readonly Prepared[],
  recording: Recording,
): Promise<{ recorded: Recorded[]; stop?: string }> {
  const { tms, project_id, test_run_id, resolver, signal } = recording
  const abort = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const onAbort = () => {
    timer = setTimeout(() => abort.abort(new Error('interrupted')), grace)
  }
  signal.addEventListener('abort', onAbort)
  try {
    const results = batch.map(({ named }) => named)
    const options = { batchSize: batch.length, resolver, signal: abort.signal }
    const outcomes = await recordResults(tms, { project_id, test_run_id, results }, options)
    const recorded = outcomes.map((outcome, index) => recordedOf(batch[index] as Prepared, outcome))
    const hopeless = outcomes.find(({ error }) => isHopeless(error))?.error
    return { recorded, ...(hopeless ? { stop: hopeless.message } : {}) }
  } catch (error) {
    if (!abort.signal.aborted) throw error
    const reason = 'interrupted before the API responded'
    return {
      recorded: batch.map(({ planned, problems }) => ({ result: planned, ending: 'uncertain', reason, problems })),
    }
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', onAbort)
  }
}

function recordedOf({ planned: result, problems }: Prepared, { error }: Outcome): Recorded {
  if (error === undefined) return { result, ending: 'recorded', problems }
  const isUncertain = [IndeterminateWriteError, TimeoutError, ConnectionError].some((kind) => error instanceof kind)
  const reason = error instanceof ApiError && error.details ? error.details : error.message
  return { result, ending: isUncertain ? 'uncertain' : 'refused', reason, problems }
}

/** Errors that every further batch would meet too. */
function isHopeless(error: unknown): boolean {
  return [AuthenticationError, PermissionError, ConnectionError].some((kind) => error instanceof kind)
}

/** @returns why nothing more may be sent, if the journal cannot be written */
function note(
  batch: readonly Prepared[],
  recorded: readonly Recorded[],
  journal: Journal | undefined,
): string | undefined {
  const entriesOf = (ending: Recorded['ending']) =>
    batch.filter((_, index) => recorded[index]?.ending === ending).map(({ entry }) => entry)
  try {
    journal?.recorded(entriesOf('recorded'))
    journal?.refused(entriesOf('refused'))
    return undefined
  } catch (error) {
    if (error instanceof CommandError) return error.message
    throw error
  }
}
