import { createSchemaChecker } from '../conformance/index.ts'
import { type Contract, joinPointer, type Pointer } from '../contract/index.ts'
import type { Violation } from '../schema/index.ts'

/** What is wrong with a value. */
export interface Problem {
  /** Where in the value, as a JSON pointer without `#`; the value itself is empty. */
  readonly path: string
  /** What the schema asks for there: `must be an integer`. */
  readonly message: string
}

/** Finds what is wrong with a value by the schema at a pointer; nothing where nothing is. */
export type Validate = (schema: Pointer, value: unknown) => Problem[]

/** Validates with the schemas of a contract, and refuses properties that they do not declare. */
export function createValidator(contract: Contract): Validate {
  const checker = createSchemaChecker(contract)
  return (schema, value) => checker.violations(schema, value).map(asProblem)
}

function asProblem({ at, kind, field = '', message }: Violation): Problem {
  if (kind === 'missing') return { path: at, message: `must have the field "${field}"` }
  if (kind === 'invalid') return { path: at, message }
  return { path: joinPointer(at, field), message: 'must not be there, as the schema does not declare it' }
}
