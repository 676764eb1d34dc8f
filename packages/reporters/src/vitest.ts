import { basename } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { Reporter, TestCase, TestModule, Vitest } from 'vitest/node'
import { consoleEvidence } from './core/evidence.ts'
import type { Evidence, FinishedTest } from './core/finished-test.ts'
import { type ReporterOptions, readSettings } from './core/options.ts'
import { Reporting } from './core/reporting.ts'

export type { ReporterOptions }

/**
 * Records results of Vitest tests in Testsigma.
 * @example
 * export default { test: { reporters: ['default', ['@testsigma-tms/reporters/vitest', { project: 'DEMO' }]] } }
 */
export default class VitestReporter implements Reporter {
  readonly #options: ReporterOptions
  readonly #logs = new Map<string, string[]>()
  #file = ''
  #isWatching = false
  #reporting: Reporting | undefined
  #failOnUploadError = false

  constructor(options: ReporterOptions = {}) {
    this.#options = options
  }

  onInit({ config: { shard, watch }, version }: Vitest): void {
    // Older versions do not call the methods below.
    if (Number(version?.split('.')[0]) < oldest) console.error(tooOld(version))
    this.#isWatching = watch
    const { file } = readSettings(this.#options, runner, process.env)
    this.#file = shard ? file.replace(/(\.[^./\\]*)?$/, `-${shard.index}$1`) : file
  }

  onTestRunStart(): void {
    const settings = readSettings(this.#options, runner, process.env)
    // In watch mode, each change of a file would create another run.
    if (this.#isWatching && settings.run === undefined) return
    this.#failOnUploadError = settings.failOnUploadError
    this.#reporting = new Reporting({ ...settings, cases: 'project', file: this.#file }, console.error)
    this.#reporting.begin()
  }

  onUserConsoleLog({ taskId, content }: { taskId?: string; content: string }): void {
    if (taskId !== undefined) this.#logs.set(taskId, [...(this.#logs.get(taskId) ?? []), content])
  }

  onTestCaseResult(test: TestCase): void {
    this.#reporting?.add(toFinished(test, this.#logs.get(test.id) ?? []))
    this.#logs.delete(test.id)
  }

  async onTestRunEnd(_modules: readonly TestModule[]): Promise<void> {
    const ending = await this.#reporting?.end()
    if (ending && ending.missing > 0 && this.#failOnUploadError) process.exitCode = 1
  }
}

/** The first major version of Vitest that reports single tests. */
const oldest = 3

function tooOld(version: string): string {
  return `Testsigma: the reporter needs Vitest ${oldest} or newer, and this is ${version}: no results are recorded.`
}

const runner = { name: 'Vitest', cases: 'project' } as const

function toFinished(test: TestCase, logs: readonly string[]): FinishedTest {
  const { state, errors = [], ...result } = test.result()
  const { retryCount = 0, flaky = false, duration = 0 } = test.diagnostic() ?? {}
  const error = stripVTControlCharacters(errors.map(({ stack, message }) => stack ?? message).join('\n'))
  const project = test.project.name
  return {
    id: test.id,
    name: test.name,
    file: test.module.relativeModuleId,
    suites: [...(project ? [project] : []), ...suitesOf(test)],
    outcome: state === 'passed' || state === 'failed' ? state : 'skipped',
    error: error || ('note' in result ? result.note : undefined),
    duration: duration / 1000,
    attempts: retryCount + 1,
    flaky,
    properties: propertiesOf(test),
    evidence: [...evidenceOf(test), ...artifactsOf(test), ...consoleEvidence(logs)],
  }
}

function suitesOf({ parent }: TestCase): string[] {
  const names: string[] = []
  for (let each = parent; each.type === 'suite'; each = each.parent) names.unshift(each.name)
  return names
}

/** Values of `meta.testsigma`, annotations, and tags if this version has them. */
function propertiesOf(test: TestCase): { name: string; value: string }[] {
  const { testsigma } = test.meta() as { testsigma?: unknown }
  const own =
    testsigma === undefined ? [] : [testsigma].flat().map((each) => ({ name: 'testsigma', value: String(each) }))
  const annotations = annotationsOf(test).map(({ type, message }) => ({ name: type, value: message }))
  const tags = (test.tags ?? []).map((tag) => ({ name: 'test_id', value: tag }))
  return [...own, ...annotations, ...tags]
}

/** Tests have no annotations before version 3.2. */
function annotationsOf(test: TestCase) {
  return test.annotations?.() ?? []
}

function evidenceOf(test: TestCase): Evidence[] {
  return annotationsOf(test).flatMap(({ message: name, attachment }): Evidence[] => {
    if (attachment?.path !== undefined) return [{ name, path: attachment.path }]
    const body = attachment?.body
    // A string is base64.
    return body === undefined ? [] : [{ name, body: typeof body === 'string' ? Buffer.from(body, 'base64') : body }]
  })
}

/** Files such as the browser mode's screenshots of failures. Tests have no artifacts before version 4. */
function artifactsOf(test: TestCase): Evidence[] {
  return (test.artifacts?.() ?? []).flatMap(({ attachments = [] }) =>
    attachments.flatMap((attachment) => {
      // A screenshot is copied to a file whose name says nothing.
      const { path, originalPath = path }: { path?: string; originalPath?: string } = attachment
      return originalPath === undefined ? [] : [{ name: basename(originalPath), path: originalPath }]
    }),
  )
}
