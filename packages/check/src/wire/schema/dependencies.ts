import { isObject, type JsonObject } from '@testsigma-tms/spec/contract'
import type { Comparer } from './comparer.ts'
import { below, both, type Conjunction, conjunctionOf, type Facet } from './conjunction.ts'
import { type Failure, failure } from './failure.ts'
import { namedField } from './field.ts'
import { fieldValue, requiredBy } from './fields.ts'
import type { Located } from './source.ts'

/** Why `given` may lack what a facet demands of objects that have a certain field. */
export function dependencyFailures(comparer: Comparer, given: Conjunction, facet: Facet): readonly Failure[] {
  const { dependentRequired, dependentSchemas } = facet.schema
  const canHave = (name: string) => !fieldValue(comparer, given, namedField(name, [])).isNever
  const isMissing = ([name, names]: [string, unknown]) => {
    const known = requiredBy(both(given, withField(facet, name)))
    return canHave(name) && !(names as string[]).every((each) => known.has(each))
  }
  const isRefused = (name: string) =>
    canHave(name) &&
    !comparer.holds(both(given, withField(facet, name)), conjunctionOf([below(facet, 'dependentSchemas', name)]))
  return [
    ...(Object.entries(entriesOf(dependentRequired)).some(isMissing)
      ? [failure('dependentRequired', facet, given)]
      : []),
    ...(Object.keys(entriesOf(dependentSchemas)).some(isRefused) ? [failure('dependentSchemas', facet, given)] : []),
  ]
}

/** Objects that have a field, for the dependencies of a facet. */
export function withField({ source }: Pick<Facet, 'source'>, name: string): Conjunction {
  const located: Located = { source, pointer: `#/with/${name}`, schema: { required: [name] } }
  return conjunctionOf([located])
}

/** Objects that do not have it. */
export function withoutField({ source }: Pick<Facet, 'source'>, name: string): Conjunction {
  const located: Located = { source, pointer: `#/without/${name}`, schema: { properties: { [name]: false } } }
  return conjunctionOf([located])
}

function entriesOf(value: unknown): JsonObject {
  return isObject(value) ? value : {}
}
