import { type CompiledQuery, type SelectQueryBuilder, sql } from 'kysely'
import { type Changes, changesOf } from './changes.ts'
import type { Database, Store } from './schema.ts'

const most = 500

/** Totals of lists, with the state of their table in which they were counted. */
const known = new WeakMap<Changes, Map<string, { state: string; total: number }>>()

/**
 * How many rows a list has. Databases count by looking at each row, so the total is kept until its table changes.
 *
 * @param table the one whose rows make the list longer or shorter
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
  // What was counted meanwhile may be newer than the state says, never older.
  if (changes.of(table) === state) keep(totals, key, { state, total })
  return total
}

async function read(store: Store, query: CompiledQuery<{ total: number }>): Promise<number> {
  const { rows } = await store.executeQuery(query)
  return Number(rows[0]?.total)
}

function keep<Value>(values: Map<string, Value>, key: string, value: Value): void {
  // The latest come last, and the oldest make room.
  values.delete(key)
  values.set(key, value)
  const [oldest] = values.keys()
  if (values.size > most && oldest !== undefined) values.delete(oldest)
}
