import type { PageInfo } from '@testsigma-tms/types'
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { unprocessable } from '../http/errors.ts'
import type { Cursor } from '../profiles/page-position.ts'
import type { Profile } from '../profiles/profile.ts'
import type { Database } from '../store/schema.ts'

const defaultPageSize = 25
const largestPageSize = 1000

/** What lists take, under all the names that the contract has for it. */
export interface PageRequest {
  page_size?: number
  size?: number
  cursor?: string
  next?: string
  page?: number
}

export interface Page<Row> {
  rows: Row[]
  page_info: PageInfo
}

interface Start extends Cursor {
  offset?: number
}

/**
 * Reads one page of a list that is ordered by the `tsid` of `table`.
 *
 * @param list the whole list: filtered, neither ordered nor limited
 * @param url of the request; the links to other pages keep its filters
 * @param profile writes `page_info`
 * @param name of the list, where several are read from one table: cursors of one are refused by the others
 */
export async function readPage<From extends keyof Database, Row extends { tsid: string }>(
  list: SelectQueryBuilder<Database, From, Row>,
  table: From,
  request: PageRequest,
  url: URL,
  profile: Profile,
  name: string = table,
): Promise<Page<Row>> {
  const size = readPageSize(request)
  const field = `${name}.tsid`
  const column = sql.ref<string>(`${table}.tsid`)
  const cursor = readStart(request, url, field, size)

  const found = await rowsFrom(list, column, cursor, size + 1)
  const rows = found.slice(0, size)
  if (cursor.direction === 'DESC') rows.reverse()

  const before = { field, value: rows.at(0)?.tsid ?? '', direction: 'DESC' } as const
  const after = { field, value: rows.at(-1)?.tsid ?? '', direction: 'ASC' } as const
  const leadsOn = async (other: Cursor) =>
    rows.length > 0 &&
    !(other.direction === 'DESC' && isStart(cursor)) &&
    (other.direction === cursor.direction ? found.length > size : (await rowsFrom(list, column, other, 1)).length > 0)

  const position = {
    page_size: size,
    total_count: await count(list),
    next: (await leadsOn(after)) ? after : undefined,
    prev: (await leadsOn(before)) ? before : undefined,
  }
  return { rows, page_info: profile.pageInfo(position, url) }
}

/** Users or labels, which come in pages in one profile, and all at once in the other. */
export async function readAccountList<From extends 'users' | 'labels', Row extends { tsid: string }>(
  list: SelectQueryBuilder<Database, From, Row>,
  table: From,
  request: PageRequest,
  url: URL,
  profile: Profile,
): Promise<{ rows: Row[]; page_info?: PageInfo }> {
  if (profile.pagesAccountLists) return readPage(list, table, request, url, profile)
  return { rows: await list.orderBy(sql.ref<string>(`${table}.tsid`), 'asc').execute() }
}

async function rowsFrom<From extends keyof Database, Row>(
  list: SelectQueryBuilder<Database, From, Row>,
  tsid: RawBuilder<string>,
  { value, direction, offset = 0 }: Start,
  limit: number,
) {
  return direction === 'ASC'
    ? list.where(tsid, '>', value).orderBy(tsid, 'asc').limit(limit).offset(offset).execute()
    : list.where(tsid, '<', value).orderBy(tsid, 'desc').limit(limit).execute()
}

async function count<From extends keyof Database, Row>(list: SelectQueryBuilder<Database, From, Row>): Promise<number> {
  const { total } = await list.clearSelect().select(sql<number>`count(*)`.as('total')).executeTakeFirstOrThrow()
  return Number(total)
}

/** Nothing comes before the first page. */
function isStart({ value, offset }: Start): boolean {
  return value === '' && !offset
}

function readPageSize({ page_size, size }: PageRequest): number {
  const requested = page_size ?? size ?? defaultPageSize
  if (requested <= largestPageSize) return requested
  const name = page_size === undefined ? 'size' : 'page_size'
  throw unprocessable(`${name}: must be a whole number from 1 to ${largestPageSize}, got ${requested}`)
}

function readStart({ cursor, next, page = 1 }: PageRequest, url: URL, field: string, size: number): Start {
  if (next !== undefined && cursor === undefined) return readCursor('next', next, field)
  // The links of lists for which the contract declares no cursor have one too.
  const text = cursor ?? url.searchParams.get('cursor')
  if (text !== null) return readCursor('cursor', text, field)
  return { field, value: '', direction: 'ASC', offset: (page - 1) * size }
}

/** `page_info` holds whole links; whoever sends one of them back as it is means the cursor in it. */
function readCursor(name: string, text: string, field: string): Cursor {
  const [cursor] = parse(URL.parse(text)?.searchParams.get('cursor') ?? text)
  const isOfThisList = cursor?.field === field && /^[0-9A-HJKMNP-TV-Z]{26}$/.test(cursor.value ?? '')
  if (isOfThisList && (cursor.direction === 'ASC' || cursor.direction === 'DESC')) return cursor as Cursor
  throw unprocessable(`${name}: must be taken from page_info of this list, got ${JSON.stringify(text.slice(0, 100))}`)
}

function parse(text: string): (Partial<Cursor> | null)[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(value) && value.length === 1 ? value : []
  } catch {
    return []
  }
}
