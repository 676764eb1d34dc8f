import { type Contract, isObject, type Json, joinPointer, type Pointer, SCHEMA_MAPS } from '../contract/index.ts'

/** An example in the contract. */
export interface Example {
  /** Pointer to the value. */
  readonly pointer: Pointer
  /** Pointer to the schema of the example. */
  readonly schema: Pointer
  readonly value: Json
}

/** Keywords whose value maps names that the author chose to parts of the document. */
const MAPS = new Set<string>([
  'paths',
  'responses',
  'content',
  'headers',
  'parameters',
  'requestBodies',
  'callbacks',
  'schemas',
])
for (const keyword of SCHEMA_MAPS) MAPS.add(keyword)

/** Keywords whose value is data, so it is not searched. */
const DATA = new Set(['example', 'examples', 'enum', 'const', 'default'])

/** All examples of bodies, parameters, headers and schemas, each once, with its location. */
export function documentedExamples(contract: Contract): Example[] {
  return inPart(contract.document, '#')

  function inPart(part: unknown, pointer: Pointer): Example[] {
    if (Array.isArray(part)) return part.flatMap((item, index) => inPart(item, joinPointer(pointer, index)))
    if (!isObject(part)) return []
    const below = Object.entries(part).flatMap(([keyword, value]) => {
      if (DATA.has(keyword) || keyword.startsWith('x-')) return []
      const place = joinPointer(pointer, keyword)
      return MAPS.has(keyword) && isObject(value) ? inMap(value, place) : inPart(value, place)
    })
    return [...ofPart(part, pointer), ...below]
  }

  function inMap(map: object, pointer: Pointer): Example[] {
    return Object.entries(map).flatMap(([name, part]) => inPart(part, joinPointer(pointer, name)))
  }

  /** A body, parameter or header has a schema in it and named examples; a schema has a list of examples. */
  function ofPart(part: object, pointer: Pointer): Example[] {
    const schema = 'schema' in part ? joinPointer(pointer, 'schema') : pointer
    const { example, examples } = part as { readonly example?: Json; readonly examples?: unknown }
    const single = example === undefined ? [] : [{ pointer: joinPointer(pointer, 'example'), schema, value: example }]
    const place = joinPointer(pointer, 'examples')
    if (Array.isArray(examples)) {
      return [...single, ...examples.map((value, index) => ({ pointer: joinPointer(place, index), schema, value }))]
    }
    if (!isObject(examples)) return single
    return [...single, ...Object.keys(examples).map((name) => named(joinPointer(place, name), schema))]
  }

  function named(pointer: Pointer, schema: Pointer): Example {
    const target = contract.target(pointer)
    const { value } = contract.at(target) as { readonly value?: Json }
    if (value === undefined) throw new Error(`${pointer} has no value. Expected one after its summary.`)
    return { pointer: joinPointer(target, 'value'), schema, value }
  }
}
