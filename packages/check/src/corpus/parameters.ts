import { type Contract, readCall, referencedName, type Schema } from '@testsigma-tms/spec/contract'
import type { ComparedOperation } from '../terms/operation.ts'
import { asTerm, joinTerm, type Term } from '../terms/term.ts'
import { typeText } from '../terms/type-text.ts'

/** One of the flat parameters of a client method. */
export interface MethodParameter {
  readonly name: string
  readonly type: string
  readonly required: boolean
  readonly term: Term
}

/** The parameters of an operation's method: path, query, and the fields of the body. */
export function parametersOf(contract: Contract, { operation, parameters }: ComparedOperation): MethodParameter[] {
  const terms = new Map(
    parameters.flatMap(({ in: place, name, term }) => (place === 'path' || place === 'query' ? [[name, term]] : [])),
  )
  return readCall(contract, operation).arguments.flatMap(({ name, isPattern, required, schema, schemaPointer }) => {
    // Names that match a pattern are not properties of the type.
    if (isPattern) return []
    return [{ name, type: typeText(schema), required, term: terms.get(name) ?? asTerm(schemaPointer) }]
  })
}

/** Marks code that contains a body's type, which is also tested on its own. */
export function unlessBody({ bodies }: ComparedOperation): { unless?: Term } {
  const [unless] = bodies.flatMap(({ schema }) => namedTerm(schema) ?? [])
  return unless === undefined ? {} : { unless }
}

function namedTerm(schema: Schema): Term | undefined {
  const name = referencedName(schema)
  return name === undefined ? undefined : joinTerm('/components/schemas', name)
}
