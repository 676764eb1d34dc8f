import type { TestsigmaClient } from '../client.ts'
import { defaultsOf } from '../defaults.ts'
import type { ImportJunitReportParams, JunitImport, JunitImportProgress } from '../generated/types.ts'
import { hookRunner } from '../hooks.ts'
import type { CallOptions } from '../options.ts'
import { ownOf } from '../own.ts'
import { MOST_MILLISECONDS, requireNumber } from '../require.ts'
import { readArguments, requireFunction } from './arguments.ts'
import { fromCaller } from './caller.ts'
import { severalCalls } from './several-calls.ts'

/** Upper bound, in milliseconds, for polling an import that never finishes. */
const LONGEST_WAIT = 3_600_000

export interface WaitOptions extends CallOptions {
  /** Called with each progress response. If it throws, `console.warn` reports it. */
  readonly onProgress?: ((progress: JunitImportProgress) => void) | undefined
  /** Milliseconds between two polls, from 1. @default 1_000 */
  readonly interval?: number | undefined
  /** Milliseconds for the whole wait. @default the client's `deadline`, or an hour */
  readonly deadline?: number | undefined
}

/** An import in progress. */
export interface RunningImport {
  /** The response to the upload. */
  readonly started: Promise<JunitImport>
  /**
   * Polls until the import has ended; its `status` is then `completed` or `failed`.
   * @throws {TimeoutError} when it has not ended by the deadline
   */
  wait(options?: WaitOptions): Promise<JunitImportProgress>
}

/**
 * Uploads a JUnit report.
 * @example
 * const { status, details } = await importJunit(tms, { project_id, test_run_id, junit_xml: file }).wait()
 */
export function importJunit(
  tms: TestsigmaClient,
  params: ImportJunitReportParams,
  options?: CallOptions,
): RunningImport {
  const started = fromCaller(async () => {
    const own = readArguments('importJunit', 'junitImports', tms, params)
    return tms.junitImports.create(own, options)
  })
  // Handled by `wait()`; without this, Node would report an unhandled rejection.
  started.catch(() => {})
  return { started, wait: (waiting) => fromCaller(() => untilEnded(tms, params, started, waiting)) }
}

async function untilEnded(
  tms: TestsigmaClient,
  params: ImportJunitReportParams,
  started: Promise<JunitImport>,
  waiting: WaitOptions = {},
): Promise<JunitImportProgress> {
  const {
    onProgress,
    interval = 1_000,
    deadline = defaultsOf(tms)?.deadline ?? LONGEST_WAIT,
    ...given
  } = ownOf('wait: the options', waiting)
  requireFunction('wait: "onProgress"', onProgress)
  requireNumber('interval', interval, 1, MOST_MILLISECONDS)
  const runHook = hookRunner(defaultsOf(tms)?.scrub)
  return severalCalls('The wait for the import', tms, { ...given, deadline }, async (calls) => {
    const { id: import_id } = await calls.race(started)
    const { project_id } = params
    for (;;) {
      const progress = await tms.junitImports.getStatus({ project_id, import_id }, calls.options())
      if (onProgress) runHook('onProgress', () => onProgress({ ...progress }))
      if (progress.status === 'completed' || progress.status === 'failed') return progress
      await calls.pause(interval)
    }
  })
}
