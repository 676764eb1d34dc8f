import { explain } from '../explain.js'

const DATE = /^\d{4}-\d{2}-\d{2}$/

/** A deprecated operation names its end date and its replacement. */
export function Deprecation() {
  const operationIds = new Set()
  const replacements = []
  return {
    Operation(operation, ctx) {
      operationIds.add(operation.operationId)
      if (!operation.deprecated) return
      if (!DATE.test(String(operation['x-sunset']))) {
        ctx.report({
          message: explain(
            `the deprecated ${operation.operationId} to have an end date`,
            `x-sunset ${operation['x-sunset'] ?? 'missing'}`,
            'write x-sunset with a date such as 2027-01-31',
          ),
        })
      }
      replacements.push({ operation, location: ctx.location })
    },
    Root: {
      leave(_root, ctx) {
        for (const { operation, location } of replacements) {
          const replacement = operation['x-replacement']
          if (operationIds.has(replacement)) continue
          ctx.report({
            message: explain(
              `the deprecated ${operation.operationId} to name the operation that replaces it`,
              `x-replacement ${replacement ?? 'missing'}`,
              'write x-replacement with the operationId of another operation of this contract',
            ),
            location,
          })
        }
      },
    },
  }
}
