import type { Caller } from './caller.ts'
import { OPERATIONS } from './generated/operations.ts'
import type { Resources } from './generated/resources.ts'
import type { CallOptions, Params } from './operation.ts'
import { readOperation } from './request.ts'

type Method = (params?: Params, options?: CallOptions) => unknown

/** Makes the methods of which the generated table tells. */
export function createResources(baseUrl: string, call: Caller): Resources {
  const resources: Record<string, Record<string, Method>> = {}
  let resource = ''
  let base = ''
  let methods: Record<string, Method> = {}
  for (const line of OPERATIONS.split('\n')) {
    const [name = '', verb = '', ...columns] = line.split(' ')
    if (verb[0] === '/') {
      resource = name
      base = verb
      methods = resources[name] = {}
    } else {
      const [method = '', id] = name.split('=')
      const operation = readOperation(baseUrl, base, resource, method, verb, columns, id)
      methods[method] = (params = {}, options = {}) => call(operation, params, options)
    }
  }
  return resources as unknown as Resources
}
