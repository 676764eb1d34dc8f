import fc from 'fast-check'
import { type Draw, type Loose, NAMES, randomSchema, scalar, scalarConstraints } from './random-schema.ts'

/** Makes a random edit in a schema: adds, removes or changes a keyword. Describes it. */
export function randomEdit(draw: Draw, root: Loose): { edited: Loose; what: string } {
  const edited = structuredClone(root)
  const places = schemasIn(edited)
  const place = places[draw(fc.nat, places.length - 1)] ?? edited
  return { edited, what: edit(draw, place) }
}

const BELOW = [
  'items',
  'not',
  'if',
  'then',
  'else',
  'contains',
  'additionalProperties',
  'unevaluatedItems',
  'unevaluatedProperties',
]

/** All schemas inside a schema, including itself. */
function schemasIn(schema: Loose): Loose[] {
  const {
    properties = {},
    patternProperties = {},
    dependentSchemas = {},
  } = schema as Record<string, Record<string, Loose>>
  const below = [
    ...Object.values(properties),
    ...Object.values(patternProperties),
    ...Object.values(dependentSchemas),
    ...['anyOf', 'oneOf', 'allOf', 'prefixItems'].flatMap((keyword) => (schema[keyword] ?? []) as Loose[]),
    ...BELOW.flatMap((keyword) => (typeof schema[keyword] === 'object' ? [schema[keyword] as Loose] : [])),
  ]
  return [schema, ...below.flatMap(schemasIn)]
}

const pick = <T>(draw: Draw, values: readonly T[]): T => draw(fc.constantFrom<T[]>, ...values)

function edit(draw: Draw, schema: Loose): string {
  const kind = draw(fc.nat, 10)
  const keywords = Object.keys(schema)
  if (kind < 2 && keywords.length > 0) {
    const keyword = pick(draw, keywords)
    delete schema[keyword]
    if (keyword === 'if') for (const branch of ['then', 'else']) delete schema[branch]
    return `without ${keyword}`
  }
  if (kind < 4) return added(draw, schema, scalarConstraints(draw))
  if (kind === 4)
    return added(draw, schema, { type: pick(draw, ['string', 'integer', 'number', 'object', ['string', 'null']]) })
  if (kind === 5) {
    const required = new Set((schema.required as string[] | undefined) ?? [])
    const name = pick(draw, NAMES)
    if (!required.delete(name)) required.add(name)
    schema.required = [...required]
    return `required ${name}`
  }
  if (kind < 8) return field(draw, schema)
  if (kind === 8) {
    for (const keyword of ['enum', 'anyOf', 'oneOf', 'allOf']) {
      const values = schema[keyword] as unknown[] | undefined
      if (!values) continue
      if (values.length > 1 && draw(fc.boolean)) values.pop()
      else values.push(keyword === 'enum' ? 'Z' : randomSchema(draw, 1))
      return keyword
    }
  }
  if (kind === 9)
    return added(draw, schema, {
      [pick(draw, ['additionalProperties', 'unevaluatedProperties'])]: pick(draw, [false, true, scalar(draw)]),
    })
  return added(draw, schema, randomSchema(draw, 1 + draw(fc.nat, 1)))
}

function added(_draw: Draw, schema: Loose, more: Loose): string {
  Object.assign(schema, more)
  return `with ${JSON.stringify(more)}`
}

function field(draw: Draw, schema: Loose): string {
  const properties = { ...((schema.properties as Loose | undefined) ?? {}) }
  const name = pick(draw, NAMES)
  if (name in properties && draw(fc.boolean)) delete properties[name]
  else if (name in properties)
    properties[name] = { ...(properties[name] as Loose), [pick(draw, ['readOnly', 'writeOnly'])]: true }
  else properties[name] = scalar(draw)
  schema.properties = properties
  return `field ${name}`
}
