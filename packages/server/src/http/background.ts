/** Work that goes on after its request was answered. */
export class Background {
  readonly #running = new Map<string, Promise<void>>()
  readonly #log: (line: string) => void
  readonly #closing: AbortSignal

  /** @param closing what tells tasks to end soon */
  constructor(log: (line: string) => void, closing: AbortSignal) {
    this.#log = log
    this.#closing = closing
  }

  /** Does not start what is still running under the same name. */
  start(task: (closing: AbortSignal) => Promise<void>, name: string = crypto.randomUUID()): void {
    if (this.#running.has(name)) return
    const running = task(this.#closing)
      .catch((error: unknown) => this.#log(`in the background: ${error instanceof Error ? error.stack : error}`))
      .finally(() => this.#running.delete(name))
    this.#running.set(name, running)
  }

  async finish(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values())
  }
}
