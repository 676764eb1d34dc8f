import { type Changes, changesOf, type State } from '../store/changes.ts'
import type { Store } from '../store/schema.ts'
import { trackReads } from '../store/tracked.ts'

const mostBytes = 16 * 2 ** 20
const largest = 2 ** 21

interface Kept {
  body: string
  /** The tables from which it was built. */
  tables: ReadonlySet<string>
  changeCount: number
  /** The latest state in which it was known to be valid. */
  state: State
}

/** Caches response bodies until one of their tables changes. Caches nothing if the database cannot detect changes. */
export class ResponseCache {
  readonly #store: Store
  readonly #changes: Changes | undefined
  readonly #kept = new Map<string, Kept>()
  #bytes = 0

  constructor(store: Store) {
    this.#store = store
    this.#changes = changesOf(store)
  }

  /**
   * Returns the cached value of the key if it is still valid.
   *
   * @param state state of the data when the request arrived
   */
  find(state: State | undefined, key: string): string | undefined {
    const kept = this.#kept.get(key)
    return kept && state && this.#changes && isRight(kept, state, this.#changes) ? kept.body : undefined
  }

  /** Creates the value of the key, and caches it. */
  async make(state: State | undefined, key: string, make: (store: Store) => Promise<string>): Promise<string> {
    const changes = this.#changes
    if (state === undefined || changes === undefined) return make(this.#store)
    const { store, tables } = trackReads(this.#store, changes)
    const body = await make(store)
    // The result may be newer than the state, but never older.
    if (state.all === changes.now().all) this.#keep(key, { body, tables, changeCount: changes.countOf(tables), state })
    return body
  }

  #keep(key: string, made: Kept): void {
    const bytes = sizeOf(key, made)
    if (bytes > largest) return
    const old = this.#kept.get(key)
    this.#bytes += bytes - (old ? sizeOf(key, old) : 0)
    if (this.#bytes > mostBytes) {
      this.#kept.clear()
      this.#bytes = bytes
    }
    this.#kept.set(key, made)
  }
}

function isRight(kept: Kept, state: State, changes: Changes): boolean {
  if (kept.state.all === state.all) return true
  const isSame = kept.state.byOthers === state.byOthers && kept.changeCount === changes.countOf(kept.tables)
  if (isSame) kept.state = state
  return isSame
}

/** Upper bound: two bytes per character. */
function sizeOf(key: string, { body }: Kept): number {
  return 2 * (key.length + body.length)
}
