import type { PageInfo } from '@testsigma-tms/types'
import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { unprocessable } from '../http/errors.ts'
import type { Cursor } from '../profiles/page-position.ts'
import type { Profile } from '../profiles/profile.ts'
import { count } from '../store/counts.ts'
import type { Database, Store } from '../store/schema.ts'
import { isTsid, lastTsid, tsidAfter, tsidBefore } from '../store/tsid.ts'

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

/** A request for a page that asks for nothing else: what a handler forgets to filter by, does not compile. */
export type PageAlone<Request> = Request & { [Name in Exclude<keyof Request, keyof PageRequest>]: never }

/** A whole list, in the order of the `tsid` of `table`: filtered, neither ordered nor limited. */
export interface List<From extends keyof Database, Row extends { tsid: string }> {
  rows: SelectQueryBuilder<Database, From, Row>
  table: From
  /** Where several lists are read from one table: cursors of one are refused by the others. @default table */
  name?: string
}

export interface Page<Row> {
  rows: Row[]
  page_info: PageInfo
}

/** The parts of a call that a list needs. */
export interface ListCall {
  store: Store
  /** Of the request; the links to other pages keep its filters. */
  url: URL
  /** Writes `page_info`. */
  profile: Profile
}

interface Start extends Cursor {
  offset?: number
}

/** Reads one page of a list. */
export async function readPage<From extends keyof Database, Row extends { tsid: string }, Request extends PageRequest>(
  list: List<From, Row>,
  request: PageAlone<Request>,
  { store, url, profile }: ListCall,
): Promise<Page<Row>> {
  const { rows: all, table, name = table } = list
  const size = readPageSize(request)
  const field = `${name}.tsid`
  const column = sql.ref<string>(`${table}.tsid`)
  const cursor = readStart(request, url, field, size)

  const found = await rowsFrom(all, column, cursor, size + 1)
  const rows = found.slice(0, size)
  if (cursor.direction === 'DESC') rows.reverse()

  const before = { field, value: rows.at(0)?.tsid ?? endBefore(cursor), direction: 'DESC' } as const
  const after = { field, value: rows.at(-1)?.tsid ?? endAfter(cursor), direction: 'ASC' } as const
  const leadsOn = async (other: Cursor) =>
    !(other.direction === 'DESC' && isStart(cursor)) &&
    (other.direction === cursor.direction ? found.length > size : (await rowsFrom(all, column, other, 1)).length > 0)

  const position = {
    page_size: size,
    total_count: await count(store, all, table),
    next: (await leadsOn(after)) ? after : undefined,
    prev: (await leadsOn(before)) ? before : undefined,
  }
  return { rows, page_info: profile.pageInfo(position, url) }
}

/** Users or labels, which come in pages in one profile, and all at once in the other. */
export async function readAccountList<
  From extends 'users' | 'labels',
  Row extends { tsid: string },
  Request extends PageRequest,
>(list: List<From, Row>, request: PageAlone<Request>, call: ListCall): Promise<{ rows: Row[]; page_info?: PageInfo }> {
  if (call.profile.pagesAccountLists) return readPage(list, request, call)
  return { rows: await list.rows.orderBy(sql.ref<string>(`${list.table}.tsid`), 'asc').execute() }
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

/** Of an empty page, as deletions leave it: the row that its cursor names belongs to the page before it. */
function endBefore({ value, direction }: Start): string {
  if (value === '') return lastTsid
  return direction === 'ASC' ? tsidAfter(value) : value
}

function endAfter({ value, direction }: Start): string {
  return direction === 'DESC' ? tsidBefore(value) : value || lastTsid
}

/** Nothing comes before the first page. */
function isStart({ value, offset }: Start): boolean {
  return value === '' && !offset
}

function readPageSize({ page_size, size }: PageRequest): number {
  const requested = page_size ?? size ?? defaultPageSize
  if (requested <= largestPageSize) return requested
  const name = page_size === undefined ? 'size' : 'page_size'
  throw unprocessable(`${name}: must be an integer from 1 to ${largestPageSize}, got ${requested}`)
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
  const isOfThisList = cursor?.field === field && typeof cursor.value === 'string' && isTsid(cursor.value)
  if (isOfThisList && (cursor.direction === 'ASC' || cursor.direction === 'DESC')) return cursor as Cursor
  throw unprocessable(`${name}: must be taken from page_info of this list, got ${JSON.stringify(text.slice(0, 100))}`)
}

function parse(text: string): ({ [Name in keyof Cursor]?: unknown } | null)[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString())
    return Array.isArray(value) && value.length === 1 ? value : []
  } catch {
    return []
  }
}
