import { certainly } from './certainty.ts'
import type { Comparer } from './comparer.ts'
import { below, type Conjunction, conjunctionOf, type Facet } from './conjunction.ts'
import { dependencyFailures } from './dependencies.ts'
import { alwaysEvaluated, evaluates } from './evaluation.ts'
import { type Failure, failure, nameOf, within } from './failure.ts'
import { type Field, namedField } from './field.ts'
import {
  declaredBy,
  fieldsOf,
  fieldValue,
  isLeftOut,
  isMarked,
  markFor,
  ownNames,
  partsFor,
  requiredBy,
} from './fields.ts'
import type { Located } from './source.ts'

/** Why objects that are valid by `given` may not be valid by `facets` of `wanted`. */
export function objectFailures(
  comparer: Comparer,
  given: Conjunction,
  wanted: Conjunction,
  facets: readonly Facet[],
): readonly Failure[] {
  const gone = goneFields(comparer, given, wanted)
  const fields = fieldsOf(comparer, given, { ...wanted, facets })
  const failures = [
    ...[...gone].map(([name, facet]) => ({ ...failure('properties', facet), field: name })),
    ...(fields ?? [])
      .filter(({ name }) => name === undefined || !gone.has(name))
      .flatMap((field) => fieldFailures(comparer, given, wanted, facets, field)),
    ...(fields ? [] : facets.map((facet) => failure('patternProperties', facet, given))),
    ...requiredFailures(comparer, given, wanted, facets),
    ...facets.flatMap((facet) => nameFailures(comparer, given, facet)),
    ...facets.flatMap((facet) => dependencyFailures(comparer, given, facet)),
  ]
  return withoutEchoes([...new Map(failures.map((each) => [`${nameOf(each)} ${each.impact}`, each])).values()])
}

/** Fields that may be refused for one reason, and are listed one by one. */
const MOST_LISTED = 3

/** Where alternatives can no longer be told apart, every field in them may be refused, which is said once. */
function withoutEchoes(failures: readonly Failure[]): readonly Failure[] {
  const isListed = ({ keyword, path, field }: Failure) =>
    keyword === 'unevaluatedProperties' && path === '' && field !== undefined
  const listed = failures.filter(isListed)
  const [first] = listed
  if (first === undefined || listed.length <= MOST_LISTED) return failures
  const { field: _, ...once } = first
  const isSaid = failures.some(({ keyword, path, field }) => {
    return keyword === 'unevaluatedProperties' && path === '' && field === undefined
  })
  return [...failures.filter((each) => !isListed(each)), ...(isSaid ? [] : [once])]
}

/**
 * A response is read for what was declared, whether or not it must be there: fields that `wanted` declares and `given`
 * does not. Of one part of the values, this is asked for what `wanted` declares outside of its alternatives.
 */
function goneFields(comparer: Comparer, given: Conjunction, wanted: Conjunction): Map<string, Facet> {
  if (comparer.direction === 'request') return new Map()
  const declared = declaredBy(given)
  const isPart = given.cases > 1
  const own = isPart ? ownNames(wanted) : undefined
  const isGone = (name: string) => {
    if (own && !own.has(name)) return false
    const field = namedField(name, [])
    if (fieldValue(comparer, wanted, field).isNever) return false
    return !declared.has(name) || (!isPart && fieldValue(comparer, given, field).isNever)
  }
  return new Map([...declaredBy(wanted)].filter(([name]) => isGone(name)))
}

/** What the values of one field may be. */
function fieldFailures(
  comparer: Comparer,
  given: Conjunction,
  wanted: Conjunction,
  facets: readonly Facet[],
  field: Field,
): readonly Failure[] {
  const was = fieldValue(comparer, given, field)
  if (was.isNever) return []
  const parts = facets.map((facet): [Facet, Located[]] => {
    const whole: Located = { source: facet.source, pointer: facet.pointer, schema: facet.whole }
    return [facet, partsFor(facet, field, () => !evaluates(whole, field, certainly(comparer, given)))]
  })
  const is = conjunctionOf(parts.flatMap(([, located]) => located))
  if (!is.isNever && !isMarked(comparer.direction, is)) return within(labelOf(field), comparer.failures(was, is))
  const refusing = parts.find(([, located]) => conjunctionOf(located).isNever)
  return [refusalOf(comparer, given, wanted, field, is, refusing?.[0])]
}

/** `*` is for fields that nothing names, and `/pattern/` for those that match it. */
function labelOf({ name, patterns }: Field): string {
  return name ?? (patterns.size === 0 ? '*' : [...patterns].map((pattern) => `/${pattern}/`).join('&'))
}

/** What refuses a field: that it is not sent this way, that nothing is valid there, or that other fields are refused. */
function refusalOf(
  { direction }: Comparer,
  given: Conjunction,
  wanted: Conjunction,
  field: Field,
  value: Conjunction,
  refusing: Facet | undefined,
): Failure {
  const path = labelOf(field)
  const marked = value.facets.find(({ schema }) => schema[markFor(direction)] === true)
  if (marked) return { ...failure(markFor(direction), marked), path }
  const facet = refusing ?? (wanted.facets[0] as Facet)
  const isDeclared =
    field.name !== undefined && facet.schema.properties !== undefined && ownNames({ facets: [facet] }).has(field.name)
  if (isDeclared)
    return { ...failure('not', value.facets.find(({ schema }) => schema.not !== undefined) ?? facet), path }
  const { name } = field
  const isByChoice = facet.schema.unevaluatedProperties !== undefined && hasChoices(facet)
  if (isByChoice && (name === undefined || declaredBy(wanted).has(name))) {
    return { ...failure('unevaluatedProperties', facet), ...(name !== undefined && { field: name }) }
  }
  const holder = name === undefined || direction === 'response' ? undefined : declaredBy(given).get(name)
  if (holder) return { ...failure('properties', holder), field: name as string }
  return failure('additionalProperties', facet)
}

/** Whether alternatives or conditions decide which fields a facet lets in. */
function hasChoices({ source, pointer, whole }: Facet): boolean {
  return alwaysEvaluated({ source, pointer, schema: whole }) === undefined
}

function requiredFailures(
  comparer: Comparer,
  given: Conjunction,
  wanted: Conjunction,
  facets: readonly Facet[],
): Failure[] {
  const demanded = requiredBy(given)
  const isThere = (name: string) => demanded.has(name) && !isLeftOut(comparer, given, name)
  return facets.flatMap((facet) => {
    const { required } = facet.schema
    const names = Array.isArray(required) ? required.map(String) : []
    const missing = names.filter((name) => !isThere(name) && !isLeftOut(comparer, wanted, name))
    return missing.map((name) => ({ ...failure('required', facet), field: name }))
  })
}

function nameFailures(comparer: Comparer, given: Conjunction, facet: Facet): readonly Failure[] {
  if (facet.schema.propertyNames === undefined) return []
  const names = given.facets.flatMap((other) =>
    other.schema.propertyNames === undefined ? [] : [below(other, 'propertyNames')],
  )
  const text: Located = { source: facet.source, pointer: '#/a-name', schema: { type: 'string' } }
  const isImplied = comparer.holds(conjunctionOf([...names, text]), conjunctionOf([below(facet, 'propertyNames')]))
  return isImplied || haveValidNames(comparer, given, facet) ? [] : [failure('propertyNames', facet, given)]
}

/** Whether only named fields can be there, and all their names are valid. */
function haveValidNames(comparer: Comparer, given: Conjunction, facet: Facet): boolean {
  const { source, pointer } = facet
  const rule = { source, pointer: `${pointer}/propertyNames`, schema: facet.schema.propertyNames }
  const fields = fieldsOf(comparer, given, given)?.filter((field) => !fieldValue(comparer, given, field).isNever)
  return fields?.every(({ name }) => name !== undefined && comparer.validator.isValid(rule, name) === true) ?? false
}
