import type { Params, Reader } from './routes.ts'

/** One call to make. */
export interface Visit {
  readonly reader: Reader
  readonly params: Params
}

/** What is still to be called: always that operation next of which least was seen so far. */
export class Agenda {
  readonly #samples: number
  readonly #visits: Visit[] = []
  readonly #known = new Set<string>()
  readonly #seen = new Map<string, number>()

  /** @param samples how many useful responses of an operation are enough */
  constructor(samples: number) {
    this.#samples = samples
  }

  add(reader: Reader, params: Params): void {
    const name = JSON.stringify([reader.name, params])
    if (this.#known.has(name)) return
    this.#known.add(name)
    this.#visits.push({ reader, params })
  }

  /** Notes that an operation has shown something. */
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
