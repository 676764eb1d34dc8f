import type { Json } from '@testsigma-tms/spec/contract'
import type { Conjunction } from './conjunction.ts'
import { typesOf } from './types.ts'
import type { Validator } from './validator.ts'

/** Every value that can be valid, where they are few: `enum`, `const`, `null`, `true` and `false`. */
export function finiteValues(conjunction: Conjunction, validator: Validator): readonly Json[] | undefined {
  const listed = listedValues(conjunction)
  return listed?.filter((value) => conjunction.facets.every((facet) => validator.isValid(facet, value) !== false))
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
