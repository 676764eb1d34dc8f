import { explain } from '../explain.js'

/** Where the headers of every successful response, and of every failure, are listed, once. */
const ON_SUCCESS = 'shared/headers/all.yaml'
const ON_FAILURE = 'shared/headers/failure.yaml'

function missing(status, headers) {
  const shared = status.startsWith('2') ? ON_SUCCESS : ON_FAILURE
  // A shared response is in a folder beside that of the headers.
  return headers?.$ref?.endsWith(shared.slice('shared/'.length)) ? undefined : `a $ref to ${shared} as headers`
}

/** Callers can count on every response to have the same headers, and the list of them is in one place. */
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
