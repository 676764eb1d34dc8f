import type { Operation } from '@testsigma-tms/spec/contract'
import { asTerm, joinTerm } from '../terms/term.ts'
import type { Add } from './change.ts'
import { compareContent } from './content.ts'
import { compareParameters } from './parameters.ts'
import { compareResponses } from './responses.ts'
import type { SchemaComparison } from './schema/compare-schemas.ts'
import { type Contracts, compareSecurity } from './security.ts'

/** Compares the requests and responses of two versions of an operation. */
export function compareOperation(
  comparison: SchemaComparison,
  contracts: Contracts,
  was: Operation,
  is: Operation,
  add: Add,
): void {
  comparePromises(was, is, add)
  compareSecurity(contracts, was, is, add)
  compareParameters(comparison, was, is, add)
  compareRequestBody(comparison, was, is, add)
  compareResponses(comparison, was, is, add)
}

/** Compares properties other than requests and responses: the sunset date, and whether requests may be repeated. */
function comparePromises(was: Operation, is: Operation, add: Add): void {
  const about = { subject: was.id, subjects: [was.id] }
  const at = (field: string) => ({ ...about, term: joinTerm(asTerm(was.pointer), field), rule: field })
  if (is.deprecated && !was.deprecated) {
    add({ ...at('deprecated'), term: asTerm(was.pointer), impact: 'addition', what: 'deprecated now' })
  }
  if (was.idempotent !== is.idempotent) {
    const [impact, what] = is.idempotent
      ? (['breaking', 'requests may be repeated now: clients send them again after a failure'] as const)
      : (['addition', 'requests may not be repeated any more'] as const)
    add({ ...at('x-idempotent'), impact, what })
  }
  const [old, now] = [was, is].map(({ deprecated, sunset }) => (deprecated ? sunset : undefined))
  if (now !== undefined && was.deprecated && now !== old) {
    const impact = old !== undefined && now < old ? 'breaking' : 'addition'
    add({ ...at('x-sunset'), impact, what: `its end (\`x-sunset\`) moved from ${old ?? 'no day'} to ${now}` })
  }
}

function compareRequestBody(comparison: SchemaComparison, was: Operation, is: Operation, add: Add): void {
  const [before, after] = [was.requestBody, is.requestBody]
  const about = { term: joinTerm(asTerm(was.pointer), 'requestBody'), subject: was.id, subjects: [was.id] }
  if (before && !after) {
    add({ ...about, impact: 'breaking', rule: 'body-removed', what: `the request body was removed` })
  }
  if (!before && after) {
    const [impact, word] = after.required ? (['breaking', 'required'] as const) : (['addition', 'optional'] as const)
    add({ ...about, impact, rule: 'body-added', what: `the ${word} request body was added` })
  }
  if (!before || !after) return
  if (before.required !== after.required) {
    const [impact, word] = after.required ? (['breaking', 'required'] as const) : (['addition', 'optional'] as const)
    add({ ...about, impact, rule: 'body-required', what: `the request body is ${word} now` })
  }
  const term = joinTerm(asTerm(before.pointer), 'content')
  compareContent(
    comparison,
    { was: before, is: after, direction: 'request', operation: was.id, part: 'request body', term },
    add,
  )
}
