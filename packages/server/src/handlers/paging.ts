import type { PageInfo } from '@testsigma-tms/types'
import { sql } from 'kysely'
import { unprocessable } from '../http/errors.ts'
import type { Cursor } from '../profiles/page-position.ts'
import type { Profile } from '../profiles/profile.ts'
import { inBatches } from '../store/batches.ts'
import { type List, openList } from '../store/lists.ts'
import type { Database, Store } from '../store/schema.ts'
import { isTsid, lastTsid, tsidAfter, tsidBefore } from '../store/tsid.ts'

const defaultPageSize = 25
const largestPageSize = 1000

/** The paging parameters of lists, with all names that the contract has for them. */
export interface PageRequest {
  page_size?: number
  size?: number
  cursor?: string
  next?: string
  page?: number
}

/** A request with paging parameters only: a filter that a handler forgets is a type error. */
export type PageAlone<Request> = Request & { [Name in Exclude<keyof Request, keyof PageRequest>]: never }

export interface NamedList<From extends keyof Database, Row extends { tsid: string }> extends List<From, Row> {
  /** Distinguishes lists of the same table: cursors of one are refused by the others. @default table */
  name?: string
}

type Position = Cursor & { offset?: number }

export interface Page<Row> {
  rows: Row[]
  page_info: PageInfo
}

/** The parts of a call that are needed to read a list. */
export interface ListCall {
  store: Store
  /** URL of the request; links to other pages keep its filters. */
  url: () => URL
  /** Formats `page_info`. */
  profile: Profile
}

/** Reads one page of a list. */
export async function readPage<From extends keyof Database, Row extends { tsid: string }, Request extends PageRequest>(
  list: NamedList<From, Row>,
  request: PageAlone<Request>,
  { store, url: readUrl, profile }: ListCall,
): Promise<Page<Row>> {
  const { table, name = table } = list
  const size = readPageSize(request)
  const field = `${name}.tsid`
  const url = readUrl()
  const cursor = readStart(request, url, field, size)

  const reader = await openList(store, list)
  const { rows, hasMore } = await reader.read(cursor, size)
  if (cursor.direction === 'DESC') rows.reverse()

  const before = { field, value: rows.at(0)?.tsid ?? endBefore(cursor), direction: 'DESC' } as const
  const after = { field, value: rows.at(-1)?.tsid ?? endAfter(cursor), direction: 'ASC' } as const
  const leadsOn = async (other: Cursor) =>
    !(other.direction === 'DESC' && isStart(cursor)) &&
    (other.direction === cursor.direction ? hasMore : (await reader.read(other, 1)).rows.length > 0)

  const position = {
    page_size: size,
    total_count: await reader.total(),
    next: (await leadsOn(after)) ? after : undefined,
    prev: (await leadsOn(before)) ? before : undefined,
  }
  if (hasMore && rows.length < size) refuseNumber(request, rows.length)
  return { rows, page_info: profile.pageInfo(position, url) }
}

/** Reads users or labels, which are paged in one profile, and returned completely in the other. */
export async function readAccountList<
  From extends 'users' | 'labels',
  Row extends { tsid: string },
  Request extends PageRequest,
>(
  list: NamedList<From, Row>,
  request: PageAlone<Request>,
  call: ListCall,
): Promise<{ rows: Row[]; page_info?: PageInfo }> {
  if (call.profile.pagesAccountLists) return readPage(list, request, call)
  // Refuses an invalid Host header, as lists with links do.
  call.url()
  const tsid = sql.ref<string>(`${list.table}.tsid`)
  const rows: Row[] = []
  const batches = inBatches((after, limit) =>
    list.rows.where(tsid, '>', after).orderBy(tsid, 'asc').limit(limit).execute(),
  )
  for await (const batch of batches) rows.push(...batch)
  return { rows }
}

/** The start of an empty page (after deletions): the row of its cursor belongs to the page before it. */
function endBefore({ value, direction }: Position): string {
  if (value === '') return lastTsid
  return direction === 'ASC' ? tsidAfter(value) : value
}

function endAfter({ value, direction }: Position): string {
  return direction === 'DESC' ? tsidBefore(value) : value || lastTsid
}

/** Whether this is the first page. */
function isStart({ value, offset }: Position): boolean {
  return value === '' && !offset
}

/** Refuses page numbers if a page would be cut short, because rows between pages would be skipped. */
function refuseNumber({ page }: PageRequest, rows: number): void {
  if (page === undefined) return
  throw unprocessable(
    `page: the entries are too long for a page of this size; follow page_info.next, or ask for a page_size of ${rows} or less`,
  )
}

function readPageSize({ page_size, size }: PageRequest): number {
  const requested = page_size ?? size ?? defaultPageSize
  if (requested <= largestPageSize) return requested
  const name = page_size === undefined ? 'size' : 'page_size'
  throw unprocessable(`${name}: must be an integer from 1 to ${largestPageSize}, got ${requested}`)
}

function readStart({ cursor, next, page = 1 }: PageRequest, url: URL, field: string, size: number): Position {
  if (next !== undefined && cursor === undefined) return readCursor('next', next, field)
  // Lists for which the contract declares no cursor also have one in their links.
  const text = cursor ?? url.searchParams.get('cursor')
  if (text !== null) return readCursor('cursor', text, field)
  return { field, value: '', direction: 'ASC', offset: (page - 1) * size }
}

/** Accepts a cursor, or a whole link from `page_info`. */
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
