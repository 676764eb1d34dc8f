import { isObject } from '@testsigma-tms/spec/contract'
import { WITHOUT_MEANING } from './schema/keywords.ts'
import type { SchemaSource } from './schema/source.ts'

/**
 * A part of a contract with all references resolved, and without what is for people or for code generators: for parts that
 * are only compared as a whole.
 */
export function withoutWords(source: SchemaSource, node: unknown): unknown {
  return plain(source, node, [])
}

function plain(source: SchemaSource, node: unknown, within: readonly string[], hasNames = false): unknown {
  if (Array.isArray(node)) return node.map((part) => plain(source, part, within))
  if (!isObject(node)) return node
  if (hasNames) {
    return Object.fromEntries(Object.entries(node).map(([name, part]) => [name, plain(source, part, within)]))
  }
  if (typeof node.$ref === 'string' && !within.includes(node.$ref)) {
    return plain(source, { ...(source.target(node.$ref).schema as object), ...node, $ref: undefined }, [
      ...within,
      node.$ref,
    ])
  }
  const kept = Object.entries(node).filter(([name]) => !WORDS.has(name))
  return Object.fromEntries(
    kept.map(([name, part]) => [name, plain(source, SETS.has(name) ? sorted(part) : part, within, HOLDERS.has(name))]),
  )
}

function sorted(part: unknown): unknown {
  if (!Array.isArray(part)) return part
  return part
    .map((each) => [JSON.stringify(each), each] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, each]) => each)
}

const WORDS = new Set([...Object.keys(WITHOUT_MEANING), 'summary', 'tags', 'operationId', 'x-sdk', 'links'])

/** Lists whose order says nothing. */
const SETS = new Set(['required', 'enum', 'type'])

/** Objects whose keys are names of the contract: a field may be called `description`. */
const HOLDERS = new Set([
  'properties',
  'patternProperties',
  'dependentSchemas',
  'dependentRequired',
  '$defs',
  'headers',
  'content',
  'encoding',
  'responses',
  'callbacks',
])
