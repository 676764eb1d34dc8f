import type { Schema } from '@testsigma-tms/spec/contract'
import { joinTerm, type Term } from '../terms/term.ts'
import { propertyName, typeText } from '../terms/type-text.ts'
import type { Statement } from './statement.ts'

/** The start of reading a value. */
export interface Reading {
  /** Code that evaluates to the value. */
  readonly code: string
  readonly schema: Schema
  readonly term: Term
  readonly label: string
  readonly owner: string
  readonly unless?: Term
  /** Whether the value may be undefined. */
  readonly mayBeMissing?: boolean
}

/**
 * Code that reads a value with its released type, and every field without a named type of its own. Optional values are
 * read as if they were present, because their optionality is tested on their own field.
 */
export function* readsOf(reading: Reading): Generator<Statement> {
  const { schema, code, term, label, mayBeMissing = false } = reading
  const nullable = Array.isArray(schema.type) && schema.type.includes('null')
  const isOpen = mayBeMissing || nullable
  if (schema.properties) {
    yield readOf(reading, `object${nullable ? ' | null' : ''}`)
    for (const [name, field] of Object.entries(schema.properties)) {
      yield* readsOf({
        ...reading,
        code: `${code}${isOpen ? '!' : ''}${access(name)}`,
        schema: field,
        term: joinTerm(term, 'properties', name),
        label: `${label}.${name}`,
        mayBeMissing: !schema.required?.includes(name),
      })
    }
  } else if (schema.items?.properties) {
    yield readOf(reading, `readonly object[]${nullable ? ' | null' : ''}`)
    yield* readsOf({
      ...reading,
      code: `${code}${isOpen ? '!' : ''}[0]`,
      schema: schema.items,
      term: joinTerm(term, 'items'),
      label: `${label}[]`,
      mayBeMissing: true,
    })
  } else {
    yield readOf(reading, typeText(schema))
  }
}

function readOf({ code, schema: _, mayBeMissing, ...about }: Reading, text: string): Statement {
  const type = `${text}${mayBeMissing ? ' | undefined' : ''}`
  return { ...about, code: `reads<${type}>(${code})`, use: `reads it as ${type}` }
}

/** Access to a property: `.id`, `['x-id']`. */
function access(name: string): string {
  const key = propertyName(name)
  return key === name ? `.${name}` : `[${key}]`
}
