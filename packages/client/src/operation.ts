/** An operation of the contract, as the generated methods hand it on. */
export interface Operation {
  /** The operation's id in the contract. */
  readonly id: string
  /** How callers write it, for messages: `users.list`. */
  readonly call: string
  readonly method: string
  /** Path below the base URL, with `{name}` for path parameters. */
  readonly path: string
  /** Names of query parameters. */
  readonly query?: readonly string[]
  /** Names of the fields of a JSON body; absent where there is none. */
  readonly body?: readonly string[]
  /** How the body is sent as a form; absent where it is plain JSON. */
  readonly form?: Form
  /** Whether the request may be repeated. @default by the method */
  readonly idempotent?: boolean
  /** Names under which the answer's `data` holds the entity; absent where `data` itself is it. */
  readonly keys?: readonly string[]
}

/** A body in the type `multipart/form-data`. */
export interface Form {
  /** The part that takes the fields of the JSON body; absent where there are none. */
  readonly json?: string
  /** Matches the names of the parts that are files. */
  readonly files: RegExp
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
