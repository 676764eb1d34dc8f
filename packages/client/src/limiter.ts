/** Milliseconds over which the API counts requests. */
const WINDOW = 1000
/** Without an answer for so long, a request is taken to have arrived. */
const LONGEST_WAY = 250

/**
 * Lets `perSecond` requests start in any second, in the order in which they asked.
 *
 * The API counts arrivals, which a slow first connection can push together. So a place is given back one second after
 * the answer, by when the request surely had arrived, or after it has been on its way for long.
 */
export class Limiter {
  readonly #waiting: (() => void)[] = []
  /** For each place, when it is free again; `Infinity` while a request holds it. */
  readonly #freeAt: number[]
  #heldUntil = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(perSecond: number) {
    this.#freeAt = Array<number>(perSecond).fill(0)
  }

  /** Runs a task when its turn has come. Rejects with the signal's reason when that comes first. */
  async run<T>(signal: AbortSignal | undefined, task: () => Promise<T>): Promise<T> {
    const place = await this.#enter(signal)
    let holds = true
    const free = () => {
      clearTimeout(onItsWay)
      if (!holds) return
      holds = false
      this.#freeAt[place] = performance.now() + WINDOW
      this.#serve()
    }
    const onItsWay = setTimeout(free, LONGEST_WAY)
    return task().finally(free)
  }

  /** Lets nobody start for so many milliseconds: the API has refused a request. */
  hold(milliseconds: number): void {
    this.#heldUntil = Math.max(this.#heldUntil, performance.now() + milliseconds)
  }

  #enter(signal: AbortSignal | undefined): Promise<number> {
    return new Promise((enter, reject) => {
      const leave = () => {
        this.#waiting.splice(this.#waiting.indexOf(admit), 1)
        reject(signal?.reason)
      }
      const admit = () => {
        signal?.removeEventListener('abort', leave)
        const place = this.#freeAt.findIndex((time) => time <= performance.now())
        this.#freeAt[place] = Infinity
        enter(place)
      }
      if (signal?.aborted) return reject(signal.reason)
      signal?.addEventListener('abort', leave, { once: true })
      this.#waiting.push(admit)
      this.#serve()
    })
  }

  #serve(): void {
    clearTimeout(this.#timer)
    while (this.#waiting.length > 0) {
      const wait = Math.max(Math.min(...this.#freeAt), this.#heldUntil) - performance.now()
      if (wait > 0) {
        // Every request on its way comes back here; only a wait for the clock needs a timer.
        if (wait < Infinity) this.#timer = setTimeout(() => this.#serve(), Math.ceil(wait))
        return
      }
      this.#waiting.shift()?.()
    }
  }
}

const shared = new Map<string, Limiter>()

/** The limiter that all clients with the same key for the same origin use. */
export function sharedLimiter(origin: string, apiKey: string, perSecond: number): Limiter {
  const name = `${perSecond} ${origin} ${apiKey}`
  const limiter = shared.get(name) ?? new Limiter(perSecond)
  shared.set(name, limiter)
  return limiter
}
