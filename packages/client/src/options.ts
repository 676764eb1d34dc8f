/** What hooks learn about a request. The key is no part of it. */
export interface RequestFacts {
  readonly operationId: string | undefined
  readonly method: string
  readonly url: string
  /** 1 for the first time that the request is sent. */
  readonly attempt: number
}

/** What the client needs of a response: the global `Response` is one, and so are those of undici and node-fetch. */
export interface FetchResponse {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
}

/** What the client gives to `fetch`: no more than every implementation of it takes. */
export interface FetchInit {
  method: string
  headers: Record<string, string>
  /** Text, or bytes. It has both types, since no two implementations agree on what else they take. */
  body?: string & Uint8Array
  signal: AbortSignal
  redirect: 'manual'
}

/**
 * A function that sends a request, `(url: string, init: RequestInit) => Promise<Response>`: the global `fetch`, that of
 * undici, node-fetch or cross-fetch, or a local server's.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

/** How many requests may start in a second. */
export interface RateLimit {
  /** More than 0, at most 1,000; fractions are welcome. @default 10, which the live API was seen to take */
  readonly perSecond?: number | undefined
  /**
   * Whether all clients with the same key for the same origin, in this process, share one queue; the strictest
   * `perSecond` among them holds for all. @default true
   */
  readonly share?: boolean | undefined
}

/** Takes what happens, a line at a time. `console` is one. */
export interface Logger {
  readonly debug?: ((line: string) => void) | undefined
  readonly warn?: ((line: string) => void) | undefined
}

/** Called at what happens to requests. What a hook throws is reported once with `console.warn`, and harms no call. */
export interface Hooks {
  /** Called before each request. */
  readonly onRequest?: ((request: RequestFacts) => void) | undefined
  /** Called after each response; `duration` is in milliseconds. */
  readonly onResponse?:
    | ((response: RequestFacts & { readonly status: number; readonly duration: number }) => void)
    | undefined
  /** Called before the wait for another try; `delay` is in milliseconds. */
  readonly onRetry?: ((retry: RequestFacts & { readonly delay: number; readonly reason: string }) => void) | undefined
  /**
   * Called when a redirect is followed. Where the API has moved for good, `baseUrl` is what to give the client instead:
   * it goes there by itself from now on, but another process has to find out again.
   */
  readonly onRedirect?:
    | ((redirect: RequestFacts & { readonly location: string; readonly baseUrl: string | undefined }) => void)
    | undefined
  /**
   * Called when a call's own `signal` ends it, before the promise rejects with the signal's reason. Where
   * `mayHaveBeenApplied` is true, a write that is not safe to repeat was on its way.
   */
  readonly onAbort?: ((request: RequestFacts & { readonly mayHaveBeenApplied: boolean }) => void) | undefined
}

/** How to reach the API. Everything has a default but the key. */
export interface ClientOptions extends Hooks {
  /** The API key. @default the environment variable `TESTSIGMA_API_KEY` */
  readonly apiKey?: string | undefined
  /** Address of the API. @default the environment variable `TESTSIGMA_BASE_URL`, else the documented address */
  readonly baseUrl?: string | undefined
  /** Allows a `baseUrl` with `http:` on another machine, to which the key goes in plain text. @default false */
  readonly allowInsecure?: boolean | undefined
  /** Stands in for the global `fetch`. */
  readonly fetch?: Fetch | undefined
  /** Milliseconds to wait for a complete response to one request, up to 1e9. @default 60_000 */
  readonly timeout?: number | undefined
  /**
   * Milliseconds for a whole call, with all waiting and all requests, up to 1e9; for the pages of a list together, where
   * they are iterated or collected, without the time that the caller takes in between.
   * @default none
   */
  readonly deadline?: number | undefined
  /**
   * How often to send a request again after a failure that may not happen again, up to 100; waits for the rate limit do
   * not count. `false`: never, and no such waits either.
   * @default 2
   */
  readonly retry?: number | false | undefined
  /** The rate limit to keep; `false` for none. @default { perSecond: 10, share: true } */
  readonly rateLimit?: RateLimit | false | undefined
  /** Headers to send with every request; not those of the connection, such as `host` or `content-length`. */
  readonly headers?: Readonly<Record<string, string | undefined>> | Headers | undefined
  /** Takes a line for each response and each retry. Neither the key nor a body is in them. */
  readonly logger?: Logger | undefined
}

/** Options of one call. */
export interface CallOptions {
  /** Ends the call at once, also while it waits; the promise rejects with the signal's reason. See `onAbort`. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds to wait for a complete response to one request, up to 1e9. @default the client's `timeout` */
  readonly timeout?: number | undefined
  /** Milliseconds for the whole call, with all waiting and all requests, up to 1e9. @default the client's `deadline` */
  readonly deadline?: number | undefined
  /** How often to send again after a failure, up to 100; `false` for never. @default the client's `retry` */
  readonly retry?: number | false | undefined
  /** Headers to send beside the client's own. */
  readonly headers?: Readonly<Record<string, string | undefined>> | Headers | undefined
}

/** Options of one call whose response is a list. */
export interface ListOptions extends CallOptions {
  /** Goes on where an earlier walk stopped: the `checkpoint` of its last page. Give the same parameters as then. */
  readonly from?: string | undefined
}
