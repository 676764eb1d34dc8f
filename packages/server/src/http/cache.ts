import { type Changes, changesOf, type State } from '../store/changes.ts'
import type { Store } from '../store/schema.ts'
import { trackReads } from '../store/tracked.ts'

const mostBytes = 16 * 2 ** 20
const largest = 2 ** 21

interface Kept {
  body: string
  /** What it was made of. */
  tables: ReadonlySet<string>
  changeCount: number
  /** The last state in which it was known to be right. */
  state: State
}

/** Keeps bodies of responses until a table changes that they were made of. Keeps nothing where the database cannot tell. */
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
   * What is kept under the key, if it is still right.
   *
   * @param state that of the data when the request came
   */
  find(state: State | undefined, key: string): string | undefined {
    const kept = this.#kept.get(key)
    return kept && state && this.#changes && isRight(kept, state, this.#changes) ? kept.body : undefined
  }

  /** Keeps what is made under the key. */
  async make(state: State | undefined, key: string, make: (store: Store) => Promise<string>): Promise<string> {
    const changes = this.#changes
    if (state === undefined || changes === undefined) return make(this.#store)
    const { store, tables } = trackReads(this.#store, changes)
    const body = await make(store)
    // What was made meanwhile may be newer than the state says, never older.
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

/** Two bytes for each character, at most. */
function sizeOf(key: string, { body }: Kept): number {
  return 2 * (key.length + body.length)
}
