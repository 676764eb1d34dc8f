import type { Reader } from './routes.ts'
import type { Visited } from './visit.ts'

/** Number of operations failing in a row after which an outage is suspected. */
const MOST_FAILURES_IN_A_ROW = 3

/** An outage: the API is down, refuses the key, or something else responds in its place. */
export interface Outage {
  readonly since: string
  readonly reason: string
  readonly calls: number
  /** The call that had succeeded before and now failed too. */
  readonly working: string | undefined
  /** Whether the API refuses the key, or further requests with it. */
  readonly isRefusal: boolean
}

/**
 * Detects outages: one failing operation is a finding, but several in a row plus a failure of a call that had succeeded
 * are an outage.
 */
export class OutageWatch {
  outage: Outage | undefined
  readonly #failing = new Set<string>()
  #reason = ''
  #calls = 0
  #isRefusal = false
  #isTimeout = false

  /** @param isListed whether the API itself listed the IDs of the call, so that a 404 is unexpected */
  note(reader: Reader, visited: Visited, isListed: boolean): void {
    if (!isOdd(reader, visited, isListed)) {
      this.#reset()
      return
    }
    this.#failing.add(reader.name)
    this.#calls++
    this.#reason = visited.reason.replace(/^it /, '')
    this.#isRefusal = visited.kind === 'refused'
    this.#isTimeout = visited.kind === 'outage' && visited.isTimeout
  }

  get isCalm(): boolean {
    return this.#failing.size === 0
  }

  /** Whether to repeat the last successful call: immediately after a timeout, because timeouts are slow. */
  get isSuspicious(): boolean {
    return this.#isRefusal || this.#isTimeout || this.#failing.size >= MOST_FAILURES_IN_A_ROW
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
    this.#isTimeout = false
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
