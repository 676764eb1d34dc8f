import { type Contract, isObject, type Operation, type Response, type Schema } from '@testsigma-tms/spec/contract'
import { UUID } from './fakes.ts'

/** Words of the contract, which are not personal data. */
export interface Vocabulary {
  /** All field names. */
  readonly fields: ReadonlySet<string>
  /** Patterns of declared names in which only digits vary, such as `attachments_0_1`. */
  readonly patterns: readonly RegExp[]
  /** Names of number fields. */
  readonly numbers: ReadonlySet<string>
  /** The words that field names consist of: `test`, `case`, `id`. */
  readonly words: ReadonlySet<string>
  /** Media types of requests and responses. */
  readonly mediaTypes: ReadonlySet<string>
  /** The middle part of human IDs: `R` in `DEMO-R-4`. */
  readonly humanIdKinds: ReadonlySet<string>
  /** Enum values by field name. */
  readonly constants: ReadonlyMap<string, ReadonlySet<string>>
  /** Error texts from the contract's examples, with `{id}` for IDs. */
  readonly sentences: ReadonlySet<string>
  /** Constant parts of paths. */
  readonly pathWords: ReadonlySet<string>
  /** Names of query parameters. */
  readonly parameters: ReadonlySet<string>
}

export function vocabularyOf(contract: Contract): Vocabulary {
  const { operations } = contract
  const fields = new Set<string>()
  const numbers = new Set<string>()
  const constants = new Map<string, Set<string>>()
  const patterns = new Set<string>()
  learnFields(contract, contract.document, { fields, patterns, numbers, constants })
  const failures = operations.flatMap(({ responses }) =>
    [...responses.values()].filter(({ status }) => Number(status) >= 400),
  )
  const query = operations.flatMap(({ parameters }) => parameters.filter((parameter) => parameter.in === 'query'))
  return {
    fields,
    patterns: Array.from(patterns, (pattern) => new RegExp(pattern, 'u')),
    numbers,
    constants,
    words: new Set([...fields].flatMap(wordsIn)),
    mediaTypes: new Set(operations.flatMap(mediaTypesOf)),
    humanIdKinds: new Set(textsIn(contract.document).flatMap(kindsIn)),
    sentences: new Set(failures.flatMap(exampleTexts).map(withoutIds)),
    pathWords: new Set(operations.flatMap(({ path }) => path.split('/').filter((word) => !word.startsWith('{')))),
    parameters: new Set(query.map(({ name }) => name)),
  }
}

/** Replaces IDs in a text with `{id}`. */
export function withoutIds(text: string): string {
  return text.replaceAll(UUID, '{id}')
}

/** The words of a name, in lower case: `createdAt` gives `created`, `at`. */
export function wordsIn(name: string): string[] {
  return name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '_')
    .toLowerCase()
    .split(/[_.-]+/)
}

function mediaTypesOf({ requestBody, responses }: Operation): string[] {
  return [requestBody, ...responses.values()].flatMap((part) => [...(part?.content.keys() ?? [])])
}

function kindsIn(text: string): string[] {
  return Array.from(text.matchAll(/\b[A-Z]+-([A-Z]{1,3})-\d+\b/g), ([, kind]) => String(kind))
}

interface Learned {
  readonly fields: Set<string>
  readonly patterns: Set<string>
  readonly numbers: Set<string>
  readonly constants: Map<string, Set<string>>
}

function learnFields(contract: Contract, node: unknown, learned: Learned): void {
  const { fields, patterns, numbers, constants } = learned
  if (Array.isArray(node)) for (const part of node) learnFields(contract, part, learned)
  if (!isObject(node)) return
  for (const [name, schema] of Object.entries(isObject(node.properties) ? node.properties : {})) {
    fields.add(name)
    if (isNumber(contract, schema)) numbers.add(name)
    const known = constants.get(name) ?? new Set()
    constants.set(name, new Set([...known, ...constantsOf(contract, schema)]))
  }
  for (const pattern of Object.keys(isObject(node.patternProperties) ? node.patternProperties : {})) {
    if (/^\^(?:\w|\[0-9\]\+)+\$$/.test(pattern)) patterns.add(pattern)
  }
  for (const [name, part] of Object.entries(node)) {
    if (name !== 'example' && name !== 'examples') learnFields(contract, part, learned)
  }
}

function isNumber(contract: Contract, schema: unknown): boolean {
  const { type } = isObject(schema) ? contract.follow(schema as Schema) : {}
  return [type].flat().some((each) => each === 'integer' || each === 'number')
}

function constantsOf(contract: Contract, schema: unknown): string[] {
  const values = isObject(schema) ? (contract.follow(schema as Schema).enum ?? []) : []
  return values.filter((value) => typeof value === 'string')
}

/** All strings in the examples of a response. */
function exampleTexts({ content }: Response): string[] {
  return [...content.values()].flatMap(({ examples }) => examples.flatMap(({ value }) => textsIn(value)))
}

/** Maximum nesting depth, greater than that of any payload of the API. Deeper values are neither read nor written. */
export const MOST_NESTED = 100

/** All strings in a value. */
export function textsIn(value: unknown, depth = 0): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null || depth > MOST_NESTED) return []
  return Object.values(value).flatMap((part) => textsIn(part, depth + 1))
}
