// Imported, because users of the server may mock the global timers in their tests.

import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { setImmediate } from 'node:timers'
import type { CompiledQuery, OperationNode } from 'kysely'
import { type Changes, everything, type State } from '../changes.ts'
import { explaining } from './sqlite-error.ts'

/** Counts the commits of this process by table; SQLite itself detects those of other connections. */
export class TableChanges implements Changes {
  readonly #file: string
  readonly #versionOfOthers: StatementSync
  readonly #counts = new Map<string, number>()
  #uncommitted = new Set<string>()
  #commits = 0
  /** Cached for the current turn of the event loop; undefined until first used. */
  #version: string | undefined

  /** @param file name of the database in messages */
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

  /** Notes a query of the current transaction. */
  note({ query }: CompiledQuery): void {
    const table = tableOf(query)
    if (table !== undefined) this.#uncommitted.add(table)
  }

  /** Called after a commit. */
  count(): void {
    this.#commits++
    for (const table of this.#uncommitted) this.#counts.set(table, this.#countOf(table) + 1)
    this.forget()
  }

  /** Called after a rollback. */
  forget(): void {
    this.#uncommitted = new Set()
  }

  /** Read once for all requests of a turn of the event loop; later requests are handled in a later turn. */
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

/** A deletion also affects other tables, and the effect of raw SQL is unknown. */
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
