import {
  AuthenticationError,
  ConnectionError,
  IndeterminateWriteError,
  PermissionError,
  ServerError,
  type TestsigmaClient,
  TimeoutError,
} from '@testsigma-tms/client'
import { createResolver, type NamedResult, recordResults } from '@testsigma-tms/client/helpers'
import { type CaseResults, noteOf } from './case-results.ts'
import { openEvidence } from './evidence.ts'
import type { Settings } from './options.ts'
import { type RunCase, readRunCases, type Target } from './target.ts'

/** Bytes of attachments per request; a single result may have more. */
const largestBatch = 16 * 2 ** 20

interface Prepared {
  readonly one: RunCase
  readonly named: NamedResult
  readonly size: number
}

/** Records the results of test cases, and keeps those that could not be recorded for another attempt. */
export class Sender {
  readonly #tms: TestsigmaClient
  readonly #target: Target
  readonly #settings: Settings
  readonly #results: CaseResults
  readonly #resolver
  readonly #waiting = new Set<RunCase>()
  readonly #uncertain = new Set<RunCase>()
  readonly #recorded = new Map<RunCase, string>()
  readonly #refused = new Map<RunCase, string>()
  /** Attachments that were left out, with the reason. */
  readonly problems = new Set<string>()

  constructor(tms: TestsigmaClient, target: Target, settings: Settings, results: CaseResults) {
    this.#tms = tms
    this.#target = target
    this.#settings = settings
    this.#results = results
    this.#resolver = createResolver(tms)
  }

  get recorded(): number {
    return this.#recorded.size
  }

  /** Test cases whose result the API rejected, with the reason. */
  get refused(): ReadonlyMap<RunCase, string> {
    return this.#refused
  }

  /** Test cases whose last result is not recorded. */
  get missing(): RunCase[] {
    return [...this.#waiting, ...this.#refused.keys()]
  }

  /** Adds results to the next `send`. */
  enqueue(cases: Iterable<RunCase>): void {
    for (const one of cases) {
      this.#waiting.add(one)
      this.#refused.delete(one)
    }
  }

  /**
   * @throws {TestsigmaError} when the API is unreachable or denies access; the remaining results are kept for another
   * attempt
   */
  async send(): Promise<void> {
    await this.#settle()
    for await (const batch of this.#batches()) {
      const { project_id, run } = this.#target
      const results = batch.map(({ named }) => named)
      const options = { batchSize: batch.length, resolver: this.#resolver }
      const outcomes = await recordResults(this.#tms, { project_id, test_run_id: run.id, results }, options)
      let hopeless: Error | undefined
      outcomes.forEach(({ error }, index) => {
        const { one, named } = batch[index] as Prepared
        if (error === undefined) this.#take(one, named.status)
        else if (isPassing(error)) hopeless = this.#keep(one, error)
        else this.#refuse(one, error)
      })
      if (hopeless) throw hopeless
    }
  }

  #take(one: RunCase, status: string): void {
    this.#waiting.delete(one)
    this.#recorded.set(one, status)
  }

  #keep(one: RunCase, error: Error): Error {
    if (error instanceof IndeterminateWriteError || error instanceof TimeoutError) this.#uncertain.add(one)
    return error
  }

  #refuse(one: RunCase, error: Error): void {
    this.#waiting.delete(one)
    this.#refused.set(one, error.message)
  }

  /** Looks up results that may have been recorded, so that their attachments are not sent twice. */
  async #settle(): Promise<void> {
    if (this.#uncertain.size === 0) return
    const { project_id, run } = this.#target
    const shown = new Map((await readRunCases(this.#tms, project_id, run.id)).map(({ id, status }) => [id, status]))
    for (const one of this.#uncertain) {
      const wanted = this.#statusOf(one)
      const before = this.#recorded.get(one) ?? one.status
      if (isSame(shown.get(one.id), wanted) && !isSame(before, wanted)) this.#take(one, wanted)
    }
    this.#uncertain.clear()
  }

  #statusOf(one: RunCase): string {
    return this.#settings.statuses[this.#results.resultOf(one).outcome.outcome]
  }

  async *#batches(): AsyncGenerator<Prepared[]> {
    let batch: Prepared[] = []
    let size = 0
    for (const one of [...this.#waiting]) {
      const prepared = await this.#prepare(one)
      if (batch.length > 0 && (batch.length >= this.#settings.batchSize || size + prepared.size > largestBatch)) {
        yield batch
        batch = []
        size = 0
      }
      batch.push(prepared)
      size += prepared.size
    }
    if (batch.length > 0) yield batch
  }

  async #prepare(one: RunCase): Promise<Prepared> {
    const result = this.#results.resultOf(one)
    const { files, problems } = this.#settings.attachments
      ? await openEvidence(result.tests)
      : { files: [], problems: [] }
    for (const problem of problems) this.problems.add(`${one.human_id}: ${problem}`)
    const named: NamedResult = {
      test_case_id: one.id,
      status: this.#statusOf(one),
      user: this.#target.userOf(one),
      description: noteOf(result),
      ...(files.length > 0 && { attachments: files }),
    }
    return { one, named, size: files.reduce((sum, file) => sum + file.size, 0) }
  }
}

/** Whether another attempt may succeed, or whether no result can be recorded now. */
function isPassing(error: Error): boolean {
  const kinds = [
    ConnectionError,
    TimeoutError,
    IndeterminateWriteError,
    ServerError,
    AuthenticationError,
    PermissionError,
  ]
  return kinds.some((kind) => error instanceof kind)
}

function isSame(one: string | undefined, other: string): boolean {
  return one?.toLowerCase() === other.toLowerCase()
}
