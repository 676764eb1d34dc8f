import type { Contract, Operation, Sdk } from '@testsigma-tms/spec/contract'

/** An operation that only reads, and how the client calls it. */
export interface Reader {
  readonly operation: Operation
  /** `GET /users`. */
  readonly name: string
  /** `testRuns` and `list` in `tms.testRuns.list()`. */
  readonly sdk: Sdk
}

/** Parameters of one call. */
export type Params = Readonly<Record<string, string>>

/** Every operation of a contract that only reads. */
export function readersOf({ operations }: Contract): Reader[] {
  return operations.flatMap((operation) => {
    const { method, path, sdk } = operation
    return method === 'get' && sdk ? [{ operation, name: `GET ${path}`, sdk }] : []
  })
}

/** Names of the parameters in a path. */
export function parametersIn(path: string): string[] {
  return Array.from(path.matchAll(/\{([^}]+)\}/g), ([, name]) => String(name))
}

/** The parameter that an entry of a list stands for in a longer path: `/users` in `/users/{user_id}` is `user_id`. */
export function parameterAfter(list: string, path: string): string | undefined {
  return path.startsWith(`${list}/{`) ? parametersIn(path.slice(list.length))[0] : undefined
}

/** The path of the list that a parameter's values would be found in. */
export function listBefore(path: string, parameter: string): string {
  return path.slice(0, path.indexOf(`/{${parameter}}`))
}

/** Whether a list can be asked for in pages of a given size. */
export function hasPageSize({ operation }: Reader): boolean {
  return operation.parameters.some(({ name }) => name === 'page_size')
}
