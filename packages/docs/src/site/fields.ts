import type { Header, Json, Provenance, ResolvedSchema, Schema } from '@testsigma-tms/spec/contract'
import { constraints } from '@testsigma-tms/spec/schema'
import { contract } from '../contract.ts'

/** A row of a field table, with nested fields. */
export interface Field {
  name: string
  /** Path from the outermost body, such as `data[].`; empty at the top. */
  prefix: string
  type: string
  required: boolean
  description: string
  /** Constraints in words, with code in backticks. */
  constraints: string[]
  values: { value: string; meaning: string }[]
  examples: string[]
  /** Set only if it differs from the operation's. */
  provenance?: Provenance
  /** Name of the schema, if it has its own page. */
  schema?: string
  /** Whether it contains its own type, which is not shown again. */
  recursive: boolean
  children: Field[]
}

/** The fields of a body of the contract, with resolved references. */
export function bodyFields(schema: Schema = {}): Field[] {
  return fieldsOf(contract.resolve(schema))
}

/** The fields of an object, one per property. */
export function fieldsOf(schema: ResolvedSchema, prefix = ''): Field[] {
  const { properties = {}, patternProperties = {}, required = [] } = schema
  return [
    ...Object.entries(properties).map(([name, part]) => fieldOf(name, part, required.includes(name), prefix)),
    ...Object.entries(patternProperties).map(([pattern, part]) => fieldOf(pattern, part, false, prefix)),
  ]
}

/** A parameter or a header as a field. */
export function parameterField({ name, required, description, schema, examples, definition }: Header): Field {
  const field = fieldOf(name, contract.resolve(schema), required, '')
  const provenance = definition['x-provenance'] ?? field.provenance
  return {
    ...field,
    description: description ?? field.description,
    examples: examples.length > 0 ? exampleTexts(examples) : field.examples,
    ...(provenance && { provenance }),
  }
}

/** A schema without fields, such as a timestamp, as a single field. */
export function schemaField(name: string, { title: _, ...schema }: ResolvedSchema): Field {
  return fieldOf(name, schema, true, '')
}

function exampleTexts(examples: Header['examples']): string[] {
  return examples.flatMap(({ value }) => (value === undefined ? [] : [exampleText(value)]))
}

function fieldOf(name: string, schema: ResolvedSchema, required: boolean, prefix: string): Field {
  const inner = innermost(schema)
  const meanings = inner['x-enumDescriptions'] ?? {}
  const provenance = schema['x-provenance']
  const title = inner.title ?? schema.title
  const path = prefix + name + arrayMarks(schema)
  return {
    name,
    prefix,
    type: typeOf(schema),
    required,
    description: schema.description ?? '',
    constraints: constraints(schema),
    values: (inner.enum ?? []).map((value) => ({ value: String(value), meaning: meanings[String(value)] ?? '' })),
    examples: examplesOf(schema),
    ...(provenance && { provenance }),
    ...(title && { schema: title }),
    recursive: inner.recursive ?? false,
    children: fieldsOf(inner, `${path}.`),
  }
}

/** The innermost items of nested lists, or the document inside a string. */
function innermost(schema: ResolvedSchema): ResolvedSchema {
  if (schema.items) return innermost(schema.items)
  return schema.contentSchema ?? schema
}

/** `[]` for each level of nested lists. */
function arrayMarks(schema: ResolvedSchema): string {
  return schema.items ? `[]${arrayMarks(schema.items)}` : ''
}

/** A type in words: `list of TestCase`, `string or null`, `uuid`. */
function typeOf(schema: ResolvedSchema): string {
  const types = [schema.type ?? []].flat()
  const words = types.filter((type) => type !== 'null').map((type) => typeWord(type, schema))
  return [...(words.length > 0 ? words : ['any value']), ...(types.includes('null') ? ['null'] : [])].join(' or ')
}

function typeWord(type: string, schema: ResolvedSchema): string {
  const { items, format, title } = schema
  if (type === 'array') return items ? `list of ${pluralType(items)}` : 'list'
  if (format === 'binary') return 'file'
  if (type === 'object') return title ?? 'object'
  return format ? `${type} (${format})` : type
}

function pluralType(schema: ResolvedSchema): string {
  const word = typeOf(schema)
  return /^[a-z]+$/.test(word) ? `${word}s` : word
}

function examplesOf(schema: ResolvedSchema): string[] {
  return (schema.examples ?? schema.items?.examples ?? []).map(exampleText)
}

function exampleText(value: Json): string {
  return typeof value === 'string' && value !== '' ? value : JSON.stringify(value)
}
