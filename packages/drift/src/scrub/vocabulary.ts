import { type Contract, isObject, type Response, type Schema } from '@testsigma-tms/spec/contract'
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

export function vocabularyOf(contract: Contract): Vocabulary {
  const { operations } = contract
  const fields = new Set<string>()
  const constants = new Map<string, Set<string>>()
  learnFields(contract, contract.document, fields, constants)
  const failures = operations.flatMap(({ responses }) =>
    [...responses.values()].filter(({ status }) => Number(status) >= 400),
  )
  const query = operations.flatMap(({ parameters }) => parameters.filter((parameter) => parameter.in === 'query'))
  return {
    fields,
    constants,
    sentences: new Set(failures.flatMap(exampleTexts).map(withoutIds)),
    pathWords: new Set(operations.flatMap(({ path }) => path.split('/').filter((word) => !word.startsWith('{')))),
    parameters: new Set(query.map(({ name }) => name)),
  }
}

/** A text with `{id}` in place of ids. */
export function withoutIds(text: string): string {
  return text.replaceAll(UUID, '{id}')
}

function learnFields(
  contract: Contract,
  node: unknown,
  fields: Set<string>,
  constants: Map<string, Set<string>>,
): void {
  if (Array.isArray(node)) for (const part of node) learnFields(contract, part, fields, constants)
  if (!isObject(node)) return
  for (const [name, schema] of Object.entries(isObject(node.properties) ? node.properties : {})) {
    fields.add(name)
    const known = constants.get(name) ?? new Set()
    constants.set(name, new Set([...known, ...constantsOf(contract, schema)]))
  }
  for (const [name, part] of Object.entries(node)) {
    if (name !== 'example' && name !== 'examples') learnFields(contract, part, fields, constants)
  }
}

function constantsOf(contract: Contract, schema: unknown): string[] {
  const values = isObject(schema) ? (contract.follow(schema as Schema).enum ?? []) : []
  return values.filter((value) => typeof value === 'string')
}

/** Every text in the examples of a response. */
function exampleTexts({ content }: Response): string[] {
  return [...content.values()].flatMap(({ examples }) => examples.flatMap(({ value }) => textsIn(value)))
}

/** Every text in a value. */
export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}
