import { explain } from '../explain.js'

/** The shared header lists, relative to the root document: one for successful responses, one for failures. */
const ON_SUCCESS = 'shared/headers/all.yaml'
const ON_FAILURE = 'shared/headers/failure.yaml'

function missing(status, headers) {
  const shared = status.startsWith('2') ? ON_SUCCESS : ON_FAILURE
  // Shared responses are in the folder next to `headers`, so their `$ref` lacks `shared/`.
  return headers?.$ref?.endsWith(shared.slice('shared/'.length)) ? undefined : `a $ref to ${shared} as headers`
}

/** All responses have the same headers, listed in one place, so that callers can rely on them. */
export function ResponseHeaders() {
  return {
    Operation(operation, ctx) {
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        const { headers } = ctx.resolve(response).node ?? {}
        const expected = missing(status, headers)
        if (expected === undefined) continue
        ctx.report({
          message: explain(
            `the response ${status} of ${operation.operationId} to have ${expected}`,
            headers ? Object.keys(headers).join(', ') : 'no headers',
            `write headers with $ref: ../../${ON_SUCCESS}, or ../../${ON_FAILURE} for a failure`,
          ),
          location: ctx.location.child('responses').child(status),
        })
      }
    },
  }
}
