import { monotonicFactory } from 'ulid'
import { BatchSize } from './batches.ts'
import { createPause } from './pause.ts'
import { prepared } from './prepared.ts'
import type { Database, EntityRow, Store } from './schema.ts'

export type EntityTable = {
  [Table in keyof Database]: Database[Table] extends EntityRow ? Table : never
}[keyof Database]

export type Fields<Table extends EntityTable> = Omit<Database[Table], keyof EntityRow>

const createTsid = monotonicFactory()
/** Small enough for short statements, even if deleting a row deletes others too. */
const rowsAtOnce = 200

function newEntity(): EntityRow {
  const created_at = Date.now()
  return { id: crypto.randomUUID(), tsid: createTsid(created_at), created_at, updated_at: created_at }
}

export async function insert<Table extends EntityTable>(
  store: Store,
  table: Table,
  fields: Fields<Table>,
): Promise<Database[Table]> {
  const row = { ...newEntity(), ...fields } as unknown as Database[Table]
  await writer(inserts, table, Object.keys(row))(store, ...Object.values(row))
  return row
}

export async function insertAll<Table extends EntityTable>(
  store: Store,
  table: Table,
  entries: Fields<Table>[],
): Promise<Database[Table][]> {
  const pause = createPause()
  const rows: Database[Table][] = []
  for (let start = 0; start < entries.length; start += rowsAtOnce) {
    const some = entries.slice(start, start + rowsAtOnce).map((fields) => ({ ...newEntity(), ...fields }))
    rows.push(...(some as unknown as Database[Table][]))
    await pause()
  }
  await insertRows(store, table, rows)
  return rows
}

/** Inserts rows in several statements, so that others can run in between. */
export async function insertRows<Table extends EntityTable>(store: Store, table: Table, rows: Database[Table][]) {
  const pause = createPause()
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const some = rows.slice(start, start + rowsAtOnce)
    await store
      .insertInto(table)
      .values(some as never)
      .execute()
    await pause()
  }
}

// Below, `table as 'labels'` stands for any table, because Kysely cannot type a column of a generic table.

/** Updates the defined fields, and returns the new row. */
export async function update<Table extends EntityTable>(
  store: Store,
  table: Table,
  row: Database[Table],
  changes: { [Name in keyof Fields<Table>]?: Fields<Table>[Name] | undefined },
): Promise<Database[Table]> {
  const changed: Record<string, unknown> = { ...row, updated_at: Date.now() }
  const columns = ['updated_at']
  for (const [column, value] of Object.entries(changes)) {
    if (value === undefined) continue
    changed[column] = value
    columns.push(column)
  }
  const values = columns.map((column) => changed[column])
  await writer(updates, table, columns)(store, row.id, ...values)
  return changed as unknown as Database[Table]
}

/** Maximum number of cached statements: bodies contain fields in many combinations. */
const mostWriters = 500

type Writer = (store: Store, ...values: unknown[]) => Promise<unknown[]>

/** Compiled statements that write one row, by table and columns. */
interface Writers {
  known: Map<string, Writer>
  make: (table: EntityTable, columns: string[]) => Writer
}

const inserts: Writers = {
  known: new Map(),
  make: (table, columns) =>
    prepared((store, ...values: unknown[]) =>
      store.insertInto(table as 'labels').values(fieldsOf(columns, values) as never),
    ),
}

/** Their first value is the ID of the row. */
const updates: Writers = {
  known: new Map(),
  make: (table, columns) =>
    prepared((store, id: string, ...values: unknown[]) =>
      store
        .updateTable(table as 'labels')
        .set(fieldsOf(columns, values))
        .where('id', '=', id),
    ),
}

function writer({ known, make }: Writers, table: EntityTable, columns: string[]): Writer {
  const key = `${table} ${columns.join()}`
  const found = known.get(key)
  if (found) return found
  if (known.size >= mostWriters) known.clear()
  const made = make(table, columns)
  known.set(key, made)
  return made
}

function fieldsOf(columns: string[], values: unknown[]): Record<string, unknown> {
  return Object.fromEntries(columns.map((column, index) => [column, values[index]]))
}

export async function remove(store: Store, table: EntityTable, id: string): Promise<void> {
  await store
    .deleteFrom(table as 'labels')
    .where('id', '=', id)
    .execute()
}

/** Changes all rows that have this value, in several statements. The change must set another value. */
export async function updateAll<Table extends EntityTable>(
  store: Store,
  table: Table,
  column: keyof Fields<Table> & string,
  value: string,
  changes: { [Name in keyof Fields<Table>]?: Fields<Table>[Name] },
): Promise<void> {
  const size = new BatchSize()
  for (let changed = 1n; changed > 0n; ) {
    const some = store
      .selectFrom(table as 'labels')
      .select('id')
      .where(column as 'name', '=', value)
      .limit(size.rows)
    const result = await size.run(() =>
      store
        .updateTable(table as 'labels')
        .set(changes)
        .where('id', 'in', some)
        .executeTakeFirst(),
    )
    changed = result.numUpdatedRows
  }
}
