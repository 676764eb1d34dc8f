/** What the client has to know about an operation of the contract to call it. */
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
  /** Set if the request is a form instead of a JSON document. */
  readonly form?: Form
  /** Fields of `data` that may contain the result. Empty if `data` is the result, absent if there is no result. */
  readonly result?: readonly string[]
  /** Statuses that mean success, for operations without a result. */
  readonly success?: readonly number[]
  /** The result is one page of a list. */
  readonly isPage?: true
  /** `false` if repeating the request does harm, whatever its method. */
  readonly isIdempotent?: false
}

export interface Form {
  /** Name of the part that contains the JSON document, if there is one. */
  readonly document?: string
  /** A regular expression for the names of the file parts. */
  readonly files?: string
  /** Names of the required files. */
  readonly required?: readonly string[]
}

/** The parameters of one call, as the caller passed them. */
export type Params = Readonly<Record<string, unknown>>
