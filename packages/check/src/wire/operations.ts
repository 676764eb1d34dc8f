import type { Operation } from '@testsigma-tms/spec/contract'
import { asTerm, joinTerm } from '../terms/term.ts'
import type { Add } from './change.ts'
import { compareContent } from './content.ts'
import { compareParameters } from './parameters.ts'
import { compareResponses } from './responses.ts'
import type { SchemaComparison } from './schema/compare-schemas.ts'
import { type Contracts, compareSecurity } from './security.ts'

/** Compares what two versions of an operation take and return. */
export function compareOperation(
  comparison: SchemaComparison,
  contracts: Contracts,
  was: Operation,
  is: Operation,
  add: Add,
): void {
  if (is.deprecated && !was.deprecated) {
    const what = 'deprecated now'
    add({
      term: asTerm(was.pointer),
      impact: 'addition',
      rule: 'deprecated',
      subject: was.id,
      what,
      subjects: [was.id],
    })
  }
  compareSecurity(contracts, was, is, add)
  compareParameters(comparison, was, is, add)
  compareRequestBody(comparison, was, is, add)
  compareResponses(comparison, was, is, add)
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
