import type { Contract, Operation } from '@testsigma-tms/spec/contract'
import type { Comparison } from '../release/released.ts'
import { type ComparedOperation, operationsOf, requestLine } from '../terms/operation.ts'
import { joinTerm } from '../terms/term.ts'
import { typeText } from '../terms/type-text.ts'
import { compareNames, type Difference, pairRenamed } from './difference.ts'
import { compareOperations } from './operations.ts'
import { compareSchemas, likenessOf } from './schemas.ts'

/** All differences from the last release, except descriptions and examples. */
export function differencesBetween({ released, current, baseline, retired }: Comparison): Difference[] {
  const types = pairTypes(released, current)
  const renamed = new Map(types.renamed)
  return [
    ...apiDifferences(released, current),
    ...retiredDifferences(baseline, released, retired),
    ...operationDifferences(released, current, renamed),
    ...typeDifferences(released, current, types),
  ]
}

/** Removals that were announced: operations, and the types that only they used. */
function* retiredDifferences(
  baseline: Contract,
  released: Contract,
  retired: readonly Operation[],
): Generator<Difference> {
  const gone = new Set(retired.map(({ id }) => id))
  for (const operation of operationsOf(baseline)) {
    if (gone.has(operation.id)) yield removedOperation(operation, 'Its announced end has come.')
  }
  for (const name of baseline.schemas.keys()) {
    if (!released.schemas.has(name)) yield removedType(name)
  }
}

function* apiDifferences(released: Contract, current: Contract): Generator<Difference> {
  const [was, is] = [released, current].map(({ servers }) => servers.map(({ url }) => url))
  const subject = { kind: 'api', name: 'API' } as const
  if (was?.[0] !== is?.[0]) {
    const advice = 'Clients without a `baseUrl` of their own go to the new address.'
    yield {
      kind: 'changed',
      term: '/servers/0',
      subject,
      what: 'default address',
      before: was?.[0],
      after: is?.[0],
      advice,
    }
  }
  for (const url of was?.filter((each) => !is?.includes(each)) ?? []) {
    yield { kind: 'removed', term: '/servers', subject, what: `address ${url}`, advice: 'Use another address.' }
  }
  for (const url of is?.filter((each) => !was?.includes(each)) ?? []) {
    yield { kind: 'added', term: '/servers', subject, what: `address ${url}` }
  }
}

function* operationDifferences(
  released: Contract,
  current: Contract,
  renamed: ReadonlyMap<string, string>,
): Generator<Difference> {
  const [before, after] = [released, current].map((bundle) => {
    return Object.fromEntries(operationsOf(bundle).map((operation) => [operation.id, operation]))
  }) as [Record<string, ComparedOperation>, Record<string, ComparedOperation>]
  const { gone, come, kept } = compareNames(before, after)
  const pairs = [...kept.map((id) => [id, id] as const), ...pairRenamed(gone, come, requestLine)]
  for (const [from, to] of pairs) {
    const [was, is] = [before[from], after[to]]
    if (was && is) yield* compareOperations(was, is, renamed)
  }
  for (const operation of gone.values())
    yield removedOperation(operation, `Calls of \`tms.${operation.call}()\` must be removed.`)
  for (const { id, term, call, method, path } of come.values()) {
    const after = `${method.toUpperCase()} ${path}, \`tms.${call}()\``
    yield { kind: 'added', term, subject: { kind: 'operation', name: id }, what: '', after }
  }
}

function pairTypes(released: Contract, current: Contract) {
  const { gone, come, kept } = compareNames(Object.fromEntries(released.schemas), Object.fromEntries(current.schemas))
  return { renamed: pairRenamed(gone, come, likenessOf), gone, come, kept }
}

function* typeDifferences(
  released: Contract,
  current: Contract,
  { gone, come, kept, renamed }: ReturnType<typeof pairTypes>,
): Generator<Difference> {
  const termOf = (name: string) => joinTerm('/components/schemas', name)
  for (const [from, to] of renamed) {
    const advice = `Import \`${to}\` instead of \`${from}\`.`
    const subject = { kind: 'type', name: from } as const
    yield { kind: 'renamed', term: termOf(from), subject, what: '', before: from, after: to, advice }
  }
  for (const name of gone.keys()) yield removedType(name)
  for (const [name, schema] of come) {
    yield { kind: 'added', term: termOf(name), subject: { kind: 'type', name }, what: '', after: typeText(schema) }
  }
  for (const name of kept) {
    const [was, is] = [released, current].map(({ schemas }) => schemas.get(name))
    if (was && is) {
      yield* compareSchemas({ subject: { kind: 'type', name }, renamed: new Map(renamed) }, termOf(name), '', was, is)
    }
  }
}

/** @param why advice if no replacement is declared */
function removedOperation({ id, term, call, method, path, operation }: ComparedOperation, why: string): Difference {
  const { replacement } = operation
  const advice = replacement ? `${why} Use \`${replacement}\` instead of \`tms.${call}()\`.` : why
  return { ...removed('operation', id, term, advice), before: `${method.toUpperCase()} ${path}` }
}

function removedType(name: string): Difference {
  return removed('type', name, joinTerm('/components/schemas', name), 'Code that names this type must be removed.')
}

function removed(kind: 'operation' | 'type', name: string, term: string, advice: string): Difference {
  return { kind: 'removed', term, subject: { kind, name }, what: '', advice }
}
