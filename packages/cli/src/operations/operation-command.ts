import type { CallOptions, TestsigmaClient } from '@testsigma-tms/client'

/** A flag for one argument of an operation. */
export interface Flag {
  /** The argument of the client's method, in the API's spelling. */
  readonly name: string
  /** Without the dashes. */
  readonly flag: string
  readonly kind: 'text' | 'texts' | 'integer' | 'number' | 'boolean' | 'json' | 'file'
  /** Human IDs are understood there. */
  readonly isInPath: boolean
  /** The only values that it takes. */
  readonly values?: readonly string[]
  /** Its name is a regular expression for names of files. */
  readonly isPattern?: boolean
  readonly required: boolean
  readonly description: string
}

/** A command for one operation of the contract. */
export interface OperationCommand {
  readonly name: string
  readonly operationId: string
  /** Of HTTP, in lower case. */
  readonly method: string
  readonly summary: string
  readonly description: string
  readonly isDeprecated?: true
  /** Whether fields may come as a JSON document. */
  readonly takesData: boolean
  readonly result: 'page' | 'entity' | 'done'
  readonly example: string
  readonly flags: readonly Flag[]
  /** What a command line makes of its flags has the type of the parameters only at run time. */
  readonly call: (tms: TestsigmaClient, params: never, options: CallOptions) => PromiseLike<unknown>
}

export type Params = Record<string, unknown>

/** The commands of one resource, loaded when somebody asks for one of them. */
export interface ResourceCommands {
  readonly name: string
  readonly summary: string
  readonly methods: readonly string[]
  readonly load: () => Promise<{ readonly commands: readonly OperationCommand[] }>
}
