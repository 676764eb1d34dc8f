import { isObject, type JsonObject, joinPointer } from '@testsigma-tms/spec/contract'
import { both, type Conjunction, conjunctionOf, type Facet, without } from './conjunction.ts'
import { withField, withoutField } from './dependencies.ts'
import { dependents, partAt, partsOf } from './evaluation.ts'
import { placeOf } from './fields.ts'
import type { Located } from './source.ts'

/** The most parts that the values of one schema are taken apart into. */
const MOST_CASES = 64

/** The most alternatives of `anyOf` of which every combination is looked at. */
const MOST_COMBINED = 4

/**
 * Takes the values of a conjunction apart by its first alternatives or condition: each value is in at least one of the
 * parts, and each part says more about its values, with everything that stands beside the alternatives. `undefined`
 * where there are none, or where there would be too many parts.
 */
export function casesOf(conjunction: Conjunction): readonly Conjunction[] | undefined {
  for (const facet of conjunction.facets) {
    const cases = casesBy(conjunction, facet)
    if (cases === undefined) continue
    const count = conjunction.cases * cases.length
    return count > MOST_CASES ? undefined : cases.map((each) => ({ ...each, cases: count }))
  }
  return undefined
}

/** Whether alternatives are said anywhere in it. */
export function hasAlternatives({ facets }: Conjunction): boolean {
  return facets.some(({ schema }) => schema.anyOf !== undefined || schema.oneOf !== undefined)
}

function casesBy(conjunction: Conjunction, facet: Facet): Conjunction[] | undefined {
  const { schema } = facet
  const located: Located = { source: facet.source, pointer: facet.pointer, schema }
  if (Array.isArray(schema.oneOf)) return casesOfOne(without(conjunction, facet, 'oneOf'), located)
  if (Array.isArray(schema.anyOf)) return casesOfAny(without(conjunction, facet, 'anyOf'), located)
  if (schema.if !== undefined) return casesOfCondition(without(conjunction, facet, 'if', 'then', 'else'), located)
  const [dependent] = dependents(located)
  return dependent && casesOfDependent(withoutDependent(conjunction, facet, dependent[0]), located, dependent)
}

/** One alternative holds, and the others do not. */
function casesOfOne(rest: Conjunction, holder: Located): Conjunction[] {
  const branches = partsOf(holder, 'oneOf')
  return branches.map((branch, index) => {
    const others = branches.filter((_, other) => other !== index).map(negated)
    return decide(both(rest, conjunctionOf([branch, ...others])), placeOf(holder, 'oneOf'), [String(index)])
  })
}

/** Which alternatives hold makes a difference where fields are refused that none of them evaluates. */
function casesOfAny(rest: Conjunction, holder: Located): Conjunction[] {
  const branches = partsOf(holder, 'anyOf')
  const matters = rest.facets.some(({ schema }) => schema.unevaluatedProperties !== undefined)
  if (!matters || branches.length > MOST_COMBINED) return branches.map((branch) => both(rest, conjunctionOf([branch])))
  const combinations = Array.from({ length: 2 ** branches.length - 1 }, (_, index) => index + 1)
  return combinations.map((combination) => {
    const holds = (index: number) => (combination & (1 << index)) !== 0
    const parts = branches.map((branch, index) => (holds(index) ? branch : negated(branch)))
    const chosen = branches.flatMap((_, index) => (holds(index) ? [String(index)] : []))
    return decide(both(rest, conjunctionOf(parts)), placeOf(holder, 'anyOf'), chosen)
  })
}

function casesOfCondition(rest: Conjunction, holder: Located): Conjunction[] {
  const [condition, then, otherwise] = ['if', 'then', 'else'].map((keyword) => partAt(holder, keyword)) as [
    Located,
    Located,
    Located,
  ]
  return [
    decide(both(rest, conjunctionOf([condition, then])), placeOf(holder, 'if'), ['then']),
    decide(both(rest, conjunctionOf([negated(condition), otherwise])), placeOf(holder, 'if'), ['else']),
  ]
}

function casesOfDependent(rest: Conjunction, holder: Located, [name, part]: [string, Located]): Conjunction[] {
  const place = `${placeOf(holder, 'dependentSchemas')}/${name}`
  return [
    decide(both(both(rest, withField(holder, name)), conjunctionOf([part])), place, ['there']),
    decide(both(rest, withoutField(holder, name)), place, ['absent']),
  ]
}

function withoutDependent(conjunction: Conjunction, facet: Facet, name: string): Conjunction {
  const { [name]: _, ...others } = facet.schema.dependentSchemas as JsonObject
  if (Object.keys(others).length === 0) return without(conjunction, facet, 'dependentSchemas')
  const facets = conjunction.facets.map((each) =>
    each === facet ? { ...each, schema: { ...each.schema, dependentSchemas: others } } : each,
  )
  return { ...conjunction, facets }
}

function negated({ source, pointer, schema }: Located): Located {
  if (isObject(schema) || typeof schema === 'boolean') {
    return { source, pointer: joinPointer(pointer, 'negated'), schema: { not: schema } }
  }
  return { source, pointer, schema: undefined }
}

function decide(conjunction: Conjunction, place: string, chosen: readonly string[]): Conjunction {
  return { ...conjunction, decided: new Map([...conjunction.decided, [place, chosen]]) }
}
