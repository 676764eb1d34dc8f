import type { Json } from '@testsigma-tms/spec/contract'
import type { Conjunction, Facet } from './conjunction.ts'
import { atomOf, atomsOf, typesOf } from './types.ts'
import type { Validator } from './validator.ts'

/** Every value that can be valid, where they are few: `enum`, `const`, `null`, `true` and `false`. */
export function finiteValues(conjunction: Conjunction, validator: Validator): readonly Json[] | undefined {
  const listed = listedValues(conjunction)
  return listed?.filter((value) => conjunction.facets.every((facet) => isValidBy(validator, facet, value) !== false))
}

/** Whether a value is valid by what a facet says, and by everything that is said beside it. */
export function isValidBy(validator: Validator, { source, pointer, whole }: Facet, value: Json): boolean | undefined {
  // Most values are of another type, for which nothing has to be compiled.
  if (!atomsOf(whole.type).has(atomOf(value))) return false
  return validator.isValid({ source, pointer, schema: whole }, value)
}

function listedValues(conjunction: Conjunction): readonly Json[] | undefined {
  for (const { schema } of conjunction.facets) {
    if (schema.const !== undefined) return [schema.const]
    if (Array.isArray(schema.enum)) return schema.enum
  }
  const types = typesOf(conjunction)
  if (![...types].every((type) => type === 'null' || type === 'boolean')) return undefined
  return [...(types.has('null') ? [null] : []), ...(types.has('boolean') ? [true, false] : [])]
}
