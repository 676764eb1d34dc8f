import { stripVTControlCharacters } from 'node:util'
import type { FullConfig, FullResult, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter'
import { consoleEvidence } from './core/evidence.ts'
import type { Evidence, FinishedTest, PlannedTest } from './core/finished-test.ts'
import { type ReporterOptions, readSettings } from './core/options.ts'
import { Reporting } from './core/reporting.ts'

export type { ReporterOptions }

/**
 * Records results of Playwright tests in Testsigma.
 * @example
 * export default { reporter: [['list'], ['@testsigma-tms/reporters/playwright', { project: 'DEMO' }]] }
 */
export default class PlaywrightReporter implements Reporter {
  readonly #options: ReporterOptions
  #planned: readonly PlannedTest[] | undefined
  #reporting: Reporting | undefined
  #suite: Suite | undefined
  #failOnUploadError = false

  constructor(options: ReporterOptions = {}) {
    this.#options = options
  }

  printsToStdio(): boolean {
    return false
  }

  /** The only hook in which a shard sees the tests of all shards, before they are distributed. */
  async preprocess({ suite }: { suite: Suite }): Promise<void> {
    this.#planned = suite.allTests().map(toPlanned)
  }

  onBegin({ shard }: FullConfig, suite: Suite): void {
    const { file, ...settings } = readSettings(this.#options, { name: 'Playwright', cases: 'named' }, process.env)
    const ownFile = shard ? file.replace(/(\.[^./\\]*)?$/, `-${shard.current}$1`) : file
    // Without `preprocess` (older versions), a shard does not know the tests of the others.
    const planned = this.#planned ?? (shard ? undefined : suite.allTests().map(toPlanned))
    this.#suite = suite
    this.#failOnUploadError = settings.failOnUploadError
    this.#reporting = new Reporting({ ...settings, file: ownFile }, console.error)
    this.#reporting.begin(planned)
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (isUnfinished(test)) return
    const willBeRetried =
      test.outcome() === 'unexpected' && result.retry < test.retries && result.status !== 'interrupted'
    if (!willBeRetried) this.#reporting?.add(toFinished(test))
  }

  async onEnd(_result: FullResult): Promise<{ status: 'failed' } | undefined> {
    // Tests whose next attempt did not take place, because the run was aborted.
    for (const test of this.#suite?.allTests() ?? []) {
      if (test.results.length > 0 && !isUnfinished(test) && !this.#reporting?.has(test.id))
        this.#reporting?.add(toFinished(test))
    }
    const ending = await this.#reporting?.end()
    return ending && ending.missing > 0 && this.#failOnUploadError ? { status: 'failed' } : undefined
  }
}

/** Whether a test was aborted by Ctrl-C or by the global timeout: it has neither passed nor failed. */
function isUnfinished(test: TestCase): boolean {
  return test.outcome() === 'skipped' && test.results.at(-1)?.status === 'interrupted'
}

function toPlanned(test: TestCase): PlannedTest {
  // '' (root), the project, the file, the suites, the title
  const [, project = '', file = '', ...names] = test.titlePath()
  const annotations = test.annotations.map(({ type, description = '' }) => ({ name: type, value: description }))
  // Before version 1.42, tags are only in titles.
  const tags = (test.tags ?? []).map((tag) => ({ name: 'test_id', value: tag }))
  return {
    name: test.title,
    file,
    suites: [...(project ? [project] : []), ...names.slice(0, -1)],
    properties: [...annotations, ...tags],
  }
}

const outcomes = { expected: 'passed', flaky: 'passed', unexpected: 'failed', skipped: 'skipped' } as const

function toFinished(test: TestCase): FinishedTest {
  const outcome = test.outcome()
  const failed = outcome === 'expected' ? undefined : test.results.findLast(({ errors }) => errors.length > 0)
  return {
    ...toPlanned(test),
    id: test.id,
    outcome: outcomes[outcome],
    error: failed ? errorOf(failed) : reasonOf(test),
    duration: test.results.reduce((sum, { duration }) => sum + duration, 0) / 1000,
    attempts: test.results.length,
    flaky: outcome === 'flaky',
    evidence: failed ? evidenceOf(failed) : [],
  }
}

/** The reason of an outcome without an error. */
function reasonOf(test: TestCase): string {
  const { annotations, expectedStatus } = test
  const noted = (...types: string[]) => annotations.find(({ type }) => types.includes(type))?.description ?? ''
  if (test.outcome() === 'skipped') return noted('skip', 'fixme')
  if (expectedStatus !== 'failed') return ''
  const said = test.ok() ? 'It was expected to fail, and failed.' : 'It was expected to fail, and passed.'
  return [said, noted('fail')].filter(Boolean).join(' ')
}

function errorOf({ errors }: TestResult): string {
  const texts = errors.map(({ stack, message, value }) => stack ?? message ?? value ?? '')
  return stripVTControlCharacters(texts.join('\n'))
}

function evidenceOf({ attachments, stdout, stderr }: TestResult): Evidence[] {
  const files = attachments.map(({ name, path, body }) => ({ name, ...(path && { path }), ...(body && { body }) }))
  return [...files, ...consoleEvidence([...stdout, ...stderr])]
}
