import { type Expression, type SelectQueryBuilder, type SqlBool, sql } from 'kysely'
import { inBatches } from './batches.ts'
import { count } from './counts.ts'
import { createPause } from './pause.ts'
import type { Database, Store } from './schema.ts'

/** A whole list, neither ordered nor limited; it will be ordered by the `tsid` of `table`. */
export interface List<From extends keyof Database, Row extends { tsid: string }> {
  rows: SelectQueryBuilder<Database, From, Row>
  table: From
  /** Condition for rows of the list, if it has to search long texts. */
  match?: Expression<SqlBool> | undefined
  /** Bytes of a row besides its own columns, by row ID. */
  sizesOf?: ((rows: Row[]) => Promise<Map<string, number>>) | undefined
}

/** Start of a part of a list: after a row, or before it, in which case it is read backwards. */
export interface Start {
  /** The `tsid` of the row; an empty string is before all rows. */
  value: string
  direction: 'ASC' | 'DESC'
  /** Number of rows to skip. */
  offset?: number
}

/** Reads parts of a list. */
export interface Reader<Row> {
  total: () => Promise<number>
  /** Reads up to `limit` rows, fewer if they are large, but at least one. */
  read: (start: Start, limit: number) => Promise<Part<Row>>
}

export interface Part<Row> {
  rows: Row[]
  /** Whether more rows follow in the same direction. */
  hasMore: boolean
}

const rowsAtOnce = 50
/** Maximum characters of all rows in a part. */
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

/** Collects batches up to the limits of a part. */
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

/** The `tsid` of all matching rows, read in batches because a search scans every row. */
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
