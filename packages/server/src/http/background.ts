/** Tasks that continue after the response to their request. */
export class Background {
  readonly #running = new Map<string, Promise<void>>()
  readonly #log: (line: string) => void
  readonly #closing = new AbortController()

  constructor(log: (line: string) => void) {
    this.#log = log
  }

  /** Does nothing if a task of the same name is still running. */
  start(task: (closing: AbortSignal) => Promise<void>, name: string = crypto.randomUUID()): void {
    if (this.#running.has(name)) return
    const running = task(this.#closing.signal)
      .catch((error: unknown) => this.#log(`in the background: ${error instanceof Error ? error.stack : error}`))
      .finally(() => this.#running.delete(name))
    this.#running.set(name, running)
  }

  /** Signals all tasks to end soon. */
  stop(): void {
    this.#closing.abort()
  }

  async finish(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values())
  }
}
