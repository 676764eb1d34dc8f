import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { inBatches } from './batches.ts'
import { count } from './counts.ts'
import { createPause } from './pause.ts'
import type { Database, Store } from './schema.ts'

/** A whole list, in the order of the `tsid` of `table`: neither ordered nor limited. */
export interface List<From extends keyof Database, Row extends { tsid: string }> {
  rows: SelectQueryBuilder<Database, From, Row>
  table: From
  /** Which rows belong to the list, where finding that out takes a look at long texts. */
  match?: Expression<SqlBool> | undefined
  /** How many bytes a row has besides its own columns, by row ID. */
  sizesOf?: ((rows: Row[]) => Promise<Map<string, number>>) | undefined
}

/** Where a part of a list starts: behind a row, or before it, which then is read backwards. */
export interface Start {
  /** The `tsid` of the row; the empty text stands before all. */
  value: string
  direction: 'ASC' | 'DESC'
  /** How many rows are left out. */
  offset?: number
}

/** The parts of a list. */
export interface Reader<Row> {
  total: () => Promise<number>
  /** So many rows or fewer, if they are large; the first of them always. */
  read: (start: Start, limit: number) => Promise<Part<Row>>
}

export interface Part<Row> {
  rows: Row[]
  /** Whether others come after them, in the direction in which they were read. */
  hasMore: boolean
}

const rowsAtOnce = 50
/** Characters of all rows of a part together. */
const largestPart = 4 * 2 ** 20

export async function openList<From extends keyof Database, Row extends { tsid: string }>(
  store: Store,
  list: List<From, Row>,
): Promise<Reader<Row>> {
  const { rows, table, match } = list
  if (!match) {
    return {
      total: () => count(store, rows, table),
      read: (start, limit) => readLight(list, limit, batchesOf(list, start, limit + 1)),
    }
  }
  const found = await findMatches(list, match)
  return {
    total: async () => found.length,
    read: (start, limit) => readLight(list, limit, batchesOfFound(list, found, start, limit + 1)),
  }
}

/** Adds up batches until they are as many or as large as a part may be. */
async function readLight<From extends keyof Database, Row extends { tsid: string }>(
  { sizesOf }: List<From, Row>,
  limit: number,
  batches: AsyncGenerator<Row[], void>,
): Promise<Part<Row>> {
  const part: Row[] = []
  const pause = createPause()
  let size = 0
  for await (const batch of batches) {
    const others = await sizesOf?.(batch)
    for (const row of batch) {
      size += sizeOf(row) + (others?.get((row as { id?: string }).id ?? '') ?? 0)
      if (part.length === limit || (part.length > 0 && size > largestPart)) return { rows: part, hasMore: true }
      part.push(row)
    }
    await pause()
  }
  return { rows: part, hasMore: false }
}

function sizeOf(row: object): number {
  let size = 0
  for (const value of Object.values(row)) if (typeof value === 'string') size += value.length
  return size
}

async function* batchesOf<From extends keyof Database, Row extends { tsid: string }>(
  { rows, table }: List<From, Row>,
  start: Start,
  limit: number,
): AsyncGenerator<Row[], void> {
  const tsid = sql.ref<string>(`${table}.tsid`)
  const isForward = start.direction === 'ASC'
  let { value, offset = 0 } = start
  for (let left = limit; left > 0; ) {
    const asked = Math.min(left, rowsAtOnce)
    const batch = await rows
      .where(tsid, isForward ? '>' : '<', value)
      .orderBy(tsid, isForward ? 'asc' : 'desc')
      .limit(asked)
      .$if(offset > 0, (some) => some.offset(offset))
      .execute()
    yield batch
    if (batch.length < asked) return
    left -= asked
    ;[value, offset] = [String(batch.at(-1)?.tsid), 0]
  }
}

async function* batchesOfFound<From extends keyof Database, Row extends { tsid: string }>(
  { rows, table }: List<From, Row>,
  found: readonly string[],
  { value, direction, offset = 0 }: Start,
  limit: number,
): AsyncGenerator<Row[], void> {
  const tsid = sql.ref<string>(`${table}.tsid`)
  const isForward = direction === 'ASC'
  const beyond = found.findIndex((one) => (isForward ? one > value : one >= value))
  const at = beyond === -1 ? found.length : beyond
  const wanted = isForward
    ? found.slice(at + offset, at + offset + limit)
    : found.slice(Math.max(0, at - limit), at).reverse()
  for (let from = 0; from < wanted.length; from += rowsAtOnce) {
    const some = wanted.slice(from, from + rowsAtOnce)
    yield await rows
      .where(tsid, 'in', some)
      .orderBy(tsid, isForward ? 'asc' : 'desc')
      .execute()
  }
}

/** The `tsid` of all rows that match: read batch by batch, as a search looks at each row. */
async function findMatches<From extends keyof Database, Row extends { tsid: string }>(
  { rows, table }: List<From, Row>,
  match: Expression<SqlBool>,
): Promise<string[]> {
  const tsid = sql.ref<string>(`${table}.tsid`)
  const found: string[] = []
  const candidates = rows
    .clearSelect()
    .select([tsid.as('tsid'), sql<number>`case when ${match} then 1 else 0 end`.as('matches')])
  const batches = inBatches((after, limit) =>
    candidates.where(tsid, '>', after).orderBy(tsid, 'asc').limit(limit).execute(),
  )
  for await (const batch of batches) for (const row of batch) if (Number(row.matches) === 1) found.push(row.tsid)
  return found
}
