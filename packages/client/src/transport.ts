import type { paths } from '@testsigma-tms/types'
import createHttpClient, {
  type Client,
  createFinalURL,
  createQuerySerializer,
  defaultPathSerializer,
} from 'openapi-fetch'
import { ConnectionError, TimeoutError } from './errors.ts'

/** What `fetch` looks like to this package: the global one, or a stand-in such as a local server's. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** A `fetch` that adds the key, ends slow requests and fails with this package's errors. */
export type Transport = (input: string | URL | Request, init?: RequestInit & { timeout?: number }) => Promise<Response>

export interface TransportOptions {
  readonly apiKey: string
  /** The API's address. The key goes to this origin and to no other. */
  readonly baseUrl: string
  readonly fetch: Fetch
  /** Milliseconds to wait for a complete answer. */
  readonly timeout: number
  /** Sent with every request. */
  readonly headers: Readonly<Record<string, string>>
}

/** Makes the one place through which every request goes. Answers are read to their end before they are handed on. */
export function createTransport(options: TransportOptions): Transport {
  const { origin } = new URL(options.baseUrl)

  return async (input, { timeout = options.timeout, ...init } = {}) => {
    const request = input instanceof Request ? input : undefined
    const url = request?.url ?? `${input}`
    const headers = new Headers({ accept: 'application/json', ...options.headers })
    for (const [name, value] of new Headers(init.headers ?? request?.headers)) headers.set(name, value)
    if (new URL(url).origin === origin) headers.set('authorization', `Bearer ${options.apiKey}`)

    const timer = AbortSignal.timeout(timeout)
    const signal = AbortSignal.any([timer, init.signal, request?.signal].filter((each) => each != null))
    try {
      return await readToEnd(await options.fetch(input, { ...init, headers, signal }), url)
    } catch (error) {
      if (timer.aborted && error === timer.reason) {
        throw new TimeoutError(`No complete answer from ${url} within ${timeout} ms.`, { cause: error })
      }
      if (signal.aborted) throw error
      throw new ConnectionError(`No complete answer from ${url}: ${reasonOf(error)}.`, { cause: error })
    }
  }
}

/** The plain openapi-fetch client over the transport. */
export type HttpClient = Client<paths>

export function createHttp(baseUrl: string, transport: Transport): HttpClient {
  return createHttpClient<paths>({ baseUrl, fetch: transport })
}

const serializeQuery = createQuerySerializer()

export function buildUrl(
  baseUrl: string,
  path: string,
  pathValues: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>>,
): string {
  return createFinalURL(path, {
    baseUrl,
    params: { path: pathValues, query },
    pathSerializer: defaultPathSerializer,
    querySerializer: serializeQuery,
  })
}

/** A body that breaks off makes a success useless, but must not hide the status of a failure. */
async function readToEnd(response: Response, url: string): Promise<Response> {
  if (response.body === null) return response
  const body = await response.arrayBuffer().catch((error: unknown) => {
    if (response.ok) throw error
    return null
  })
  const { status, statusText, headers } = response
  const complete = new Response(body, { status, statusText, headers })
  Object.defineProperty(complete, 'url', { value: response.url || url })
  return complete
}

/** `fetch failed` says nothing; what lies beneath it (`ECONNREFUSED`) does. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as { cause?: { code?: string; message?: string }; message?: string }
  return cause?.code ?? cause?.message ?? message ?? 'unknown failure'
}
