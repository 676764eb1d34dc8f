import { isObject, referencedName, type Schema } from '@testsigma-tms/spec/contract'

/** A schema as a TypeScript type: `string | null`, `Timestamp`, mutable arrays, literals for an enum. */
export function typeText(schema: Schema): string {
  const { enum: values, const: value, allOf, type } = schema
  const name = referencedName(schema)
  if (name !== undefined) return name
  if (value !== undefined) return literal(value)
  if (values) return union(values.map(literal))
  if (allOf) return allOf.map((part) => parenthesized(typeText(part))).join(' & ')
  const alternatives = schema.oneOf ?? schema.anyOf
  if (alternatives) return union(alternatives.map(typeText))
  if (Array.isArray(type)) return union(type.map((each) => typeText({ ...schema, type: each })))
  return textOfType(schema)
}

function textOfType(schema: Schema): string {
  const { type, format, items, properties, prefixItems, additionalProperties } = schema
  if (type === 'integer' || type === 'number') return 'number'
  if (type === 'string') return format === 'binary' ? 'Blob' : 'string'
  if (type === 'boolean' || type === 'null') return type
  if (type === 'array' && prefixItems) return `[${prefixItems.map(typeText).join(', ')}]`
  if (type === 'array') return `${parenthesized(items ? typeText(items) : 'unknown')}[]`
  if (properties) return objectText(schema)
  const values = isObject(additionalProperties) ? typeText(additionalProperties) : 'unknown'
  return type === 'object' ? `Record<string, ${values}>` : 'unknown'
}

function objectText({ properties = {}, required = [] }: Schema): string {
  const fields = Object.entries(properties).map(([name, schema]) => {
    return `${propertyName(name)}${required.includes(name) ? '' : '?'}: ${typeText(schema)}`
  })
  return `{ ${fields.join('; ')} }`
}

/** A property name in an object literal or type. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : literal(name)
}

/** A value as TypeScript code, with single quotes unless it needs escaping. */
export function literal(value: unknown): string {
  const json = JSON.stringify(value)
  return typeof value === 'string' && !/['\\]/.test(json) ? `'${value}'` : json
}

function union(types: readonly string[]): string {
  return [...new Set(types)].join(' | ')
}

function parenthesized(type: string): string {
  return /[|&]/.test(type) ? `(${type})` : type
}
