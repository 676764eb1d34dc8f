import type { Store } from '../store/schema.ts'
import { type Stamp, stampOf } from '../store/stamp.ts'

const mostBytes = 16 * 2 ** 20
const largest = 2 ** 21

/** Keeps what was read and made of the data, until the data changes. Keeps nothing where that cannot be told. */
export class Memory {
  readonly #store: Store
  readonly #kept = new Map<string, string>()
  #stamp: string | undefined
  #bytes = 0

  constructor(store: Store) {
    this.#store = store
  }

  /** Says in which state the data is, for a request that begins. */
  stamp(): Stamp | undefined {
    return stampOf(this.#store)
  }

  /** What is kept under the key since this state of the data, or else what `make` makes. */
  async remember(stamp: Stamp | undefined, key: string, make: () => Promise<string>): Promise<string> {
    if (stamp === undefined) return make()
    const kept = stamp.all === this.#stamp ? this.#kept.get(key) : undefined
    if (kept !== undefined) return kept
    const made = await make()
    // What was made meanwhile may be newer than the stamp says, never older.
    if (stamp.all === this.stamp()?.all) this.#keep(stamp.all, key, made)
    return made
  }

  #keep(stamp: string, key: string, made: string): void {
    // Two for each character, at most.
    const bytes = 2 * (key.length + made.length)
    if (bytes > largest) return
    if (stamp !== this.#stamp || this.#bytes + bytes > mostBytes) this.#forget(stamp)
    this.#kept.set(key, made)
    this.#bytes += bytes
  }

  #forget(stamp: string): void {
    this.#kept.clear()
    this.#bytes = 0
    this.#stamp = stamp
  }
}
