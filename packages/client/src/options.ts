/** Facts about a request, for hooks. They do not contain the key. */
export interface RequestFacts {
  readonly operationId: string | undefined
  readonly method: string
  readonly url: string
  /** 1 for the first time that the request is sent. */
  readonly attempt: number
}

/** The part of a response that the client uses; the `Response` of the runtime, of undici and of node-fetch have it. */
export interface FetchResponse {
  readonly ok: boolean
  readonly status: number
  readonly headers: { get(name: string): string | null }
  text(): Promise<string>
}

/** The options that the client passes to `fetch`; every implementation accepts them. */
export interface FetchInit {
  method: string
  headers: Record<string, string>
  /** A string or bytes. An intersection of both types, because implementations accept different types of bodies. */
  body?: string & Uint8Array
  signal: AbortSignal
  redirect: 'manual'
}

/**
 * A function that sends a request, `(url: string, init: RequestInit) => Promise<Response>`: the global `fetch`, that of
 * undici, node-fetch or cross-fetch, or that of a local server.
 */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>

/** How many requests may start per second. */
export interface RateLimit {
  /** More than 0, at most 1,000; fractions are allowed. @default 10, the limit observed in the live API */
  readonly perSecond?: number | undefined
  /**
   * Whether all clients in this process with the same key and the same origin share one queue; the strictest
   * `perSecond` among them applies to all. @default true
   */
  readonly share?: boolean | undefined
}

/** Receives one line for each event. `console` is one. */
export interface Logger {
  readonly debug?: ((line: string) => void) | undefined
  readonly warn?: ((line: string) => void) | undefined
}

/** Callbacks for events of requests. If a hook throws, `console.warn` reports it once, and the call is not affected. */
export interface Hooks {
  /** Called before each request. */
  readonly onRequest?: ((request: RequestFacts) => void) | undefined
  /** Called after each response; `duration` is in milliseconds. */
  readonly onResponse?:
    | ((response: RequestFacts & { readonly status: number; readonly duration: number }) => void)
    | undefined
  /** Called before the wait for a retry; `delay` is in milliseconds. */
  readonly onRetry?: ((retry: RequestFacts & { readonly delay: number; readonly reason: string }) => void) | undefined
  /**
   * Called when a redirect is followed. If the API has moved permanently, `baseUrl` is the new base URL to configure:
   * this process uses it from now on, but other processes have to find it out again.
   */
  readonly onRedirect?:
    | ((redirect: RequestFacts & { readonly location: string; readonly baseUrl: string | undefined }) => void)
    | undefined
  /**
   * Called when the `signal` of a call aborts it, before the promise rejects with the signal's reason. If
   * `mayHaveBeenApplied` is true, a write that is not safe to repeat had been sent.
   */
  readonly onAbort?: ((request: RequestFacts & { readonly mayHaveBeenApplied: boolean }) => void) | undefined
}

/** How to reach the API. Only the key has no default. */
export interface ClientOptions extends Hooks {
  /** The API key. @default the environment variable `TESTSIGMA_API_KEY` */
  readonly apiKey?: string | undefined
  /** Base URL of the API. @default the environment variable `TESTSIGMA_BASE_URL`, else the documented address */
  readonly baseUrl?: string | undefined
  /** Allows a `baseUrl` with `http:` on another machine; the key is then sent in plain text. @default false */
  readonly allowInsecure?: boolean | undefined
  /** Replaces the global `fetch`. */
  readonly fetch?: Fetch | undefined
  /** Milliseconds to wait for a complete response to one request, up to 1e9. @default 60_000 */
  readonly timeout?: number | undefined
  /**
   * Milliseconds for a whole call, including all waiting and all requests, up to 1e9. If a list is iterated or
   * collected, it applies to all pages together; the time that the caller takes in between does not count.
   * @default none
   */
  readonly deadline?: number | undefined
  /**
   * How often to retry after a failure that may be temporary, up to 100; retries because of the rate limit do not
   * count. `false` for none, including those because of the rate limit.
   * @default 2
   */
  readonly retry?: number | false | undefined
  /** The rate limit to respect; `false` for none. @default { perSecond: 10, share: true } */
  readonly rateLimit?: RateLimit | false | undefined
  /** Headers to send with every request, except those of the connection, such as `host` or `content-length`. */
  readonly headers?: Readonly<Record<string, string | undefined>> | Headers | undefined
  /** Receives one line for each response and each retry, without the key and bodies. */
  readonly logger?: Logger | undefined
}

/** Options of one call. */
export interface CallOptions {
  /** Aborts the call immediately, also while it waits; the promise rejects with the signal's reason. See `onAbort`. */
  readonly signal?: AbortSignal | undefined
  /** Milliseconds to wait for a complete response to one request, up to 1e9. @default the client's `timeout` */
  readonly timeout?: number | undefined
  /** Milliseconds for the whole call, including all waiting, up to 1e9. @default the client's `deadline` */
  readonly deadline?: number | undefined
  /** How often to retry after a failure, up to 100; `false` for none. @default the client's `retry` */
  readonly retry?: number | false | undefined
  /** Headers to send in addition to the client's own. */
  readonly headers?: Readonly<Record<string, string | undefined>> | Headers | undefined
}

/** Options of one call whose response is a list. */
export interface ListOptions extends CallOptions {
  /** Resumes an earlier read after the page with this `checkpoint`. Pass the same parameters as then. */
  readonly from?: string | undefined
}
