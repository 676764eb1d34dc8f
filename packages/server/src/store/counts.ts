import { type CompiledQuery, type SelectQueryBuilder, sql } from 'kysely'
import { type Changes, changesOf } from './changes.ts'
import type { Database, Store } from './schema.ts'

const most = 500

/** Cached totals of lists, with the state of the table when they were counted. */
const known = new WeakMap<Changes, Map<string, { state: string; total: number }>>()

/**
 * Number of rows in a list. Counting reads every row, so the total is cached until the table changes.
 *
 * @param table the table that determines the length of the list
 */
export async function count<From extends keyof Database, Row>(
  store: Store,
  list: SelectQueryBuilder<Database, From, Row>,
  table: string,
): Promise<number> {
  const query = list.clearSelect().select(sql<number>`count(*)`.as('total')).compile()
  const changes = changesOf(store)
  if (!changes) return read(store, query)
  const totals = known.get(changes) ?? new Map<string, { state: string; total: number }>()
  known.set(changes, totals)
  const key = JSON.stringify([query.sql, query.parameters])
  const state = changes.of(table)
  const kept = totals.get(key)
  if (kept?.state === state) return kept.total
  const total = await read(store, query)
  // The count may be newer than the state, but never older.
  if (changes.of(table) === state) keep(totals, key, { state, total })
  return total
}

async function read(store: Store, query: CompiledQuery<{ total: number }>): Promise<number> {
  const { rows } = await store.executeQuery(query)
  return Number(rows[0]?.total)
}

function keep<Value>(values: Map<string, Value>, key: string, value: Value): void {
  // Moves the entry to the end; the oldest entry is evicted.
  values.delete(key)
  values.set(key, value)
  const [oldest] = values.keys()
  if (values.size > most && oldest !== undefined) values.delete(oldest)
}
