import { type Contract, escapeToken, isObject, type Json, type JsonObject } from './contract.ts'

/** An example that the contract gives. */
export interface Example {
  /** Where the example's value stands in the document, as a JSON pointer. */
  readonly pointer: string
  /** Where the schema stands that it is an example of. */
  readonly schema: string
  readonly value: Json
}

/** Keywords whose value maps names, chosen by the author, to parts of the document. */
const MAPS = new Set(['paths', 'responses', 'content', 'headers', 'parameters', 'requestBodies', 'callbacks'])
for (const keyword of ['schemas', 'properties', 'patternProperties', 'dependentSchemas', '$defs']) MAPS.add(keyword)

/** Keywords whose value is data, whatever it looks like. */
const DATA = new Set(['example', 'examples', 'enum', 'const', 'default'])

/** Every example of bodies, parameters, headers and schemas, each once, where it is written. */
export function documentedExamples(contract: Contract): Example[] {
  return inPart(contract.document, '#')

  function inPart(part: Json, pointer: string): Example[] {
    if (Array.isArray(part)) return part.flatMap((item, index) => inPart(item, `${pointer}/${index}`))
    if (!isObject(part)) return []
    const below = Object.entries(part).flatMap(([keyword, value]) => {
      if (DATA.has(keyword) || keyword.startsWith('x-')) return []
      const place = `${pointer}/${escapeToken(keyword)}`
      return MAPS.has(keyword) && isObject(value) ? inMap(value, place) : inPart(value, place)
    })
    return [...ofPart(part, pointer), ...below]
  }

  function inMap(map: JsonObject, pointer: string): Example[] {
    return Object.entries(map).flatMap(([name, part]) => inPart(part, `${pointer}/${escapeToken(name)}`))
  }

  /** A body, parameter or header has its schema below it and names its examples; a schema lists them. */
  function ofPart(part: JsonObject, pointer: string): Example[] {
    const schema = 'schema' in part ? `${pointer}/schema` : pointer
    const { example, examples } = part
    const single = example === undefined ? [] : [{ pointer: `${pointer}/example`, schema, value: example }]
    if (Array.isArray(examples)) {
      return [
        ...single,
        ...examples.map((value, index) => ({ pointer: `${pointer}/examples/${index}`, schema, value })),
      ]
    }
    if (!isObject(examples)) return single
    return [
      ...single,
      ...Object.keys(examples).map((name) => named(`${pointer}/examples/${escapeToken(name)}`, schema)),
    ]
  }

  function named(pointer: string, schema: string): Example {
    const target = contract.resolve(pointer)
    const { value } = contract.at(target) as JsonObject
    if (value === undefined) throw new Error(`${pointer} has no value; expected one beside its summary.`)
    return { pointer: `${target}/value`, schema, value }
  }
}
