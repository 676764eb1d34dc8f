import type { ResolvedSchema, Schema } from '@testsigma-tms/spec/contract'
import { contract } from '../contract.ts'
import { type Operation, operationsOf, schemasOf } from '../operation.ts'
import type { Sample } from '../samples/languages.ts'
import { makeSamples } from '../samples/sample.ts'
import { addresses } from './addresses.ts'

/** All operations of the contract, in the same order. */
export const operations: Operation[] = operationsOf(contract)

export interface Resource {
  /** Name of the tag in the contract. */
  name: string
  description: string
  operations: Operation[]
}

/** The tags of the contract with their operations. */
export const resources: Resource[] = contract.tags.map(({ name, description = '' }) => ({
  name,
  description,
  operations: operations.filter(({ tag }) => tag === name),
}))

const samples = new Map(makeSamples(contract).map((entry) => [entry.operationId, entry.samples]))

/** The samples of an operation, one for each language. */
export function samplesOf({ id }: Operation): Sample[] {
  return samples.get(id) ?? []
}

const schemaNames = new Map<string, ReadonlySet<string>>()

export interface NamedSchema {
  name: string
  /** The only resource that uses it, otherwise the one after which it is named, otherwise `Shared`. */
  group: string
  schema: ResolvedSchema
  usedBy: Operation[]
}

const sharedGroup = 'Shared'

/** The named schemas of the contract, in the same order. */
export const schemas: NamedSchema[] = [...contract.schemas.keys()].map((name) => {
  const usedBy = operations.filter((operation) => schemaNamesOf(operation).has(name))
  return {
    name,
    group: groupOf(name, usedBy),
    schema: contract.resolve({ $ref: `#/components/schemas/${name}` }),
    usedBy,
  }
})

function groupOf(name: string, usedBy: Operation[]): string {
  const [tag, ...others] = new Set(usedBy.map(({ tag }) => tag))
  if (tag !== undefined && others.length === 0) return tag
  // `TestCaseTemplate` belongs to `Test cases`.
  return resources.find((resource) => name.startsWith(pascalSingular(resource.name)))?.name ?? sharedGroup
}

function pascalSingular(tag: string): string {
  return tag.replaceAll(/(?:^| )(\w)/g, (_, letter: string) => letter.toUpperCase()).replace(/s$/, '')
}

/** The non-empty groups of schemas, in the order of the contract's tags. */
export const schemaGroups: { name: string; schemas: NamedSchema[] }[] = [
  sharedGroup,
  ...resources.map(({ name }) => name),
]
  .map((name) => ({ name, schemas: schemas.filter(({ group }) => group === name) }))
  .filter(({ schemas }) => schemas.length > 0)

/** The name of a schema; undefined for an unnamed one. */
export function titleOf(schema: Schema): string | undefined {
  return contract.resolve(schema).title
}

/** The URL of a named schema on the site. */
export function schemaAddress(name: string): string {
  const group = schemas.find((schema) => schema.name === name)?.group
  if (group === undefined) throw new Error(`The contract has no schema ${name}`)
  return `${addresses.schemas(group)}#${name}`
}

/** The names of all schemas in an operation's requests and responses, at any depth. */
export function schemaNamesOf(operation: Operation): ReadonlySet<string> {
  const names = schemaNames.get(operation.id) ?? new Set(schemasOf(contract, operation).flatMap(namesIn))
  schemaNames.set(operation.id, names)
  return names
}

/** The names of all schemas inside a resolved one. */
function namesIn(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return []
  const { title } = part as { title?: unknown }
  const own = typeof title === 'string' && isSchemaName(title) ? [title] : []
  // Titles of examples are not schema names.
  return [...own, ...Object.entries(part).flatMap(([key, inner]) => (key.startsWith('example') ? [] : namesIn(inner)))]
}

function isSchemaName(title: string): boolean {
  return contract.schemas.has(title)
}

/** The descriptions of the security schemes. */
export const authentication: string = [...contract.securitySchemes.values()]
  .map(({ description = '' }) => description)
  .join('\n\n')

/** The operation with this ID, which must exist. */
export function operationById(id: string): Operation {
  const operation = operations.find((operation) => operation.id === id)
  if (!operation) throw new Error(`The contract has no operation ${id}`)
  return operation
}
