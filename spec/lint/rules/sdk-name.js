import { explain } from '../explain.js'

const CAMEL_CASE = /^[a-z][A-Za-z0-9]*$/
const FIX = 'write x-sdk with resource and method, for example {resource: testRuns, method: assignUser}'

/** Every operation has a unique name in the client. */
export function SdkName() {
  const takenBy = new Map()
  return {
    Operation(operation, ctx) {
      const { resource, method } = operation['x-sdk'] ?? {}
      if (!CAMEL_CASE.test(resource ?? '') || !CAMEL_CASE.test(method ?? '')) {
        ctx.report({
          message: explain(
            `${operation.operationId} to have a resource and a method in camelCase under x-sdk`,
            JSON.stringify(operation['x-sdk']) ?? 'no x-sdk',
            FIX,
          ),
        })
        return
      }
      const name = `${resource}.${method}`
      const other = takenBy.get(name)
      if (other !== undefined) {
        ctx.report({
          message: explain(
            `tms.${name}() to be one operation`,
            `${other} and ${operation.operationId}`,
            'give one of them another x-sdk.method',
          ),
          location: ctx.location.child('x-sdk'),
        })
      }
      takenBy.set(name, operation.operationId)
    },
  }
}
