import { untilAborted } from '../wait.ts'

/** Who asks while another request finds out whether an origin has moved waits so many milliseconds, and then asks too. */
const LONGEST_WAIT = 1_000

/** Which origins have moved to others for good, as one `fetch` sees it. */
export class Moves {
  /** An origin that has not moved leads to itself. */
  readonly #targets = new Map<string, string>()
  readonly #probes = new Map<string, Promise<unknown>>()

  /** Where an origin is now; `undefined` where nobody has asked yet. */
  find(origin: string): string | undefined {
    return this.#targets.get(origin)
  }

  /** @returns whether it was not known */
  learn(origin: string, target: string): boolean {
    const isNew = this.#targets.get(origin) !== target
    this.#targets.set(origin, target)
    return isNew
  }

  /** Runs a request that finds out about an origin; others wait for it in `untilKnown`. */
  async probe<T>(origin: string, request: () => Promise<T>): Promise<T> {
    const running = request()
    this.#probes.set(
      origin,
      running.catch(() => {}),
    )
    try {
      return await running
    } finally {
      this.#probes.delete(origin)
      // Whatever came of it, nobody waits again: a redirect that comes later is learnt all the same.
      if (!this.#targets.has(origin)) this.#targets.set(origin, origin)
    }
  }

  /** Whether a request is on its way that finds out about an origin. */
  isProbing(origin: string): boolean {
    return this.#probes.has(origin)
  }

  /** Waits for that. Rejects with the signal's reason when that comes first. */
  async untilKnown(origin: string, signal: AbortSignal | undefined): Promise<void> {
    await untilAborted<unknown>(signal, (resume) => {
      const timer = setTimeout(resume, LONGEST_WAIT)
      const stop = () => clearTimeout(timer)
      this.#probes.get(origin)?.then(resume).finally(stop)
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
