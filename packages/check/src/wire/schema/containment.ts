import type { Json } from '@testsigma-tms/spec/contract'
import { annotationFailures } from './annotation-failures.ts'
import { arrayFailures } from './arrays.ts'
import type { Canonical } from './canonical.ts'
import { choiceFailures } from './choices.ts'
import type { Comparer } from './comparer.ts'
import { both, type Conjunction, conjunctionOf, type Facet, keyOf } from './conjunction.ts'
import { CONSTRAINTS } from './constraints.ts'
import type { Direction } from './direction.ts'
import { lacksRequired } from './disjoint.ts'
import { type Failure, failure, isBreaking, nameOf } from './failure.ts'
import { finiteValues, isValidBy } from './finite.ts'
import { objectFailures } from './objects.ts'
import type { Located } from './source.ts'
import { casesOf, hasAlternatives } from './splits.ts'
import { type Atom, atomsOf, typeNamesOf, typesOf } from './types.ts'
import type { Validator } from './validator.ts'

/** Comparisons of two schemas; a contract of 45 operations needs some 400. */
const MOST_COMPARISONS = 100_000

/**
 * Finds the reasons why a value that is valid by `given` may not be valid by `wanted`. It finds one wherever there is
 * such a value; for schemas that it cannot reason about (`not`, `if`, patterns) it asks for equality, so that it may find
 * a reason where there is none.
 */
export class Containment implements Comparer {
  readonly direction: Direction
  readonly validator: Validator
  readonly canonical: Canonical
  /** Whether annotations are compared, too: in the direction from the release to today alone. */
  readonly #isForward: boolean
  readonly #known = new Map<string, readonly Failure[]>()
  readonly #open = new Set<string>()
  /** Comparisons without failures that rest on others which are still going on. */
  readonly #provisional = new Map<string, Provisional>()
  /** Comparisons that the innermost one has taken to hold while they are going on. */
  #assumed = new Set<string>()
  #count = 0

  constructor(direction: Direction, isForward: boolean, validator: Validator, canonical: Canonical) {
    this.direction = direction
    this.#isForward = isForward
    this.validator = validator
    this.canonical = canonical
  }

  failuresBetween(given: readonly Located[], wanted: readonly Located[]): readonly Failure[] {
    return this.failures(conjunctionOf(given), conjunctionOf(wanted))
  }

  failures(given: Conjunction, wanted: Conjunction): readonly Failure[] {
    const key = `${keyOf(given)}\n\n${keyOf(wanted)}`
    const known = this.#known.get(key)
    if (known) return known
    const provisional = this.#provisional.get(key)
    if (provisional) return this.#assume(provisional.assumed, provisional.failures)
    // A schema that holds itself: equal if everything else is.
    if (this.#open.has(key)) return this.#assume([key], [])
    const outside = this.#assumed
    this.#assumed = new Set()
    this.#open.add(key)
    const failures = withoutRepetition(this.#compare(given, wanted))
    this.#open.delete(key)
    this.#assumed.delete(key)
    this.#settle(key, { failures, assumed: this.#assumed })
    this.#assumed = new Set([...outside, ...this.#assumed])
    return failures
  }

  #assume(keys: Iterable<string>, failures: readonly Failure[]): readonly Failure[] {
    for (const key of keys) this.#assumed.add(key)
    return failures
  }

  /** What was found stays found. That nothing was found may rest on something that turns out not to hold. */
  #settle(key: string, result: Provisional): void {
    const { failures, assumed } = result
    const isBroken = failures.some(isBreaking)
    if (isBroken || assumed.size === 0) this.#known.set(key, failures)
    else this.#provisional.set(key, result)
    for (const [other, resting] of this.#provisional) {
      if (!resting.assumed.has(key)) continue
      this.#provisional.delete(other)
      if (isBroken) continue
      const rest = new Set([...resting.assumed, ...assumed].filter((each) => each !== key))
      if (rest.size === 0) this.#known.set(other, resting.failures)
      else this.#provisional.set(other, { failures: resting.failures, assumed: rest })
    }
  }

  /** Whether everything that is valid by one is valid by the other. */
  holds(given: Conjunction, wanted: Conjunction): boolean {
    return this.failures(given, wanted).every((each) => !isBreaking(each))
  }

  #compare(given: Conjunction, wanted: Conjunction): readonly Failure[] {
    if (++this.#count > MOST_COMPARISONS)
      throw new Error('The schemas of the contract are nested too deeply to be compared.')
    if (given.isNever) return []
    if (this.canonical.text(given) === this.canonical.text(wanted)) return []
    const annotated = this.#isForward ? annotationFailures(this.direction, given, wanted) : []
    const direct = this.#constraintFailures(given, wanted)
    const isBroken = direct.some(isBreaking)
    const holds = isBroken && (this.#holdsInEachCase(given, wanted) || this.#holdsForEachType(given, wanted))
    return [...(holds ? [] : direct), ...annotated]
  }

  #constraintFailures(given: Conjunction, wanted: Conjunction): readonly Failure[] {
    const types = this.#typesOf(given)
    if (types.size === 0) return []
    if (wanted.isNever) {
      const refusing =
        wanted.facets.find(({ schema }) => schema.not !== undefined) ?? wanted.facets[0] ?? given.facets[0]
      return refusing ? [failure('not', refusing)] : []
    }
    const values = finiteValues(given, this.validator)
    if (values !== undefined) return this.#failuresOfValues(values, wanted)
    const facets = this.#newFacets(given, wanted)
    const objects = types.has('object') ? objectFailures(this, given, wanted, facets) : []
    const choices = facets.flatMap((facet) => choiceFailures(this, given, facet))
    // Where no alternative fits, none lets its fields in.
    const isEcho = ({ keyword, path }: Failure) => keyword === 'unevaluatedProperties' && path === ''
    return [
      ...facets.flatMap((facet) => [
        ...this.#typeFailures(given, facet, types),
        ...this.#scalarFailures(given, facet, types),
      ]),
      ...(types.has('array') ? arrayFailures(this, given, wanted) : []),
      ...(choices.some(isBreaking) ? objects.filter((each) => !isEcho(each)) : objects),
      ...choices,
    ]
  }

  /** The kinds of values that can be valid: not objects where one of the required fields cannot be there. */
  #typesOf(given: Conjunction): ReadonlySet<Atom> {
    const types = typesOf(given)
    if (!types.has('object') || !lacksRequired(this, given)) return types
    return new Set([...types].filter((type) => type !== 'object'))
  }

  /** What `wanted` says and `given` does not say in the same way. */
  #newFacets(given: Conjunction, wanted: Conjunction): readonly Facet[] {
    const textOf = (facet: Facet) => this.canonical.text({ ...wanted, facets: [facet], isNever: false })
    const known = new Set(given.facets.map(textOf))
    return wanted.facets.filter((facet) => !known.has(textOf(facet)))
  }

  #typeFailures(given: Conjunction, facet: Facet, types: ReadonlySet<Atom>): Failure[] {
    const allowed = atomsOf(facet.schema.type)
    return [...types].every((type) => allowed.has(type)) ? [] : [failure('type', facet, given)]
  }

  #scalarFailures(given: Conjunction, facet: Facet, types: ReadonlySet<Atom>): Failure[] {
    const found = Object.entries(facet.schema).flatMap(([keyword, value]) => {
      const constraint = Object.hasOwn(CONSTRAINTS, keyword) ? CONSTRAINTS[keyword] : undefined
      if (constraint === undefined) return []
      const matters = constraint.of.length === 0 || constraint.of.some((type) => types.has(type))
      return !matters || constraint.isImplied(given, value, types) ? [] : [failure(keyword, facet, given)]
    })
    return [...found, ...this.#documentFailures(given, facet, types)]
  }

  /** The JSON document inside a text. */
  #documentFailures(given: Conjunction, facet: Facet, types: ReadonlySet<Atom>): readonly Failure[] {
    if (facet.schema.contentSchema === undefined || !types.has('string')) return []
    const inside = ({ source, pointer, schema }: Facet): Located[] =>
      schema.contentSchema === undefined
        ? []
        : [{ source, pointer: `${pointer}/contentSchema`, schema: schema.contentSchema }]
    const others = given.facets.flatMap(inside)
    return others.length === 0 ? [failure('contentSchema', facet)] : this.failuresBetween(others, inside(facet))
  }

  /** Where only some values are possible, each is tried. */
  #failuresOfValues(values: readonly Json[], wanted: Conjunction): Failure[] {
    return wanted.facets.flatMap((facet) => {
      const refused = values.filter((value) => isValidBy(this.validator, facet, value) !== true)
      if (refused.length === 0) return []
      const keyword = ['enum', 'const', 'type'].find((name) => facet.schema[name] !== undefined)
      return [{ ...failure(keyword ?? Object.keys(facet.schema)[0] ?? 'type', facet), other: refused }]
    })
  }

  /** Whether it holds for each type of values by itself: `anyOf` of a text and `null` is another way to write both types. */
  #holdsForEachType(given: Conjunction, wanted: Conjunction): boolean {
    const types = typeNamesOf(given)
    const [facet] = given.facets.length > 0 ? given.facets : wanted.facets
    if (types.length < 2 || facet === undefined || !hasAlternatives(wanted)) return false
    return types.every((type) => {
      const only: Located = { source: facet.source, pointer: `#/a-type/${type}`, schema: { type } }
      return this.holds(both(given, conjunctionOf([only])), wanted)
    })
  }

  /** Whether it holds for each of the parts by itself that the valid values of `given` consist of. */
  #holdsInEachCase(given: Conjunction, wanted: Conjunction): boolean {
    return casesOf(given)?.every((part) => this.holds(part, wanted)) ?? false
  }
}

interface Provisional {
  readonly failures: readonly Failure[]
  /** Comparisons that were taken to hold. */
  readonly assumed: ReadonlySet<string>
}

/** Failures that are listed in full: schemas that hold each other repeat them on every way to them. */
const MOST_FAILURES = 200

function withoutRepetition(failures: readonly Failure[]): readonly Failure[] {
  if (failures.length <= MOST_FAILURES) return failures
  const named = failures.map((each): [string, Failure] => [`${nameOf({ ...each, path: '' })} ${each.impact}`, each])
  return [...new Map(named.toReversed()).values()].toReversed()
}
