import { isObject, joinPointer } from '@testsigma-tms/spec/contract'
import { asTerm, type Term } from '../terms/term.ts'
import type { Add } from './change.ts'
import { stable } from './schema/canonical.ts'
import type { SchemaSource } from './schema/source.ts'

/**
 * Compares requests that the API sends: webhooks, and callbacks of an operation. Request and response swap roles there,
 * so every difference other than descriptions counts as a break.
 */
export function compareHooks(
  was: SchemaSource,
  is: SchemaSource,
  pointers: [string, string],
  subject: string,
  add: Add,
) {
  const [before, after] = [was.at(pointers[0]), is.at(pointers[1])].map(({ schema }) =>
    isObject(schema) ? schema : {},
  )
  for (const name of new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])) {
    const [old, now] = [before?.[name], after?.[name]]
    const term: Term = asTerm(joinPointer(pointers[0], name))
    const about = { term, subject, subjects: [subject === 'API' ? name : subject], rule: 'callback' }
    const text = `the callback \`${name}\``
    if (old === undefined) add({ ...about, impact: 'addition', what: `${text} was added` })
    else if (now === undefined) add({ ...about, impact: 'breaking', what: `${text} was removed` })
    else if (stable(plain(was, old, []) as never) !== stable(plain(is, now, []) as never)) {
      add({ ...about, impact: 'breaking', what: `${text} changed` })
    }
  }
}

/** Resolves all references and drops descriptions. */
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
  return Object.fromEntries(kept.map(([name, part]) => [name, plain(source, part, within, HOLDERS.has(name))]))
}

const WORDS = new Set(['summary', 'description', 'title', 'example', 'examples', 'externalDocs', 'tags'])

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
  'links',
])
