import type { Comparer } from './comparer.ts'
import { below, type Conjunction, conjunctionOf, type Facet, valuesOf } from './conjunction.ts'
import { dependencyFailures } from './dependencies.ts'
import { type Failure, failure, within } from './failure.ts'
import { declaredBy, fieldOf, isClosed, isLeftOut, lets, namedBy, openersOf, otherFields, partsFor } from './fields.ts'
import { patternFailures } from './patterns.ts'
import type { Located } from './source.ts'

/** Why objects that are valid by `given` may not be valid by `wanted`. */
export function objectFailures(comparer: Comparer, given: Conjunction, wanted: Conjunction): Failure[] {
  const gone = goneFields(comparer, given, wanted)
  const names = new Set([...namedBy(given, 'properties'), ...namedBy(wanted, 'properties')])
  return [
    ...[...gone].map(([name, facet]) => ({ ...failure('properties', facet), field: name })),
    ...[...names].filter((name) => !gone.has(name)).flatMap((name) => fieldFailures(comparer, given, wanted, name)),
    ...requiredFailures(comparer, given, wanted),
    ...wanted.facets.flatMap((facet) => patternFailures(comparer, given, wanted, facet)),
    ...otherFailures(comparer, given, wanted),
    ...wanted.facets.flatMap((facet) => nameFailures(comparer, given, facet)),
    ...wanted.facets.flatMap((facet) => dependencyFailures(comparer, given, wanted, facet)),
  ]
}

/**
 * Fields that only one of the two has: in a request, those of `given` that `wanted` does not take; in a response, those
 * of `wanted` that `given` does not declare. A response is read for what was declared, whether or not it must be there.
 */
function goneFields(comparer: Comparer, given: Conjunction, wanted: Conjunction): Map<string, Facet> {
  const { direction } = comparer
  const [from, to] = direction === 'request' ? [given, wanted] : [wanted, given]
  if (direction === 'request' && !isClosed(to)) return new Map()
  const declared = declaredBy(to)
  const isGone = (name: string) => {
    if (fieldOf(direction, from, name).isNever) return false
    if (direction === 'request') return !declared.has(name) && !lets(to, name)
    return !declared.has(name) || fieldOf(direction, to, name).isNever
  }
  return new Map([...declaredBy(from)].filter(([name]) => isGone(name)))
}

/** What the values of one field may be. */
function fieldFailures(comparer: Comparer, given: Conjunction, wanted: Conjunction, name: string): Failure[] {
  const { direction } = comparer
  const [was, is] = [fieldOf(direction, given, name), fieldOf(direction, wanted, name)]
  if (was.isNever) return []
  if (!is.isNever) return within(name, comparer.failures(was, is))
  return within(name, [refusalOf(comparer, wanted, name)])
}

/** What refuses a field: that it is not sent this way, or that nothing is valid there. */
function refusalOf({ direction }: Comparer, wanted: Conjunction, name: string): Failure {
  const keyword = direction === 'request' ? 'readOnly' : 'writeOnly'
  const field = conjunctionOf(wanted.facets.flatMap((facet) => partsFor(facet, name)))
  const marked = field.facets.find(({ schema }) => schema[keyword] === true)
  if (marked) return failure(keyword, marked)
  const refusing = field.facets.find(({ schema }) => schema.not !== undefined) ?? (wanted.facets[0] as Facet)
  return failure('not', refusing)
}

function requiredFailures({ direction }: Comparer, given: Conjunction, wanted: Conjunction): Failure[] {
  const demanded = new Set(valuesOf(given, 'required').flat().map(String))
  const isThere = (name: string) => demanded.has(name) && !isLeftOut(direction, given, name)
  return wanted.facets.flatMap((facet) => {
    const { required } = facet.schema
    const names = Array.isArray(required) ? required.map(String) : []
    const missing = names.filter((name) => !isThere(name) && !isLeftOut(direction, wanted, name))
    return missing.map((name) => ({ ...failure('required', facet), field: name }))
  })
}

/** What holds for fields that nothing names. */
function otherFailures(comparer: Comparer, given: Conjunction, wanted: Conjunction): readonly Failure[] {
  const { direction } = comparer
  const others = otherFields(given, direction)
  if (others.isNever) return []
  if (direction === 'request' && isClosed(wanted)) {
    const isAsOpen = isClosed(given) && isOpenedAlike(comparer, given, wanted)
    return isAsOpen ? [] : [failure('additionalProperties', wanted.facets[0] as Facet)]
  }
  return wanted.facets.flatMap((facet) => {
    if (facet.schema.additionalProperties === undefined) return []
    if (facet.schema.additionalProperties === false) return [failure('additionalProperties', facet, given)]
    return within('*', comparer.failures(others, conjunctionOf([below(facet, 'additionalProperties')])))
  })
}

/** Whether every branch of `given` that lets any field in is found in `wanted`, and so are its conditions. */
function isOpenedAlike({ canonical }: Comparer, given: Conjunction, wanted: Conjunction): boolean {
  const [openers, others] = [openersOf(given), openersOf(wanted)].map((facets) =>
    facets.map((facet) => canonical.text({ facets: [facet], isNever: false })),
  ) as [string[], string[]]
  if (openers.length === 0) return true
  const choicesOf = ({ facets }: Conjunction) =>
    facets.flatMap((facet) => {
      const keywords = ['anyOf', 'oneOf', 'if'].filter((keyword) => facet.schema[keyword] !== undefined)
      return keywords.map((keyword) => canonical.keyword(facet, keyword))
    })
  const known = new Set([...others, ...choicesOf(wanted)])
  return [...openers, ...choicesOf(given)].every((text) => known.has(text))
}

function nameFailures(comparer: Comparer, given: Conjunction, facet: Facet): readonly Failure[] {
  if (facet.schema.propertyNames === undefined) return []
  const names = given.facets.flatMap((other) =>
    other.schema.propertyNames === undefined ? [] : [below(other, 'propertyNames')],
  )
  const text: Located = { source: facet.source, pointer: '#/a-name', schema: { type: 'string' } }
  const isImplied = comparer.holds(conjunctionOf([...names, text]), conjunctionOf([below(facet, 'propertyNames')]))
  return isImplied ? [] : [failure('propertyNames', facet, given)]
}
