import type { ClientOptions } from '@testsigma-tms/client'
import type { TestOutcome } from '@testsigma-tms/junit'

/** What both reporters take. Everything has a default; the key comes from the variable `TESTSIGMA_API_KEY` alone. */
export interface ReporterOptions {
  /** Project by UUID, name or prefix. @default the variable `TESTSIGMA_PROJECT`, else the only project there is */
  readonly project?: string | undefined
  /** Run to record into, by UUID or human ID. @default the variable `TESTSIGMA_RUN_ID`, else a run is made */
  readonly run?: string | undefined
  /** Title of a run that is made. @default the name of the runner */
  readonly title?: string | undefined
  /**
   * What shards and jobs of one build have in common; all that give the same key and title share one run.
   * @default the variable `TESTSIGMA_RUN_KEY`, else the build's number in the variables of common CI systems, else the time
   */
  readonly key?: string | undefined
  /**
   * Which test cases a run that is made has: those that the tests name, or all of the project. All shards of one build
   * have to come to the same.
   * @default 'named' where the runner tells all tests beforehand (Playwright), else 'project'
   */
  readonly cases?: 'named' | 'project' | undefined
  /** Test plan of a run that is made, by UUID or human ID. */
  readonly plan?: string | undefined
  /** E-mail address of who carried the tests out. @default the variable `TESTSIGMA_USER`, else who is assigned */
  readonly user?: string | undefined
  /** Names of results in the account. @default { passed: 'Passed', failed: 'Failed', skipped: 'Skipped' } */
  readonly statuses?: Partial<Record<TestOutcome, string>> | undefined
  /** Whether screenshots, traces and console output of failures are attached. @default true */
  readonly attachments?: boolean | undefined
  /** Results in one request at most. @default 50 */
  readonly batchSize?: number | undefined
  /** Milliseconds after which results that are there are sent, while tests go on. @default 5_000 */
  readonly interval?: number | undefined
  /** Whether the run of the tests fails when results could not be recorded. @default false */
  readonly failOnUploadError?: boolean | undefined
  /** JUnit file for results that could not be recorded. @default 'testsigma-results.xml' */
  readonly file?: string | undefined
  /** Options of the client, for what the variables do not say. */
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

/** The number of the build, the same for its shards and for jobs that are started again. */
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

/** What is undefined or empty leaves the default. Blanks around a text do not count. */
function given<T extends object>(options: T): { [name in keyof T]?: Exclude<T[name], undefined> } {
  const entries = Object.entries(options)
    .map(([name, value]) => [name, typeof value === 'string' ? value.trim() : value] as const)
    .filter(([, value]) => value !== undefined && value !== '')
  return Object.fromEntries(entries) as { [name in keyof T]?: Exclude<T[name], undefined> }
}
