import type { Changes } from '../store/changes.ts'

const mostBytes = 16 * 2 ** 20
const largest = 2 ** 21

/** Keeps bodies of responses until the data changes. Keeps nothing where the database cannot tell. */
export class ResponseCache {
  readonly #changes: Changes | undefined
  readonly #kept = new Map<string, string>()
  #state: string | undefined
  #bytes = 0

  constructor(changes: Changes | undefined) {
    this.#changes = changes
  }

  /** What is kept under the key since this state of the data, or else what `make` makes. */
  async remember(state: string | undefined, key: string, make: () => Promise<string>): Promise<string> {
    if (state === undefined) return make()
    const kept = state === this.#state ? this.#kept.get(key) : undefined
    if (kept !== undefined) return kept
    const made = await make()
    // What was made meanwhile may be newer than the state says, never older.
    if (state === this.#changes?.now().all) this.#keep(state, key, made)
    return made
  }

  #keep(state: string, key: string, made: string): void {
    // Two for each character, at most.
    const bytes = 2 * (key.length + made.length)
    if (bytes > largest) return
    if (state !== this.#state || this.#bytes + bytes > mostBytes) this.#clear(state)
    this.#kept.set(key, made)
    this.#bytes += bytes
  }

  #clear(state: string): void {
    this.#kept.clear()
    this.#bytes = 0
    this.#state = state
  }
}
