import { isObject, type JsonObject, joinPointer } from '@testsigma-tms/spec/contract'
import { isSingle, partsInPlace } from './conjunction.ts'
import { declaresField, type Field } from './field.ts'
import type { Located } from './source.ts'

/** Which alternatives and conditions of a schema hold, for who asks which fields it evaluates. */
export interface Choice {
  /** Whether an alternative of `anyOf` or `oneOf` holds. */
  holds(keyword: 'anyOf' | 'oneOf', holder: Located, index: number): boolean
  /** The ways that the condition of `if` may go. */
  outcomes(holder: Located): readonly ('then' | 'else')[]
  /** Whether the schemas that depend on a field count. */
  depends(name: string, holder: Located): boolean
  /** Whether what holds in one outcome is enough, or it takes all of them. */
  readonly isEnough: boolean
}

/**
 * Whether a schema evaluates a field, in the sense of `unevaluatedProperties`, by anything but its own
 * `unevaluatedProperties`.
 */
export function evaluates(located: Located, field: Field, choice: Choice): boolean {
  const { schema } = located
  if (!isObject(schema)) return false
  if (declaresField(schema, field) || schema.additionalProperties !== undefined) return true
  return (
    inPlace(located, schema).some((part) => evaluatesAsPart(part, field, choice)) ||
    (['anyOf', 'oneOf'] as const).some((keyword) =>
      partsOf(located, keyword).some(
        (part, index) => evaluatesAsPart(part, field, choice) && choice.holds(keyword, located, index),
      ),
    ) ||
    evaluatesByCondition(located, schema, field, choice) ||
    dependents(located).some(([name, part]) => evaluatesAsPart(part, field, choice) && choice.depends(name, located))
  )
}

function evaluatesAsPart(located: Located, field: Field, choice: Choice): boolean {
  if (isObject(located.schema) && located.schema.unevaluatedProperties !== undefined) return true
  return evaluates(located, field, choice)
}

function evaluatesByCondition(located: Located, schema: JsonObject, field: Field, choice: Choice): boolean {
  if (schema.if === undefined) return false
  const [condition, then, otherwise] = ['if', 'then', 'else'].map((keyword) =>
    evaluatesAsPart(partAt(located, keyword), field, choice),
  )
  if (!condition && !then && !otherwise) return false
  const results = choice.outcomes(located).map((outcome) => (outcome === 'then' ? condition || then : otherwise))
  return choice.isEnough ? results.some(Boolean) : results.every(Boolean)
}

/** The schemas that hold wherever a schema holds: where its references lead, and the parts of `allOf`. */
function inPlace(located: Located, { $ref, $dynamicRef }: JsonObject): Located[] {
  const references = [$ref, $dynamicRef].flatMap((reference) =>
    typeof reference === 'string' ? [located.source.target(reference)] : [],
  )
  return [...references, ...partsInPlace(located)]
}

export function partAt({ source, pointer, schema }: Located, keyword: string): Located {
  return { source, pointer: joinPointer(pointer, keyword), schema: (schema as JsonObject)[keyword] }
}

export function partsOf({ source, pointer, schema }: Located, keyword: string): Located[] {
  const list = isObject(schema) ? schema[keyword] : undefined
  if (!Array.isArray(list)) return []
  return list.map((part, index) => ({ source, pointer: joinPointer(pointer, keyword, index), schema: part }))
}

/** What `dependentSchemas` has under each name. */
export function dependents({ source, pointer, schema }: Located): [name: string, schema: Located][] {
  const named = isObject(schema) ? schema.dependentSchemas : undefined
  if (!isObject(named)) return []
  return Object.entries(named).map(([name, part]) => [
    name,
    { source, pointer: joinPointer(pointer, 'dependentSchemas', name), schema: part },
  ])
}

/** A schema, and every schema that is or may be applied to the same value. */
export function appliedTo(located: Located, seen = new Set<string>()): Located[] {
  const { schema } = located
  if (!isObject(schema) || seen.has(`${located.source.id} ${located.pointer}`)) return []
  seen.add(`${located.source.id} ${located.pointer}`)
  const parts = [
    ...inPlace(located, schema),
    ...partsOf(located, 'anyOf'),
    ...partsOf(located, 'oneOf'),
    ...['if', 'then', 'else'].map((keyword) => partAt(located, keyword)),
    ...dependents(located).map(([, part]) => part),
  ]
  return [located, ...parts.flatMap((part) => appliedTo(part, seen))]
}

/** Which fields a schema evaluates where that does not depend on the value; `undefined` where it does. */
export function alwaysEvaluated(located: Located): { names: Set<string>; patterns: Set<string> } | 'all' | undefined {
  const own = isObject(located.schema) ? located.schema : {}
  const { unevaluatedProperties: _, ...rest } = own
  const all = appliedTo({ ...located, schema: rest })
  const objects = all.flatMap(({ schema }) => (isObject(schema) ? [schema] : []))
  const opens = (schema: JsonObject) =>
    schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined
  if (objects.some((schema) => CHOICES.some((keyword) => schema[keyword] !== undefined && !isSingle(schema[keyword]))))
    return undefined
  if (objects.some(opens)) return 'all'
  const keysOf = (keyword: string) =>
    objects.flatMap((schema) => (isObject(schema[keyword]) ? Object.keys(schema[keyword]) : []))
  return { names: new Set(keysOf('properties')), patterns: new Set(keysOf('patternProperties')) }
}

const CHOICES = ['anyOf', 'oneOf', 'if', 'dependentSchemas']
