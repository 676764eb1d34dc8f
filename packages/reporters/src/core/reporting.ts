import { createClient, type TestsigmaClient } from '@testsigma-tms/client'
import { CaseResults } from './case-results.ts'
import { checkOptions } from './check-options.ts'
import type { FinishedTest, PlannedTest } from './finished-test.ts'
import { writeJunit } from './junit-file.ts'
import { describeEnding, type Ending, noKey } from './messages.ts'
import type { Settings } from './options.ts'
import { Sender } from './sender.ts'
import { findTarget, type Target } from './target.ts'

/** Milliseconds for one call, so that none delays the end of the tests for longer. */
const deadline = 30_000

/**
 * Records results while tests run. Methods never throw: failures are reported at the end, so that no test fails because
 * of them.
 */
export class Reporting {
  readonly #settings: Settings
  readonly #say: (text: string) => void
  /** `undefined` without a key, so that nothing is sent; an Error if the options are invalid. */
  readonly #client: TestsigmaClient | Error | undefined
  readonly #finished = new Map<string, FinishedTest>()
  #planned: readonly PlannedTest[] | undefined
  #queue: FinishedTest[] = []
  #connected: { target: Target; results: CaseResults; sender: Sender } | undefined
  #hasNoCases = false
  #failure: Error | undefined
  #timer: ReturnType<typeof setTimeout> | undefined
  #work: Promise<void> = Promise.resolve()

  constructor(settings: Settings, say: (text: string) => void) {
    this.#settings = settings
    this.#say = say
    this.#client = this.#connect()
  }

  /**
   * Sends nothing before a test has finished, because a runner that only lists its tests must not create a run.
   * @param planned all tests of all shards, if the runner knows them
   */
  begin(planned?: readonly PlannedTest[]): void {
    this.#planned = planned
  }

  /** Adds a test after its last attempt. A test that is added again replaces the earlier one. */
  add(test: FinishedTest): void {
    if (this.#client === undefined) return
    if (this.#finished.size === 0) process.once('exit', this.#onExit)
    this.#finished.set(test.id, test)
    // Nothing can be sent; `end` reports it.
    if (this.#client instanceof Error) return
    if (this.#queue.push(test) >= this.#settings.batchSize) this.#flush()
    else this.#timer ??= setTimeout(() => this.#flush(), this.#settings.interval).unref()
  }

  has(id: string): boolean {
    return this.#finished.has(id)
  }

  /** Sends the remaining results, prints the summary, and writes a file with those that could not be recorded. */
  async end(): Promise<Ending | undefined> {
    if (this.#client === undefined || this.#finished.size === 0) return undefined
    try {
      return await this.#finish()
    } finally {
      process.off('exit', this.#onExit)
    }
  }

  async #finish(): Promise<Ending> {
    this.#flush()
    await this.#work
    // Retries once, because the API may be available again.
    if (this.#isIncomplete()) this.#flush()
    await this.#work
    const ending = this.#conclude()
    this.#say(describeEnding(ending))
    return ending
  }

  /** If the runner is aborted, as Vitest is by Ctrl-C, nothing can be sent, but a file can still be written. */
  readonly #onExit = (): void => {
    if (this.#hasNoCases) return
    const { results, sender } = this.#connected ?? {}
    const unsent = sender && results ? [...results.testsOf(sender.missing), ...this.#queue] : this.#finished.values()
    const missing = [...new Map([...unsent].map((test) => [test.id, test])).values()]
    if (missing.length === 0) return
    this.#failure = new Error('The runner was ended before they were sent.')
    this.#say(describeEnding(this.#conclude(missing)))
  }

  #connect(): TestsigmaClient | Error | undefined {
    const { client } = this.#settings
    if (!client?.apiKey && !process.env.TESTSIGMA_API_KEY?.trim()) {
      this.#say(noKey)
      return undefined
    }
    try {
      checkOptions(this.#settings)
      return createClient({ deadline, ...client })
    } catch (error) {
      return error as Error
    }
  }

  /** Sends are sequential, so that a later result never overtakes an earlier one of the same test case. */
  #flush(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#work = this.#work
      .then(() => this.#send())
      .catch((error: Error) => {
        this.#failure = error
      })
  }

  async #send(): Promise<void> {
    const connected = await this.#find()
    if (connected === undefined) return
    const { results, sender } = connected
    const tests = this.#queue.splice(0)
    sender.enqueue(results.add(tests))
    await sender.send()
    this.#failure = undefined
  }

  async #find() {
    const tms = this.#client
    if (tms === undefined || this.#hasNoCases || this.#connected) return this.#connected
    if (tms instanceof Error) throw tms
    const target = await findTarget(tms, this.#settings, this.#planned)
    if (target === undefined) {
      this.#hasNoCases = true
      return undefined
    }
    const results = new CaseResults(target.cases)
    this.#connected = { target, results, sender: new Sender(tms, target, this.#settings, results) }
    return this.#connected
  }

  #isIncomplete(): boolean {
    if (this.#hasNoCases) return false
    return this.#connected ? this.#connected.sender.missing.length > 0 : this.#finished.size > 0
  }

  #missing(): FinishedTest[] {
    if (!this.#isIncomplete()) return []
    const { results, sender } = this.#connected ?? {}
    return results?.testsOf(sender?.missing ?? []) ?? [...this.#finished.values()]
  }

  #conclude(missing = this.#missing()): Ending {
    const { target, results, sender } = this.#connected ?? {}
    return {
      run: target?.name,
      project: this.#settings.project,
      recorded: sender?.recorded ?? 0,
      missing: missing.length,
      file: missing.length > 0 ? this.#write(missing) : undefined,
      refused: [...(sender?.refused ?? [])].map(([{ human_id }, reason]) => `${human_id}: ${reason}`),
      failure: missing.length > 0 ? this.#failure?.message : undefined,
      unmatched: [...(results?.unmatched ?? [])].map(([name, reason]) => `${name}: ${reason}`),
      problems: [...(sender?.problems ?? [])],
      hasNoCases: this.#hasNoCases,
    }
  }

  #write(tests: readonly FinishedTest[]): { path: string } | { problem: string } {
    try {
      return { path: writeJunit(this.#settings.file, tests) }
    } catch (error) {
      return { problem: (error as Error).message }
    }
  }
}
