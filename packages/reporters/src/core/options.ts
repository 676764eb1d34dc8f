import type { ClientOptions } from '@testsigma-tms/client'
import type { TestOutcome } from '@testsigma-tms/junit'

/** Options of both reporters. All have defaults; the key is read only from the variable `TESTSIGMA_API_KEY`. */
export interface ReporterOptions {
  /** Project by UUID, name or prefix. @default the variable `TESTSIGMA_PROJECT`, else the only project */
  readonly project?: string | undefined
  /** Run to record into, by UUID or human ID. @default the variable `TESTSIGMA_RUN_ID`, else a new run */
  readonly run?: string | undefined
  /** Title of a new run. @default the name of the runner */
  readonly title?: string | undefined
  /**
   * Identifies the build: shards and jobs with the same key and title share one run.
   * @default the variable `TESTSIGMA_RUN_KEY`, else the build number in the variables of common CI systems, else the
   * time
   */
  readonly key?: string | undefined
  /**
   * The test cases of a new run: those that the tests name, or all of the project. Must be the same for all shards of a
   * build.
   * @default 'named' if the runner knows all tests in advance (Playwright), else 'project'
   */
  readonly cases?: 'named' | 'project' | undefined
  /** Test plan of a new run, by UUID or human ID. */
  readonly plan?: string | undefined
  /** E-mail address of the person who ran the tests. @default the variable `TESTSIGMA_USER`, else the assignee */
  readonly user?: string | undefined
  /** Names of the results in the account. @default { passed: 'Passed', failed: 'Failed', skipped: 'Skipped' } */
  readonly statuses?: Partial<Record<TestOutcome, string>> | undefined
  /** Whether to attach screenshots, traces and console output of failures. @default true */
  readonly attachments?: boolean | undefined
  /** Most results per request. @default 50 */
  readonly batchSize?: number | undefined
  /** Milliseconds after which available results are sent, while tests are still running. @default 5_000 */
  readonly interval?: number | undefined
  /** Whether the test run fails if results could not be recorded. @default false */
  readonly failOnUploadError?: boolean | undefined
  /** JUnit file for results that could not be recorded. @default 'testsigma-results.xml' */
  readonly file?: string | undefined
  /** Further options of the client. */
  readonly client?: ClientOptions | undefined
}

export interface Settings extends ReporterOptions {
  readonly title: string
  readonly key: string
  readonly cases: 'named' | 'project'
  readonly statuses: Record<TestOutcome, string>
  readonly attachments: boolean
  readonly batchSize: number
  readonly interval: number
  readonly failOnUploadError: boolean
  readonly file: string
}

/** Variables with the number of the build, which is the same for all its shards and for restarted jobs. */
const buildNumbers = [
  'TESTSIGMA_RUN_KEY',
  'GITHUB_RUN_ID',
  'CI_PIPELINE_ID',
  'BUILD_TAG',
  'BUILDKITE_BUILD_ID',
  'CIRCLE_WORKFLOW_ID',
  'BUILD_BUILDID',
  'BITBUCKET_BUILD_NUMBER',
]
const defaultFile = 'testsigma-results.xml'
const defaultStatuses = { passed: 'Passed', failed: 'Failed', skipped: 'Skipped' }

type Environment = Readonly<Record<string, string | undefined>>

export function readSettings(
  options: ReporterOptions,
  runner: { readonly name: string; readonly cases: 'named' | 'project' },
  env: Environment,
): Settings {
  const variables = { project: env.TESTSIGMA_PROJECT, run: env.TESTSIGMA_RUN_ID, user: env.TESTSIGMA_USER }
  const file = typeof options.file === 'string' && options.file.trim() !== '' ? options.file : defaultFile
  return {
    ...given(variables),
    title: runner.name,
    key: buildNumbers.map((name) => env[name]).find(Boolean) ?? new Date().toISOString(),
    cases: runner.cases,
    attachments: true,
    batchSize: 50,
    interval: 5_000,
    failOnUploadError: false,
    ...given(options),
    file,
    statuses: { ...defaultStatuses, ...given(options.statuses ?? {}) },
  }
}

/** Removes `undefined` and empty options, so that the defaults apply, and whitespace around strings. */
function given<T extends object>(options: T): { [name in keyof T]?: Exclude<T[name], undefined> } {
  const entries = Object.entries(options)
    .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
    .filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(entries) as { [name in keyof T]?: Exclude<T[name], undefined> }
}
