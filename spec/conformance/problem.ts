import type { Pointer } from '../contract/index.ts'
import { nameOfField, safePointer, shapeOf, type Violation } from '../schema/index.ts'

/** One way in which a value is not as the contract says. No word of it repeats the value. */
export interface Problem {
  /** JSON pointer into the value, without `#`; empty for the value itself. */
  readonly at: string
  /** What the contract says about it. */
  readonly declaredAt: Pointer
  /** What is broken there, to tell two problems with one place from the same problem twice: `required email`. */
  readonly rule: string
  readonly expected: string
  readonly got: string
}

/** A violation without the value, and without names that may belong to a person. */
export function problemOf({ at, declaredAt = '#', kind, field = '', rule, expected, value }: Violation): Problem {
  const place = { at: safePointer(at), declaredAt, expected }
  if (kind === 'missing') return { ...place, rule, got: 'no such field' }
  if (kind === 'invalid') return { ...place, rule, got: rule === 'enum' ? enumValue(value) : shapeOf(value) }
  const name = nameOfField(field)
  return { ...place, rule: `undeclared ${name}`, got: `the undeclared field "${name}", ${shapeOf(value)}` }
}

/** The values of an enum are constants of the API, so that one which looks like a constant says more than it betrays. */
function enumValue(value: unknown): string {
  const isConstant = typeof value === 'string' && value.length <= 30 && /^[A-Z][A-Z0-9]*(_[A-Z0-9]+)*$/.test(value)
  return isConstant ? `"${value}"` : shapeOf(value)
}
