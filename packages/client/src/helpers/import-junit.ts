import type { TestsigmaClient } from '../client.ts'
import type { ImportJunitReportParams, JunitImport, JunitImportProgress } from '../generated/types.ts'
import type { CallOptions } from '../options.ts'
import { pause } from '../wait.ts'

export interface WaitOptions extends CallOptions {
  /** Called with each answer about the progress. */
  readonly onProgress?: (progress: JunitImportProgress) => void
  /** Milliseconds between two questions. @default 1_000 */
  readonly interval?: number
}

/** An import that is on its way. */
export interface RunningImport {
  /** The answer to the upload. */
  readonly started: Promise<JunitImport>
  /** Asks until the import has ended, and answers how: `completed` or `failed`. */
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
  const started = Promise.resolve(tms.junitImports.create(params, options))
  // Whoever waits hears of a failure there; it must not end the process before.
  started.catch(() => {})
  return { started, wait: async (waiting) => untilEnded(tms, params.project_id, (await started).id, waiting) }
}

async function untilEnded(
  tms: TestsigmaClient,
  project_id: string,
  import_id: string,
  { onProgress = () => {}, interval = 1_000, ...options }: WaitOptions = {},
): Promise<JunitImportProgress> {
  for (;;) {
    const progress = await tms.junitImports.getStatus({ project_id, import_id }, options)
    onProgress(progress)
    if (progress.status === 'completed' || progress.status === 'failed') return progress
    await pause(interval, options.signal)
  }
}
