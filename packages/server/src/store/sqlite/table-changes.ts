// Not the global one, which tests of those who use the server may replace.

import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { setImmediate } from 'node:timers'
import type { CompiledQuery, OperationNode } from 'kysely'
import { type Changes, everything, type State } from '../changes.ts'
import { explaining } from './sqlite-error.ts'

/** Counts what this process has committed, by table; SQLite itself counts what other connections have. */
export class TableChanges implements Changes {
  readonly #file: string
  readonly #versionOfOthers: StatementSync
  readonly #counts = new Map<string, number>()
  #uncommitted = new Set<string>()
  #commits = 0
  /** Undefined until somebody asks in this turn of the event loop. */
  #version: string | undefined

  /** @param file what messages call the database */
  constructor(writer: DatabaseSync, file: string) {
    this.#file = file
    this.#versionOfOthers = writer.prepare('pragma data_version')
    this.#versionOfOthers.setReturnArrays(true)
  }

  now(): State {
    const byOthers = this.#byOthers()
    return { all: `${byOthers} ${this.#commits}`, byOthers }
  }

  of(table: string): string {
    return `${this.#byOthers()} ${this.#countOf(everything)} ${this.#countOf(table)}`
  }

  countOf(tables: Iterable<string>): number {
    let sum = this.#countOf(everything)
    for (const table of tables) sum += table === everything ? this.#commits : this.#countOf(table)
    return sum
  }

  /** Takes in a query of the transaction under way. */
  note({ query }: CompiledQuery): void {
    const table = tableOf(query)
    if (table !== undefined) this.#uncommitted.add(table)
  }

  /** The transaction is committed. */
  count(): void {
    this.#commits++
    for (const table of this.#uncommitted) this.#counts.set(table, this.#countOf(table) + 1)
    this.forget()
  }

  /** The transaction is rolled back. */
  forget(): void {
    this.#uncommitted = new Set()
  }

  /** Asked once for all requests that arrived together; what arrives later is handled in a later turn of the loop. */
  #byOthers(): string {
    if (this.#version === undefined) {
      const [version] = explaining(this.#file, () => this.#versionOfOthers.get()) as unknown as [number]
      this.#version = `${version}`
      setImmediate(() => {
        this.#version = undefined
      })
    }
    return this.#version
  }

  #countOf(table: string): number {
    return this.#counts.get(table) ?? 0
  }
}

/** A deletion reaches other tables, and of raw SQL nobody knows what it does. */
function tableOf(query: CompiledQuery['query']): string | undefined {
  if (query.kind === 'SelectQueryNode') return undefined
  if (query.kind === 'InsertQueryNode') return nameOf(query.into)
  if (query.kind === 'UpdateQueryNode') return nameOf(query.table)
  return everything
}

function nameOf(node: OperationNode | undefined): string {
  const table = node as { kind?: string; table?: { identifier: { name: string } } } | undefined
  return (table?.kind === 'TableNode' && table.table?.identifier.name) || everything
}
