import type { Pointer } from '../contract/index.ts'
import { nameOfField, safePointer, shapeOf, type Violation } from '../schema/index.ts'

/** One difference between a value and the contract. It never contains the value. */
export interface Problem {
  /** JSON pointer into the value, without `#`; empty for the value itself. */
  readonly at: string
  /** Pointer to the declaration in the contract. */
  readonly declaredAt: Pointer
  /** The violated rule, such as `required email`. Together with `at`, it identifies the problem. */
  readonly rule: string
  readonly expected: string
  readonly got: string
}

/** Converts a violation to a problem, without the value and without names that may be personal data. */
export function problemOf({ at, declaredAt = '#', kind, field = '', rule, expected, value }: Violation): Problem {
  const place = { at: safePointer(at), declaredAt, expected }
  if (kind === 'missing') return { ...place, rule, got: 'no such field' }
  if (kind === 'invalid') return { ...place, rule, got: rule === 'enum' ? enumValue(value) : shapeOf(value) }
  const name = nameOfField(field)
  return { ...place, rule: `undeclared ${name}`, got: `the undeclared field "${name}", ${shapeOf(value)}` }
}

/** Quotes values that look like a constant: enum values are constants of the API, and useful to know. */
function enumValue(value: unknown): string {
  const isConstant = typeof value === 'string' && value.length <= 30 && /^[A-Z]+(_[A-Z]+)*$/.test(value)
  return isConstant ? `"${value}"` : shapeOf(value)
}
