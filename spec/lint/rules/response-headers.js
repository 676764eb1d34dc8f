import { explain } from '../explain.js'

/** Where the headers of every successful response are listed, once. */
const SHARED = 'shared/headers/all.yaml'

/** The one header that failures have too. */
const ON_FAILURES = 'x-request-id'

function missing(status, headers, ctx) {
  if (status.startsWith('2')) return headers?.$ref?.endsWith(SHARED) ? undefined : `a $ref to ${SHARED} as headers`
  const declared = headers && ctx.resolve(headers).node
  return declared && ON_FAILURES in declared ? undefined : `the header ${ON_FAILURES}`
}

/** Callers can count on every response to have the same headers, and the list of them is in one place. */
export function ResponseHeaders() {
  return {
    Operation(operation, ctx) {
      for (const [status, response] of Object.entries(operation.responses ?? {})) {
        const { headers } = ctx.resolve(response).node ?? {}
        const expected = missing(status, headers, ctx)
        if (expected === undefined) continue
        ctx.report({
          message: explain(
            `the response ${status} of ${operation.operationId} to have ${expected}`,
            headers ? Object.keys(headers).join(', ') : 'no headers',
            `write headers with $ref: ../../${SHARED}; a response of its own that is a failure has ${ON_FAILURES} alone`,
          ),
          location: ctx.location.child('responses').child(status),
        })
      }
    },
  }
}
