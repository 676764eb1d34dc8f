import type { Params, Reader } from './routes.ts'

/** One call to make. */
export interface Visit {
  readonly reader: Reader
  readonly params: Params
}

/** Pending calls. The next one is always of the operation with the fewest useful responses so far. */
export class Agenda {
  readonly #samples: number
  readonly #visits: Visit[] = []
  readonly #known = new Set<string>()
  readonly #seen = new Map<string, number>()

  /** @param samples number of useful responses after which an operation is not called again */
  constructor(samples: number) {
    this.#samples = samples
  }

  add(reader: Reader, params: Params): void {
    const name = JSON.stringify([reader.name, params])
    if (this.#known.has(name)) return
    this.#known.add(name)
    this.#visits.push({ reader, params })
  }

  /** Counts a useful response of an operation. */
  saw({ name }: Reader): void {
    this.#seen.set(name, this.#seenOf(name) + 1)
  }

  next(): Visit | undefined {
    const open = this.#visits.filter(({ reader }) => this.#seenOf(reader.name) < this.#samples)
    const [next] = open.sort((a, b) => this.#seenOf(a.reader.name) - this.#seenOf(b.reader.name))
    if (next !== undefined) this.#visits.splice(this.#visits.indexOf(next), 1)
    return next
  }

  #seenOf(name: string): number {
    return this.#seen.get(name) ?? 0
  }
}
