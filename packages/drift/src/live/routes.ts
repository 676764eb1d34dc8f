import type { Contract, Operation, Sdk } from '@testsigma-tms/spec/contract'

/** A read-only operation, with the client's method for it. */
export interface Reader {
  readonly operation: Operation
  /** For example `GET /users`. */
  readonly name: string
  /** `testRuns` and `list` in `tms.testRuns.list()`. */
  readonly sdk: Sdk
}

/** Parameters of a call. */
export type Params = Readonly<Record<string, string>>

/** All read-only operations of a contract. */
export function readersOf({ operations }: Contract): Reader[] {
  return operations.flatMap((operation) => {
    const { method, path, sdk } = operation
    return method === 'get' && sdk ? [{ operation, name: `GET ${path}`, sdk }] : []
  })
}

/** The names of the path parameters. */
export function parametersIn(path: string): string[] {
  return Array.from(path.matchAll(/\{([^}]+)\}/g), ([, name]) => String(name))
}

/** The parameter that follows a list in a longer path: for `/users` and `/users/{user_id}` it is `user_id`. */
export function parameterAfter(list: string, path: string): string | undefined {
  return path.startsWith(`${list}/{`) ? parametersIn(path.slice(list.length))[0] : undefined
}

/** The path of the list that contains the values of a parameter. */
export function listBefore(path: string, parameter: string): string {
  return path.slice(0, path.indexOf(`/{${parameter}}`))
}

/** Whether the page size of a list can be set. */
export function hasPageSize({ operation }: Reader): boolean {
  return operation.parameters.some(({ name }) => name === 'page_size')
}
