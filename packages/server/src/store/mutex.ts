/** A mutual exclusion lock with a first-come, first-served queue. */
export class Mutex {
  #isLocked = false
  readonly #queue: (() => void)[] = []

  /** Waits for the lock, and returns a function that releases it. */
  async lock(): Promise<() => void> {
    if (this.#isLocked) await new Promise<void>((resolve) => this.#queue.push(resolve))
    this.#isLocked = true
    return () => {
      const next = this.#queue.shift()
      if (next) next()
      else this.#isLocked = false
    }
  }
}
