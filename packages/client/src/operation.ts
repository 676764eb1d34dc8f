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
  /** Statuses that mean success, where there is no result that would show it. */
  readonly success?: readonly number[]
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
  /** Names of the files without which the form makes no sense. */
  readonly required?: readonly string[]
}

/** The parameters of one call, as the caller gave them. */
export type Params = Readonly<Record<string, unknown>>
