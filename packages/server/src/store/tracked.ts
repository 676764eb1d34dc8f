import type { KyselyPlugin, RootOperationNode } from 'kysely'
import { type Changes, everything, watchChanges } from './changes.ts'
import type { Store } from './schema.ts'

export interface Tracked {
  store: Store
  /** The tables read so far. */
  tables: ReadonlySet<string>
}

const tracked = new WeakMap<Store, Set<string>>()

/** A store that records the tables that are read through it. */
export function trackReads(store: Store, changes: Changes): Tracked {
  const tables = new Set<string>()
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => {
      for (const table of tablesOf(node)) tables.add(table)
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const other = store.withPlugin(plugin)
  watchChanges(other, changes)
  tracked.set(other, tables)
  return { store: other, tables }
}

/** Records the tables of a prepared query. */
export function noteReads(store: Store, tables: ReadonlySet<string>): void {
  const noted = tracked.get(store)
  if (noted) for (const table of tables) noted.add(table)
}

export function tablesOf(query: RootOperationNode): Set<string> {
  const tables = new Set<string>()
  // Raw SQL may read any table.
  if (query.kind === 'RawNode') tables.add(everything)
  collect(query, tables)
  return tables
}

function collect(part: unknown, tables: Set<string>): void {
  if (typeof part !== 'object' || part === null) return
  const { kind, table } = part as { kind?: string; table?: { identifier?: { name?: string } } }
  if (kind === 'TableNode') tables.add(table?.identifier?.name ?? everything)
  else if (kind !== 'ValueNode') for (const child of Object.values(part)) collect(child, tables)
}
