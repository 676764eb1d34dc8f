import { contract } from '../contract.ts'
import { type ResolvedOperation, type ResolvedSchema, resolveOperations, resolveSchema } from '../resolved.ts'
import { makeSamples, type Sample } from '../samples/sample.ts'
import { addresses } from './addresses.ts'

/** All operations of the contract, in its order. */
export const operations: ResolvedOperation[] = resolveOperations(contract)

export interface Resource {
  /** The tag in the contract. */
  name: string
  description: string
  operations: ResolvedOperation[]
}

/** The tags of the contract with their operations. */
export const resources: Resource[] = (contract.tags ?? []).map(({ name, description }) => ({
  name,
  description,
  operations: operations.filter(({ tag }) => tag === name),
}))

const samples = new Map(makeSamples(contract).map((entry) => [entry.operationId, entry.samples]))

/** The samples of an operation, one for each language. */
export function samplesOf({ operationId }: ResolvedOperation): Sample[] {
  return samples.get(operationId) ?? []
}

export interface NamedSchema {
  name: string
  /** The resource whose operations alone use it, else the one that it is named after, else `Shared`. */
  group: string
  schema: ResolvedSchema
  usedBy: ResolvedOperation[]
}

const sharedGroup = 'Shared'

/** The named schemas of the contract, in its order. */
export const schemas: NamedSchema[] = Object.keys(contract.components?.schemas ?? {}).map((name) => {
  const usedBy = operations.filter((operation) => namesIn(operation).has(name))
  return {
    name,
    group: groupOf(name, usedBy),
    schema: resolveSchema(contract, { $ref: `#/components/schemas/${name}` }),
    usedBy,
  }
})

function groupOf(name: string, usedBy: ResolvedOperation[]): string {
  const [tag, ...others] = new Set(usedBy.map(({ tag }) => tag))
  if (tag !== undefined && others.length === 0) return tag
  // `TestCaseTemplate` belongs to `Test cases`.
  return resources.find((resource) => name.startsWith(pascalSingular(resource.name)))?.name ?? sharedGroup
}

function pascalSingular(tag: string): string {
  return tag.replaceAll(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/s$/, '')
}

/** The groups of schemas that have any, in the order of the contract's tags. */
export const schemaGroups: { name: string; schemas: NamedSchema[] }[] = [
  sharedGroup,
  ...resources.map(({ name }) => name),
]
  .map((name) => ({ name, schemas: schemas.filter(({ group }) => group === name) }))
  .filter(({ schemas }) => schemas.length > 0)

/** The place of a named schema on the site. */
export function schemaAddress(name: string): string {
  const group = schemas.find((schema) => schema.name === name)?.group
  if (group === undefined) throw new Error(`The contract has no schema ${name}`)
  return `${addresses.schemas(group)}#${name}`
}

/** The names of all schemas anywhere in something that is resolved. */
export function namesIn(part: unknown, found = new Set<string>()): Set<string> {
  if (typeof part !== 'object' || part === null) return found
  const { title } = part as { title?: unknown }
  if (typeof title === 'string' && isSchemaName(title)) found.add(title)
  for (const [key, inner] of Object.entries(part)) {
    // Examples have titles too, which are no names.
    if (!key.startsWith('example')) namesIn(inner, found)
  }
  return found
}

function isSchemaName(title: string): boolean {
  return Object.hasOwn(contract.components?.schemas ?? {}, title)
}

/** The description of the way to authenticate. */
export const authentication: string = Object.values(contract.components?.securitySchemes ?? {})
  .map(({ description = '' }) => description)
  .join('\n\n')

/** The operation with an id, which must exist. */
export function operationById(id: string): ResolvedOperation {
  const operation = operations.find(({ operationId }) => operationId === id)
  if (!operation) throw new Error(`The contract has no operation ${id}`)
  return operation
}
