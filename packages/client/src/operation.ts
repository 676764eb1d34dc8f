import type { Message } from './call.ts'

/** An operation of the contract. */
export interface Operation {
  /** Whether callers get a page of a list. */
  readonly isList: boolean
  /** Names under which the answer's `data` holds the entity; empty where it is `data` itself, `undefined` for none. */
  readonly keys: readonly string[] | undefined
  /**
   * Sorts flat parameters into path, query and body, where the contract wants them.
   * @param pointer query parameters that lead to a page, as the API gave them
   * @throws {UsageError} for a parameter that does not exist, and for a value that does not fit
   */
  readonly prepare: (params: Params, pointer?: Params) => PreparedRequest
}

/** What an operation sends. */
export interface PreparedRequest extends Message {
  readonly operationId: string
  readonly body: string | FormData | undefined
}

/** The parameters of one call, as the caller gave them. */
export type Params = Readonly<Record<string, unknown>>

/** Options of one call. */
export interface CallOptions {
  /** Ends the call at once, also while it waits; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Milliseconds to wait for a complete answer to one request. @default the client's `timeout` */
  readonly timeout?: number
  /** Milliseconds for the whole call, with all waiting and all requests. @default the client's `deadline` */
  readonly deadline?: number
  /** How often to send again after a failure; `false` for never. @default the client's `retry` */
  readonly retry?: number | false
  /** Headers to send beside the client's own. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Options of one call that answers with a list. */
export interface ListOptions extends CallOptions {
  /** Goes on where an earlier walk stopped: the `checkpoint` of its last page. Give the same parameters as then. */
  readonly from?: string
}
