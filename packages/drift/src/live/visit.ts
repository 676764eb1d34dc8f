import {
  ApiError,
  AuthenticationError,
  ConnectionError,
  type Page,
  PaginationError,
  RateLimitError,
  type TestsigmaClient,
  TimeoutError,
} from '@testsigma-tms/client'
import { BudgetSpent } from './read-only.ts'
import type { Params, Reader } from './routes.ts'

/** What came of calling an operation. What the answers looked like is somebody else's business. */
export type Visited =
  | { readonly kind: 'seen'; readonly ids: readonly string[]; readonly isEmpty: boolean; readonly pages: number }
  | { readonly kind: 'failed'; readonly status: number | undefined; readonly reason: string }
  | { readonly kind: 'broken list'; readonly reason: string }
  | { readonly kind: 'budget spent' }

type Method = (params: object) => PromiseLike<unknown>

/** Calls an operation through the client; of a list, so many pages. @throws {Error} when the API is gone */
export async function visit(
  tms: TestsigmaClient,
  { sdk, name }: Reader,
  params: Params | Record<string, unknown>,
  mostPages: number,
): Promise<Visited> {
  const resource: unknown = Reflect.get(tms, sdk.resource)
  const method = Reflect.get(resource as object, sdk.method) as Method
  try {
    const answer = await method.call(resource, params)
    return isPage(answer)
      ? await walk(answer, mostPages)
      : { kind: 'seen', ids: [], isEmpty: isEmpty(answer), pages: 1 }
  } catch (error) {
    return asVisited(error, name)
  }
}

function isPage(answer: unknown): answer is Page<{ id?: unknown }> {
  return typeof answer === 'object' && answer !== null && 'pages' in answer
}

function isEmpty(answer: unknown): boolean {
  return Array.isArray(answer) && answer.length === 0
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

function asVisited(error: unknown, name: string): Visited {
  if (wasBudgetSpent(error)) return { kind: 'budget spent' }
  if (error instanceof PaginationError)
    return { kind: 'broken list', reason: error.message.replaceAll(/"[^"]*"/g, 'a pointer') }
  if (error instanceof AuthenticationError) {
    throw new Error(`The API refuses the key since ${name}: 401. It has expired, or was revoked, meanwhile.`)
  }
  if (error instanceof ConnectionError || error instanceof TimeoutError) {
    throw new Error(`The server stopped answering at ${name}: ${error.name}.`)
  }
  if (error instanceof RateLimitError) {
    throw new Error(`The API keeps refusing ${name}: rate limit exceeded. Does somebody else use the key?`)
  }
  if (error instanceof ApiError) return { kind: 'failed', status: error.status, reason: `it answers ${error.status}` }
  throw error
}

function wasBudgetSpent(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return error instanceof BudgetSpent || wasBudgetSpent(error.cause)
}
