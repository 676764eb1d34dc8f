import type { ResolvedSchema } from '@testsigma-tms/spec/contract'
import { contract } from '../contract.ts'
import type { Operation } from '../operation.ts'
import { operations } from './reference.ts'

export interface Related {
  operation: Operation
  /** Why it may be useful to the reader. */
  reason: string
}

/** Operations that may be needed next: those that return the required IDs, and the others of the resource. */
export function relatedTo(operation: Operation): Related[] {
  const others = operations.filter(({ id }) => id !== operation.id)
  const sources = idsIn(operation).flatMap((id) => {
    const source = others.find(({ sdk }) => sdk.method === 'list' && sdk.resource === resourceOf(id))
    return source ? [{ operation: source, reason: `finds \`${id}\`` }] : []
  })
  const siblings = others
    .filter(({ tag }) => tag === operation.tag)
    .map((sibling) => ({ operation: sibling, reason: '' }))
  return [...Map.groupBy([...sources, ...siblings], (related) => related.operation).values()].flatMap(
    ([first]) => first ?? [],
  )
}

/** Names of IDs among the inputs, from the path and the body. */
function idsIn({ parameters, requestBody }: Operation): string[] {
  const bodies = [...(requestBody?.content.values() ?? [])].flatMap(({ schema = {} }) =>
    propertyNames(contract.resolve(schema)),
  )
  return [...new Set([...parameters.map(({ name }) => name), ...bodies])].filter((name) => name.endsWith('_id'))
}

function propertyNames({ properties = {}, items }: ResolvedSchema): string[] {
  const inner = Object.entries(properties).flatMap(([name, schema]) => [name, ...propertyNames(schema)])
  return [...inner, ...(items ? propertyNames(items) : [])]
}

/** The resource of an ID: users for roles such as `owner_id`, otherwise by name: `test_run_id` gives `testRuns`. */
function resourceOf(id: string): string {
  const name = id.replace(/_id$/, '').replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
  if (['assignee', 'owner', 'reviewer'].includes(name)) return 'users'
  if (name === 'parentFolder') return 'folders'
  return name.endsWith('us') ? `${name}es` : `${name}s`
}
