import type { Operation } from '@testsigma-tms/spec/contract'

/** Counts the operations that occurred, and which of their declared statuses. */
export class Coverage {
  readonly #operations: readonly Operation[]
  readonly #met = new Map<string, Set<string>>()

  constructor(operations: readonly Operation[]) {
    this.#operations = operations
  }

  add({ id }: Operation, status: number): void {
    const statuses = this.#met.get(id) ?? new Set()
    this.#met.set(id, statuses.add(String(status)))
  }

  /** Number of operations that occurred, with any status. */
  get operations(): number {
    return this.#met.size
  }

  /** Number of declared statuses that occurred. */
  get statuses(): number {
    return this.#operations.reduce(
      (sum, operation) => sum + declaredBy(operation).filter((status) => this.has(operation, status)).length,
      0,
    )
  }

  /** What occurred, such as `getProject 200`. */
  met(): string[] {
    return [...this.#met].flatMap(([id, statuses]) => [...statuses].map((status) => `${id} ${status}`))
  }

  /** Declared statuses that never occurred, with their operation. */
  missing(): { operation: Operation; status: string }[] {
    return this.#operations.flatMap((operation) =>
      declaredBy(operation)
        .filter((status) => !this.has(operation, status))
        .map((status) => ({ operation, status })),
    )
  }

  has({ id }: Operation, status: string): boolean {
    return this.#met.get(id)?.has(status) ?? false
  }
}

function declaredBy({ responses }: Operation): string[] {
  return [...responses.keys()].filter((status) => status !== 'default')
}
