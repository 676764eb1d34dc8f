import type { DatabaseSync } from 'node:sqlite'
import type { CompiledQuery, OperationNode } from 'kysely'
import { type Changes, everything, type State } from '../changes.ts'
import { oncePerTurn } from './once-per-turn.ts'
import { explaining } from './sqlite-error.ts'

/** Counts the commits of this process by table; SQLite itself detects those of other connections. */
export class TableChanges implements Changes {
  readonly #byOthers: () => string
  readonly #counts = new Map<string, number>()
  #uncommitted = new Set<string>()
  #commits = 0

  /** @param file name of the database in messages */
  constructor(writer: DatabaseSync, file: string) {
    const version = writer.prepare('pragma data_version')
    version.setReturnArrays(true)
    this.#byOthers = oncePerTurn(() => String(explaining(file, () => version.get())))
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
