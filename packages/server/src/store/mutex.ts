/** Lets one user in at a time, in the order in which they came. */
export class Mutex {
  #isLocked = false
  readonly #queue: (() => void)[] = []

  /** Waits for its place in the queue, and gives what unlocks. */
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
