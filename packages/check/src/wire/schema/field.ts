import { isObject, type JsonObject } from '@testsigma-tms/spec/contract'

/** A field by its name, or all fields that nothing names. */
export interface Field {
  /** Without one it stands for every field that nothing names and that matches `patterns` and no others. */
  readonly name?: string
  /** The patterns for names that match. */
  readonly patterns: ReadonlySet<string>
}

/** A field with its name, and those of the patterns that match it. */
export function namedField(name: string, patterns: Iterable<string>): Field {
  return { name, patterns: new Set([...patterns].filter((pattern) => expressionFor(pattern).test(name))) }
}

const expressions = new Map<string, RegExp>()

function expressionFor(pattern: string): RegExp {
  const expression = expressions.get(pattern) ?? new RegExp(pattern, 'u')
  expressions.set(pattern, expression)
  return expression
}

/** Whether `properties` or `patternProperties` of a schema are about a field. */
export function declaresField({ properties, patternProperties }: JsonObject, { name, patterns }: Field): boolean {
  if (name !== undefined && isObject(properties) && Object.hasOwn(properties, name)) return true
  return (
    isObject(patternProperties) && Object.keys(patternProperties).some((pattern) => isMatch(pattern, name, patterns))
  )
}

/** Whether the name of a field, or of the fields that it stands for, matches a pattern. */
export function isMatch(pattern: string, name: string | undefined, patterns: ReadonlySet<string>): boolean {
  return patterns.has(pattern) || (name !== undefined && expressionFor(pattern).test(name))
}

/** The names under a keyword that holds something under each name. */
export function keysAt(schema: JsonObject, keyword: string): string[] {
  const named = schema[keyword]
  return isObject(named) ? Object.keys(named) : []
}
