import type { CallOptions, TestsigmaClient } from '@testsigma-tms/client'

/** A flag for one argument of an operation. */
export interface Flag {
  /** The argument of the client's method, spelled as in the API. */
  readonly name: string
  /** Without the leading dashes. */
  readonly flag: string
  readonly kind: 'text' | 'texts' | 'integer' | 'number' | 'boolean' | 'json' | 'file'
  /** Path parameters also accept human IDs. */
  readonly isInPath: boolean
  /** The only allowed values. */
  readonly values?: readonly string[]
  /** Whether `name` is a regular expression for file names. */
  readonly isPattern?: boolean
  readonly required: boolean
  readonly description: string
}

/** A command for one operation of the contract. */
export interface OperationCommand {
  readonly name: string
  readonly operationId: string
  /** HTTP method, in lower case. */
  readonly method: string
  readonly summary: string
  readonly description: string
  readonly isDeprecated?: true
  /** Whether the fields can be passed as a JSON document. */
  readonly takesData: boolean
  readonly result: 'page' | 'entity' | 'done'
  readonly example: string
  readonly flags: readonly Flag[]
  /** `params: never`: the arguments of a command line are only checked at run time. */
  readonly call: (tms: TestsigmaClient, params: never, options: CallOptions) => PromiseLike<unknown>
}

export type Params = Record<string, unknown>

/** The commands of one resource, loaded on first use. */
export interface ResourceCommands {
  readonly name: string
  readonly summary: string
  readonly methods: readonly string[]
  readonly load: () => Promise<{ readonly commands: readonly OperationCommand[] }>
}
