import {
  isObject,
  type Json,
  type JsonObject,
  readOperations,
  resolvePointer,
  valueAt,
} from '@testsigma-tms/spec/conformance'
import { UUID } from './fakes.ts'

/** Words of the contract itself, which belong to nobody. */
export interface Vocabulary {
  /** Names of all fields. */
  readonly fields: ReadonlySet<string>
  /** Values of the enums of a field, by the field's name. */
  readonly constants: ReadonlyMap<string, ReadonlySet<string>>
  /** What errors say by the contract's examples, with `{id}` for ids. */
  readonly sentences: ReadonlySet<string>
  /** Parts of paths that are no parameters. */
  readonly pathWords: ReadonlySet<string>
  /** Names of query parameters. */
  readonly parameters: ReadonlySet<string>
}

export function vocabularyOf(document: JsonObject): Vocabulary {
  const operations = readOperations(document)
  const fields = new Set<string>()
  const constants = new Map<string, Set<string>>()
  learnFields(document, document, fields, constants)
  const failures = operations.flatMap(({ responses }) =>
    Object.entries(responses).filter(([status]) => Number(status) >= 400),
  )
  const query = operations.flatMap(({ parameters }) => parameters.filter(({ definition }) => definition.in === 'query'))
  return {
    fields,
    constants,
    sentences: new Set(failures.flatMap(([, { definition }]) => exampleTexts(definition)).map(withoutIds)),
    pathWords: new Set(operations.flatMap(({ path }) => path.split('/').filter((word) => !word.startsWith('{')))),
    parameters: new Set(query.map(({ definition }) => String(definition.name))),
  }
}

/** A text with `{id}` in place of ids. */
export function withoutIds(text: string): string {
  return text.replaceAll(UUID, '{id}')
}

function learnFields(document: JsonObject, node: Json, fields: Set<string>, constants: Map<string, Set<string>>): void {
  if (Array.isArray(node)) for (const part of node) learnFields(document, part, fields, constants)
  if (!isObject(node)) return
  for (const [name, schema] of Object.entries(isObject(node.properties) ? node.properties : {})) {
    fields.add(name)
    const known = constants.get(name) ?? new Set()
    constants.set(name, new Set([...known, ...constantsOf(document, schema)]))
  }
  for (const [name, part] of Object.entries(node)) {
    if (name !== 'example' && name !== 'examples') learnFields(document, part, fields, constants)
  }
}

function constantsOf(document: JsonObject, schema: Json): string[] {
  const target = isObject(schema) && typeof schema.$ref === 'string' ? resolvePointer(document, schema.$ref) : undefined
  const meant = target === undefined ? schema : valueAt(document, target)
  const values = isObject(meant) && Array.isArray(meant.enum) ? meant.enum : []
  return values.filter((value) => typeof value === 'string')
}

/** Every text in the examples of an answer. */
function exampleTexts({ content }: JsonObject): string[] {
  const media = isObject(content) ? Object.values(content) : []
  return media.flatMap((one) => (isObject(one) && isObject(one.examples) ? textsIn(Object.values(one.examples)) : []))
}

/** Every text in a value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
