import type { Reader } from './routes.ts'
import type { Visited } from './visit.ts'

/** Operations that fail in a row before the API itself is in doubt. */
const MOST_FAILURES_IN_A_ROW = 3

/** What was down, or something else in the place of the API. */
export interface Outage {
  readonly since: string
  readonly reason: string
  readonly calls: number
  /** The call that had worked before, and failed as well. */
  readonly working: string | undefined
  /** The key, or more requests with it, are refused. */
  readonly isRefusal: boolean
}

/** One operation that fails is its own affair; several in a row, and one that had worked before, are an outage. */
export class OutageWatch {
  outage: Outage | undefined
  readonly #failing = new Set<string>()
  #reason = ''
  #calls = 0
  #isRefusal = false

  /** @param isListed whether the ids of the call were in the API's own lists, so that a 404 is odd */
  note(reader: Reader, visited: Visited, isListed: boolean): void {
    if (!isOdd(reader, visited, isListed)) {
      this.#reset()
      return
    }
    this.#failing.add(reader.name)
    this.#calls++
    this.#reason = visited.reason.replace(/^it /, '')
    this.#isRefusal = visited.kind === 'refused'
  }

  get isCalm(): boolean {
    return this.#failing.size === 0
  }

  /** Whether it is time to repeat the call that had worked. */
  get isSuspicious(): boolean {
    return this.#isRefusal || this.#failing.size >= MOST_FAILURES_IN_A_ROW
  }

  decide(isWorking: boolean, working: string | undefined): void {
    const [since = ''] = this.#failing
    const [reason, calls, isRefusal] = [this.#reason, this.#calls, this.#isRefusal]
    if (!isWorking) this.outage = { since, reason, calls, working, isRefusal }
    else this.#reset()
  }

  #reset(): void {
    this.#failing.clear()
    this.#calls = 0
    this.#isRefusal = false
  }
}

/** Whether a call failed in a way that the contract does not declare. */
function isOdd(
  { operation }: Reader,
  visited: Visited,
  isListed: boolean,
): visited is Extract<Visited, { kind: 'failed' | 'outage' | 'refused' }> {
  if (visited.kind === 'outage' || visited.kind === 'refused') return true
  if (visited.kind !== 'failed') return false
  const { status = 0 } = visited
  return status < 400 || !operation.responses.has(String(status)) || (status === 404 && isListed)
}
