/** An operation of the contract, as a line of the generated table describes it. */
export interface Operation {
  /** How callers write it, for messages: `users.list`. */
  readonly call: string
  /** The operation's id in the contract. */
  readonly id: string
  readonly method: string
  /** Path below the base URL, with `{name}` for path parameters. */
  readonly path: string
  /** Whether callers get a page of a list. */
  readonly isList: boolean
  /** Names under which the answer's `data` holds the entity; empty where it is `data` itself, `undefined` for none. */
  readonly keys: readonly string[] | undefined
  /** Names of query parameters. */
  readonly inQuery: readonly string[]
  /** Names of the fields of a JSON document. */
  readonly inBody: readonly string[]
  /** The part of a form that takes the JSON document; empty where none does. */
  readonly jsonPart: string | undefined
  /** Matches the names of a form's parts that are files; `undefined` where the body is no form. */
  readonly files: RegExp | undefined
  /** Whether the request may be repeated. */
  readonly idempotent: boolean
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
