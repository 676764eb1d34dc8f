import { startTimer, untilAborted } from '../wait.ts'

/** Longest wait, in milliseconds, for another request that probes whether an origin has moved. */
const LONGEST_WAIT = 1_000

/** The pending requests to an origin. */
interface Traffic {
  count: number
  /** The first of them, until it has ended: it probes whether the origin has moved. */
  probe: Promise<unknown> | undefined
}

/** Which origins have moved permanently, as observed with one `fetch`. */
export class Moves {
  readonly #targets = new Map<string, string>()
  readonly #traffic = new Map<string, Traffic>()

  /** The current location of an origin. */
  find(origin: string): string {
    return this.#targets.get(origin) ?? origin
  }

  /** @returns whether this is new, and the origin has moved */
  learn(origin: string, target: string): boolean {
    if (this.find(origin) === target) return false
    this.#targets.set(origin, target)
    return target !== origin
  }

  /**
   * Runs a request to an origin. If no other one is pending, it is the probe: later requests wait for it in
   * `untilKnown`, because it may find out that the origin has moved.
   */
  async send<T>(origin: string, request: () => Promise<T>): Promise<T> {
    const traffic = this.#traffic.get(origin) ?? { count: 0, probe: undefined }
    this.#traffic.set(origin, traffic)
    const isProbe = traffic.count++ === 0
    const running = request()
    if (isProbe) traffic.probe = running.catch(() => {})
    try {
      return await running
    } finally {
      if (isProbe) traffic.probe = undefined
      if (--traffic.count === 0) this.#traffic.delete(origin)
    }
  }

  /** Whether a probe of an origin is pending. */
  isProbing(origin: string): boolean {
    return this.#traffic.get(origin)?.probe !== undefined
  }

  /** Waits for the probe, at most a second. Rejects with the signal's reason if the signal is aborted first. */
  async untilKnown(origin: string, signal: AbortSignal | undefined): Promise<void> {
    await untilAborted<unknown>(signal, (resume) => {
      const stop = startTimer(LONGEST_WAIT, () => resume(undefined))
      this.#traffic.get(origin)?.probe?.then(resume).finally(stop)
      return stop
    })
  }
}

const byFetch = new WeakMap<object, Moves>()

/** Shared by all clients with the same `fetch`. A custom one may reach other servers, so it has its own. */
export function movesOf(fetch: object): Moves {
  const moves = byFetch.get(fetch) ?? new Moves()
  byFetch.set(fetch, moves)
  return moves
}
