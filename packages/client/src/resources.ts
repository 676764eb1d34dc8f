import { callOperation } from './call-operation.ts'
import { OPERATIONS } from './generated/operations.ts'
import type { Resources } from './generated/resources.ts'
import type { Operation, Params } from './operation.ts'
import type { CallOptions } from './options.ts'
import { ownOf } from './own.ts'
import { RequestBuilder } from './request.ts'
import type { Connection } from './transport/transport.ts'

type Method = (params?: Params, options?: CallOptions) => unknown

/** Creates the methods of the generated table. */
export function createResources(connection: Connection): Resources {
  const resources: Record<string, Record<string, Method>> = {}
  for (const [resource, operations] of Object.entries(OPERATIONS)) {
    const methods: Record<string, Method> = {}
    for (const [name, declared] of Object.entries<Operation>(operations)) {
      const operation = ownOf(name, declared)
      const builder = new RequestBuilder(connection.settings.baseUrl, `${resource}.${name}`, operation)
      methods[name] = (params = {}, options = {}) => callOperation({ connection, operation, builder, params, options })
    }
    resources[resource] = methods
  }
  return resources as unknown as Resources
}
