import { parsePointer } from '@testsigma-tms/spec/contract'
import { asTerm, joinTerm, type Term } from '../terms/term.ts'
import type { Add } from './change.ts'
import type { SchemaComparison } from './schema/compare-schemas.ts'
import type { Direction } from './schema/direction.ts'
import type { Failure } from './schema/failure.ts'
import type { Located } from './schema/source.ts'
import { componentOf, failureText } from './words.ts'

/** The locations of two schemas to compare. */
export interface SchemaPlace {
  /** The released schema. */
  readonly was: Located
  readonly is: Located
  readonly direction: Direction
  /** The operation and its part: "`listUsers`, response 200". */
  readonly operation: string
  readonly part: string
}

/** Compares two schemas; changes of a named schema are reported for that schema. */
export function compareSchemas(comparison: SchemaComparison, place: SchemaPlace, add: Add): void {
  const { was, is, direction, operation, part } = place
  for (const failure of comparison.changes(direction, was, is)) {
    const term = termOf(failure)
    const component = componentOf(term)
    const path = component === undefined ? failure.path : pathWithin(failure, term)
    const text = failureText(direction, { ...failure, path })
    add({
      term,
      impact: failure.impact,
      subject: component ?? operation,
      what: component ? text : `${text}, in the ${part}`,
      rule: failure.keyword,
      subjects: [...(component ? [component] : []), operation],
    })
  }
}

function termOf({ facet, keyword, field }: Failure): Term {
  const place = asTerm(facet.origin)
  if (keyword === 'properties' && field) return joinTerm(place, 'properties', field)
  if (keyword === 'required' && field) return joinTerm(place, 'properties', field)
  return joinTerm(place, keyword)
}

/** The path to a field within a named schema. */
function pathWithin({ keyword, path }: Failure, term: Term): string {
  const [, kind, , ...names] = parsePointer(`#${term}`)
  if (kind !== 'schemas') return path
  const own = keyword === 'properties' || keyword === 'required' ? names.slice(0, -2) : names.slice(0, -1)
  const steps: string[] = []
  for (let index = 0; index < own.length; index++) {
    const step = own[index] ?? ''
    if (step === 'properties' || step === 'patternProperties')
      steps.push(`${steps.length > 0 ? '.' : ''}${own[++index]}`)
    else if (step === 'items') steps.push('[]')
    else if (['anyOf', 'oneOf', 'allOf', 'prefixItems', 'dependentSchemas'].includes(step)) index++
  }
  return steps.join('')
}
