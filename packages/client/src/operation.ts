/** What the client has to know about an operation of the contract to carry it out. */
export interface Operation {
  /** `operationId` in the contract. */
  readonly id: string
  readonly method: string
  /** Path template: `/projects/{project_id}`. */
  readonly path: string
  /** Names of the query parameters. */
  readonly query?: readonly string[]
  /** Names of the fields of the JSON document. */
  readonly fields?: readonly string[]
  /** Where the request is a form instead of a JSON document. */
  readonly form?: Form
  /** Names under which `data` may hold the result; empty where `data` is the result, absent where there is none. */
  readonly result?: readonly string[]
  /** The result is one page of a list. */
  readonly isPage?: true
  /** `false` where a repeated request does harm, whatever the method says. */
  readonly isIdempotent?: false
}

export interface Form {
  /** The part that takes the JSON document, if there is one. */
  readonly document?: string
  /** A regular expression for the names of the parts that are files. */
  readonly files?: string
}

/** The parameters of one call, as the caller gave them. */
export type Params = Readonly<Record<string, unknown>>

/** Options of one call. */
export interface CallOptions {
  /** Ends the call at once, also while it waits; the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal
  /** Milliseconds to wait for a complete response to one request. @default the client's `timeout` */
  readonly timeout?: number
  /** Milliseconds for the whole call, with all waiting and all requests. @default the client's `deadline` */
  readonly deadline?: number
  /** How often to send again after a failure; `false` for never. @default the client's `retry` */
  readonly retry?: number | false
  /** Headers to send beside the client's own. */
  readonly headers?: Readonly<Record<string, string>>
}

/** Options of one call whose response is a list. */
export interface ListOptions extends CallOptions {
  /** Goes on where an earlier walk stopped: the `checkpoint` of its last page. Give the same parameters as then. */
  readonly from?: string
}
