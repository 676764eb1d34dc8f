import { createSchemaChecker } from '../conformance/index.ts'
import { type Contract, joinPointer, type Pointer } from '../contract/index.ts'
import type { Violation } from '../schema/index.ts'

/** One violation of a schema. */
export interface Problem {
  /** JSON pointer into the value, without `#`; empty for the value itself. */
  readonly path: string
  /** What the schema requires: `must be an integer`. */
  readonly message: string
}

/** Validates a value against the schema at a pointer; the result is empty if the value is valid. */
export type Validate = (schema: Pointer, value: unknown) => Problem[]

/** Validates against the schemas of a contract, and rejects properties that they do not declare. */
export function createValidator(contract: Contract): Validate {
  const checker = createSchemaChecker(contract)
  return (schema, value) => checker.violations(schema, value).map(asProblem)
}

function asProblem({ at, kind, field = '', message }: Violation): Problem {
  if (kind === 'missing') return { path: at, message: `must have the field "${field}"` }
  if (kind === 'invalid') return { path: at, message }
  return { path: joinPointer(at, field), message: 'is not declared by the schema' }
}
