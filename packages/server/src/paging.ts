import type { PageInfo } from '@testsigma-tms/types'
import { type SelectQueryBuilder, sql } from 'kysely'
import { unprocessable } from './errors.ts'
import type { Database } from './store/schema.ts'

const defaultPageSize = 25
const largestPageSize = 1000

export interface PageRequest {
  page_size?: number
  cursor?: string
}

export interface Page<Row> {
  rows: Row[]
  page_info: PageInfo
}

interface Cursor {
  field: string
  value: string
  direction: 'ASC' | 'DESC'
}

/**
 * Reads one page of a list that is ordered by the `tsid` of `table`.
 *
 * @param list the whole list: filtered, neither ordered nor limited
 * @param url of the request; the links to other pages keep its filters
 */
export async function readPage<From extends keyof Database, Row extends { tsid: string }>(
  list: SelectQueryBuilder<Database, From, Row>,
  table: From,
  request: PageRequest,
  url: URL,
): Promise<Page<Row>> {
  const size = readPageSize(request.page_size)
  const field = `${table}.tsid`
  const start: Cursor = { field, value: '', direction: 'ASC' }
  const cursor = request.cursor === undefined ? start : readCursor(request.cursor, field)

  const found = await rowsFrom(list, cursor, size + 1)
  const rows = found.slice(0, size)
  if (cursor.direction === 'DESC') rows.reverse()

  const before = { field, value: rows.at(0)?.tsid ?? '', direction: 'DESC' } as const
  const after = { field, value: rows.at(-1)?.tsid ?? '', direction: 'ASC' } as const
  const leadsOn = async (other: Cursor) =>
    rows.length > 0 &&
    (other.direction === cursor.direction ? found.length > size : (await rowsFrom(list, other, 1)).length > 0)

  return {
    rows,
    page_info: {
      page_size: size,
      total_count: await count(list),
      next: (await leadsOn(after)) ? link(url, size, after) : '',
      prev: (await leadsOn(before)) ? link(url, size, before) : '',
    },
  }
}

async function rowsFrom<From extends keyof Database, Row>(
  list: SelectQueryBuilder<Database, From, Row>,
  { field, value, direction }: Cursor,
  limit: number,
) {
  const tsid = sql.ref<string>(field)
  return direction === 'ASC'
    ? list.where(tsid, '>', value).orderBy(tsid, 'asc').limit(limit).execute()
    : list.where(tsid, '<', value).orderBy(tsid, 'desc').limit(limit).execute()
}

async function count<From extends keyof Database, Row>(list: SelectQueryBuilder<Database, From, Row>): Promise<number> {
  const { total } = await list.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return Number(total)
}

function readPageSize(requested = defaultPageSize): number {
  if (requested <= largestPageSize) return requested
  throw unprocessable(`page_size: must be a whole number from 1 to ${largestPageSize}, got ${requested}`)
}

function readCursor(text: string, field: string): Cursor {
  const [cursor] = parse(text)
  const isOfThisList = cursor?.field === field && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(cursor.value ?? '')
  if (isOfThisList && (cursor.direction === 'ASC' || cursor.direction === 'DESC')) return cursor as Cursor
  throw unprocessable(`cursor: must be taken from page_info of this list, got ${JSON.stringify(text.slice(0, 100))}`)
}

function parse(text: string): (Partial<Cursor> | null)[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(value) && value.length === 1 ? value : []
  } catch {
    return []
  }
}

function link(url: URL, size: number, cursor: Cursor): string {
  const other = new URL(url)
  other.searchParams.set('page_size', String(size))
  other.searchParams.set('cursor', Buffer.from(JSON.stringify([cursor])).toString('base64url'))
  return other.href
}
