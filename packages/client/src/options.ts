/** What hooks learn about a request. The key is no part of it. */
export interface RequestFacts {
  readonly operationId: string | undefined
  readonly method: string
  readonly url: string
  /** 1 for the first time that the request is sent. */
  readonly attempt: number
}

/** What `fetch` looks like to this package: the global one, or a stand-in such as a local server's. */
export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>

/** How many requests may start in a second. */
export interface RateLimit {
  /** @default 10, which the live API was seen to take */
  readonly perSecond?: number
  /** Whether all clients with the same key for the same origin, in this process, share the limit. @default true */
  readonly share?: boolean
}

/** Takes what happens, a line at a time. `console` is one. */
export interface Logger {
  debug(line: string): void
  warn(line: string): void
}

/** How to reach the API. Everything has a default but the key. */
export interface ClientOptions {
  /** The API key. @default the environment variable `TESTSIGMA_API_KEY` */
  readonly apiKey?: string
  /** Address of the API. @default the environment variable `TESTSIGMA_BASE_URL`, else the documented address */
  readonly baseUrl?: string
  /** Stands in for the global `fetch`. */
  readonly fetch?: Fetch
  /** Milliseconds to wait for a complete response to one request. @default 60_000 */
  readonly timeout?: number
  /** Milliseconds for a whole call, with all waiting and all requests. @default none */
  readonly deadline?: number
  /**
   * How often to send a request again after a failure that may not happen again; waits for the rate limit do not count.
   * `false`: never, and no such waits either.
   * @default 2
   */
  readonly retry?: number | false
  /** The rate limit to keep; `false` for none. @default { perSecond: 10, share: true } */
  readonly rateLimit?: RateLimit | false
  /** Headers to send with every request. */
  readonly headers?: Readonly<Record<string, string>>
  /** Called before each request. */
  readonly onRequest?: (request: RequestFacts) => void
  /** Called after each response; `duration` is in milliseconds. */
  readonly onResponse?: (response: RequestFacts & { readonly status: number; readonly duration: number }) => void
  /** Called before the wait for another try; `delay` is in milliseconds. */
  readonly onRetry?: (retry: RequestFacts & { readonly delay: number; readonly reason: string }) => void
  /** Takes a line for each response and each retry. Neither the key nor a body is in them. */
  readonly logger?: Logger
}
