import { isDeepStrictEqual } from 'node:util'
import type { Contract, Operation } from '@testsigma-tms/spec/contract'
import { requestLine } from '../terms/operation.ts'
import { asTerm, joinTerm } from '../terms/term.ts'
import type { Add, WireChange } from './change.ts'
import { compareHooks } from './hooks.ts'
import { requireKnown } from './known-fields.ts'
import { compareOperation } from './operations.ts'
import { SchemaComparison } from './schema/compare-schemas.ts'
import type { Contracts } from './security.ts'
import { compareOwnServers, compareServers } from './servers.ts'
import { componentOf } from './words.ts'

export interface WireComparison {
  readonly changes: readonly WireChange[]
  readonly schemas: SchemaComparison
}

/**
 * All differences between two contracts that affect programs, however the contracts are written.
 * @throws {Error} when either contains a keyword or field that the comparison does not support
 */
export function compareWire({ released, current }: Contracts): WireComparison {
  requireKnown(released.document, 'The last release')
  requireKnown(current.document, 'The contract')
  const schemas = new SchemaComparison(released, current)
  const found = new Map<string, WireChange>()
  // A change of a shared part is found once per operation, but reported only once, for the shared part.
  const add: Add = (change) => {
    const owner = ownerOf(change)
    const key = `${change.impact} ${change.term} ${change.what} ${owner}`
    const known = found.get(key)
    const own = owner === 'API' ? [] : [owner]
    const subjects = [...new Set([...own, ...(known?.subjects ?? []), ...change.subjects])]
    found.set(key, { ...change, subject: owner, subjects })
  }
  if (!isDeepStrictEqual(released.document, current.document)) compareContracts(schemas, { released, current }, add)
  return { changes: withoutEchoes([...found.values()]), schemas }
}

/** The changed component. If an operation starts or stops using a component, the operation has changed. */
function ownerOf({ term, rule, subject, isOwn }: WireChange): string {
  const isUse = /^(parameter|response)-(added|removed)$/.test(rule)
  return isUse || isOwn ? subject : (componentOf(term) ?? subject)
}

function compareContracts(schemas: SchemaComparison, contracts: Contracts, add: Add): void {
  const { released, current } = contracts
  compareServers(released.servers, current.servers, '/servers', 'API', add)
  compareDialects(contracts, add)
  compareHooks(schemas.released, schemas.current, ['#/webhooks', '#/webhooks'], 'API', add)
  const [before, after] = [byRequest(released), byRequest(current)]
  for (const [line, operation] of before) {
    const now = after.get(line)
    if (now === undefined) {
      const what = `${operation.method.toUpperCase()} ${operation.path} was removed`
      add({
        term: asTerm(operation.pointer),
        impact: 'breaking',
        rule: 'operation-removed',
        subject: operation.id,
        what,
        subjects: [operation.id],
      })
      continue
    }
    compareOwnServers(operation, now, [released.servers, current.servers], add)
    compareOperation(schemas, contracts, operation, now, add)
    const callbacks: [string, string] = [`${operation.pointer}/callbacks`, `${now.pointer}/callbacks`]
    compareHooks(schemas.released, schemas.current, callbacks, operation.id, add)
  }
  for (const [line, operation] of after) {
    if (before.has(line)) continue
    const what = `${operation.method.toUpperCase()} ${operation.path} was added`
    add({
      term: asTerm(operation.pointer),
      impact: 'addition',
      rule: 'operation-added',
      subject: operation.id,
      what,
      subjects: [operation.id],
    })
  }
}

function byRequest({ operations }: Contract): Map<string, Operation> {
  return new Map(operations.map((operation) => [requestLine(operation), operation]))
}

/** Keywords have other meanings in another dialect. */
function compareDialects({ released, current }: Contracts, add: Add): void {
  const [was, is] = [released, current].map(
    ({ document }) => (document as { jsonSchemaDialect?: string }).jsonSchemaDialect ?? DIALECT,
  )
  if (was === is) return
  const what = `dialect of JSON Schema changed from ${was} to ${is}`
  add({
    term: joinTerm('', 'jsonSchemaDialect'),
    impact: 'breaking',
    rule: 'dialect',
    subject: 'API',
    what,
    subjects: ['jsonSchemaDialect'],
  })
}

const DIALECT = 'https://spec.openapis.org/oas/3.1/dialect/base'

/**
 * Drops changes that only follow from another one at the same location: additions next to a break, because a break in
 * requests is often an addition in responses, and changes of `required` next to an added or removed field.
 */
function withoutEchoes(changes: readonly WireChange[]): WireChange[] {
  const byTerm = Map.groupBy(changes, ({ term }) => term)
  return [...byTerm.values()].flatMap((same) => {
    const breaks = same.filter(({ impact }) => impact === 'breaking')
    const telling = breaks.length > 0 ? breaks : same
    const field = telling.find(({ rule }) => rule === 'properties')
    return field ? [field] : telling
  })
}
