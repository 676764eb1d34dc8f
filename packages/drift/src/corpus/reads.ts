import { joinTerm, type Schema, type Term } from '../contract/contract.ts'
import { typeText } from '../contract/type-text.ts'
import type { Statement } from './statement.ts'

/** Where reading begins. */
export interface Reading {
  /** Code that gives the value. */
  readonly code: string
  readonly schema: Schema
  readonly term: Term
  readonly label: string
  readonly owner: string
  /** Whether there may be nothing at this place. */
  readonly mayBeMissing?: boolean
}

/** Code that reads a value with the type that it had, and every field of it that has no named type of its own. */
export function* readsOf({ code, schema, term, label, owner, mayBeMissing = false }: Reading): Generator<Statement> {
  const nullable = Array.isArray(schema.type) && schema.type.includes('null')
  const step = mayBeMissing || nullable ? '?.' : '.'
  const common = { owner, mayBeMissing: mayBeMissing || nullable }
  if (schema.properties) {
    for (const [name, field] of Object.entries(schema.properties)) {
      yield* readsOf({
        ...common,
        code: `${code}${step}${name}`,
        schema: field,
        term: joinTerm(term, 'properties', name),
        label: `${label}.${name}`,
        mayBeMissing: common.mayBeMissing || !schema.required?.includes(name),
      })
    }
  } else if (schema.items && schema.items.properties) {
    const item = `${code}${mayBeMissing || nullable ? '?.' : ''}[0]`
    const itemTerm = joinTerm(term, 'items')
    yield* readsOf({ ...common, code: item, schema: schema.items, term: itemTerm, label: `${label}[]`, mayBeMissing: true })
  } else {
    const type = `${typeText(schema)}${mayBeMissing ? ' | undefined' : ''}`
    yield { code: `reads<${type}>(${code})`, term, label, owner, use: `reads it as ${type}` }
  }
}
