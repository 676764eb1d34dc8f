import { startTimer, untilAborted } from '../wait.ts'

/** Who asks while another request finds out whether an origin has moved waits so many milliseconds, and then asks too. */
const LONGEST_WAIT = 1_000

/** The requests to an origin that are on their way. */
interface Traffic {
  count: number
  /** The first of them, until it has ended: it finds out whether the origin has moved. */
  probe: Promise<unknown> | undefined
}

/** Which origins have moved to others for good, as one `fetch` sees it. */
export class Moves {
  readonly #targets = new Map<string, string>()
  readonly #traffic = new Map<string, Traffic>()

  /** Where an origin is now. */
  find(origin: string): string {
    return this.#targets.get(origin) ?? origin
  }

  /** @returns whether that is news, and the origin is elsewhere now */
  learn(origin: string, target: string): boolean {
    if (this.find(origin) === target) return false
    this.#targets.set(origin, target)
    return target !== origin
  }

  /**
   * Runs a request to an origin. Where no other is on its way, those that begin meanwhile wait for its end in
   * `untilKnown`: it may find out that the origin has moved, now or again.
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

  /** Whether a request is on its way that finds out about an origin. */
  isProbing(origin: string): boolean {
    return this.#traffic.get(origin)?.probe !== undefined
  }

  /** Waits for that. Rejects with the signal's reason when that comes first. */
  async untilKnown(origin: string, signal: AbortSignal | undefined): Promise<void> {
    await untilAborted<unknown>(signal, (resume) => {
      const stop = startTimer(LONGEST_WAIT, () => resume(undefined))
      this.#traffic.get(origin)?.probe?.then(resume).finally(stop)
      return stop
    })
  }
}

const byFetch = new WeakMap<object, Moves>()

/** All clients that use the same `fetch` share what is known. One that stands in for it may see another world. */
export function movesOf(fetch: object): Moves {
  const moves = byFetch.get(fetch) ?? new Moves()
  byFetch.set(fetch, moves)
  return moves
}
