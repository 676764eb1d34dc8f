/** Work that goes on after its request was answered. */
export class Background {
  readonly #running = new Set<Promise<void>>()
  readonly #log: (line: string) => void

  constructor(log: (line: string) => void) {
    this.#log = log
  }

  start(task: () => Promise<void>): void {
    const running = task()
      .catch((error: unknown) => this.#log(`in the background: ${error instanceof Error ? error.stack : error}`))
      .finally(() => this.#running.delete(running))
    this.#running.add(running)
  }

  async finish(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }
}
