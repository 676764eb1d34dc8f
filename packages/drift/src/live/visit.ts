import {
  ApiError,
  AuthenticationError,
  type Page,
  PaginationError,
  RateLimitError,
  type TestsigmaClient,
  TimeoutError,
} from '@testsigma-tms/client'
import { outageReason } from './outage.ts'
import { BudgetSpent } from './read-only.ts'
import type { Params, Reader } from './routes.ts'

/** The result of calling an operation. Responses are compared elsewhere. */
export type Visited =
  | { readonly kind: 'seen'; readonly ids: readonly string[]; readonly isEmpty: boolean; readonly pages: number }
  | { readonly kind: 'failed'; readonly status: number | undefined; readonly reason: string }
  | { readonly kind: 'broken list'; readonly reason: string }
  | { readonly kind: 'budget spent' }
  /** Something is down, which says nothing about the contract. */
  | { readonly kind: 'outage'; readonly reason: string; readonly isTimeout: boolean }
  /** The key, or further requests with it, are refused. */
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }

type Method = (params: object) => PromiseLike<unknown>

/** Calls an operation through the client; of a list, at most `pages` pages. */
export async function visit(
  tms: TestsigmaClient,
  { sdk }: Reader,
  params: Params | Record<string, unknown>,
  mostPages: number,
): Promise<Visited> {
  const resource: unknown = Reflect.get(tms, sdk.resource)
  const method = Reflect.get(resource as object, sdk.method) as Method
  try {
    const result = await method.call(resource, params)
    return isPage(result)
      ? await walk(result, mostPages)
      : { kind: 'seen', ids: [], isEmpty: isEmpty(result), pages: 1 }
  } catch (error) {
    return asVisited(error)
  }
}

function isPage(result: unknown): result is Page<{ id?: unknown }> {
  return typeof result === 'object' && result !== null && 'pages' in result
}

function isEmpty(result: unknown): boolean {
  return Array.isArray(result) && result.length === 0
}

async function walk(first: Page<{ id?: unknown }>, mostPages: number): Promise<Visited> {
  const ids: string[] = []
  let count = 0
  let pages = 0
  for await (const { items } of first.pages()) {
    ids.push(...items.flatMap(({ id }) => (typeof id === 'string' ? [id] : [])))
    count += items.length
    if (++pages >= mostPages) break
  }
  return { kind: 'seen', ids, isEmpty: count === 0, pages }
}

function asVisited(error: unknown): Visited {
  if (wasBudgetSpent(error)) return { kind: 'budget spent' }
  if (error instanceof PaginationError)
    return { kind: 'broken list', reason: error.message.replaceAll(/"[^"]*"/g, 'a pointer') }
  if (error instanceof AuthenticationError) return { kind: 'refused', status: 401, reason: 'refuses the key (401)' }
  if (error instanceof RateLimitError) {
    return { kind: 'refused', status: error.status, reason: `keeps refusing: rate limit exceeded (${error.status})` }
  }
  const outage = outageReason(error)
  if (outage !== undefined) return { kind: 'outage', reason: outage, isTimeout: error instanceof TimeoutError }
  if (error instanceof ApiError) return { kind: 'failed', status: error.status, reason: reasonOf(error) }
  throw error
}

function reasonOf({ status }: ApiError): string {
  if (status < 300) return `it responds with ${status}, but not with the expected data`
  return status < 400 ? `it redirects elsewhere (${status})` : `it responds with ${status}`
}

function wasBudgetSpent(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error instanceof BudgetSpent || wasBudgetSpent(error.cause)
}
