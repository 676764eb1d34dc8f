import { explain } from '../explain.js'

const RATE_LIMITED = 'rate limit exceeded'

function expectedStatuses({ requestBody, parameters }, path) {
  const takesInput = requestBody !== undefined || parameters.some((parameter) => parameter.in !== 'path')
  return ['401', '500', ...(path.includes('{') ? ['404'] : []), ...(takesInput ? ['400', '422'] : [])].sort()
}

function showsRateLimit(response, ctx) {
  const media = ctx.resolve(response).node?.content?.['application/json']
  return media?.examples?.[RATE_LIMITED] !== undefined
}

/** All operations declare the same failures, so that callers can rely on them. */
export function DeclaredResponses() {
  let path
  let shared = []
  return {
    PathItem: {
      enter(item, ctx) {
        path = String(ctx.key)
        shared = item.parameters ?? []
      },
      Operation(operation, ctx) {
        const own = [...shared, ...(operation.parameters ?? [])]
        const parameters = own.map((parameter) => ctx.resolve(parameter).node ?? {})
        const statuses = Object.keys(operation.responses ?? {})
        const expected = expectedStatuses({ ...operation, parameters }, path)
        const missing = expected.filter((status) => !statuses.includes(status))
        if (!statuses.some((status) => status.startsWith('2'))) missing.unshift('2xx')
        if (missing.length > 0) {
          ctx.report({
            message: explain(
              `${operation.operationId} to declare 2xx, ${expected.join(', ')}`,
              `${statuses.join(', ') || 'none'}, without ${missing.join(', ')}`,
              'refer to the responses in shared/responses',
            ),
            location: ctx.location.child('responses'),
          })
        }
        const failure = operation.responses?.['500']
        if (failure !== undefined && !showsRateLimit(failure, ctx)) {
          ctx.report({
            message: explain(
              `the response 500 of ${operation.operationId} to have the example "${RATE_LIMITED}"`,
              'no such example',
              'refer to shared/responses/InternalServerError.yaml',
            ),
            location: ctx.location.child('responses').child('500'),
          })
        }
      },
    },
  }
}
