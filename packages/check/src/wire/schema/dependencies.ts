import { isObject, type JsonObject } from '@testsigma-tms/spec/contract'
import type { Comparer } from './comparer.ts'
import { below, both, type Conjunction, conjunctionOf, type Facet, valuesOf, without } from './conjunction.ts'
import { type Failure, failure, isBreaking, nameOf } from './failure.ts'
import { fieldOf } from './fields.ts'

/** Why `given` may lack what a facet demands of objects that have a certain field. */
export function dependencyFailures(
  comparer: Comparer,
  given: Conjunction,
  wanted: Conjunction,
  facet: Facet,
): readonly Failure[] {
  const { dependentRequired, dependentSchemas } = facet.schema
  const canHave = (name: string) => !fieldOf(comparer.direction, given, name).isNever
  const isMissing = ([name, names]: [string, unknown]) => canHave(name) && !demands(given, name, names as string[])
  const isRefused = (name: string) => canHave(name) && !keepsTo(comparer, given, wanted, facet, name)
  return [
    ...(Object.entries(entriesOf(dependentRequired)).some(isMissing)
      ? [failure('dependentRequired', facet, given)]
      : []),
    ...(Object.keys(entriesOf(dependentSchemas)).some(isRefused) ? [failure('dependentSchemas', facet, given)] : []),
  ]
}

function demands(given: Conjunction, name: string, names: readonly string[]): boolean {
  const dependent = valuesOf(given, 'dependentRequired').flatMap((value) => entriesOf(value)[name] ?? [])
  const known = new Set([...valuesOf(given, 'required').flat(), ...dependent])
  return names.every((each) => known.has(each))
}

function keepsTo(comparer: Comparer, given: Conjunction, wanted: Conjunction, facet: Facet, name: string): boolean {
  const dependent = given.facets.filter(({ schema }) => Object.hasOwn(entriesOf(schema.dependentSchemas), name))
  const all = dependent.reduce((sum, each) => both(sum, conjunctionOf([below(each, 'dependentSchemas', name)])), given)
  const rest = without(wanted, facet, 'dependentSchemas')
  const failures = comparer.failures(all, both(rest, conjunctionOf([below(facet, 'dependentSchemas', name)])))
  const known = new Set(comparer.failures(all, rest).map(nameOf))
  return failures.every((each) => !isBreaking(each) || known.has(nameOf(each)))
}

function entriesOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}
