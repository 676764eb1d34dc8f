import { parse } from 'yaml'
import type { Repository } from './repository.ts'

/** The parts of a bundle that the tests modify. */
export interface LooseBundle {
  servers: unknown[]
  paths: Record<string, Record<string, LooseOperation>>
  components: {
    schemas: Record<string, LooseSchema>
    parameters: Record<string, LooseParameter>
    responses: Record<string, object>
  }
}

export interface LooseOperation {
  operationId: string
  'x-sdk': { resource: string; method: string }
  [keyword: string]: unknown
  parameters: (LooseParameter | { $ref: string })[]
  responses: Record<string, unknown>
}

interface LooseParameter {
  name: string
  in: string
  required?: boolean
  schema: { [keyword: string]: unknown }
}

export interface LooseSchema {
  [keyword: string]: unknown
  required: string[]
  properties: Record<string, { [keyword: string]: unknown }>
}

/** Changes only the bundle, as if the contract had been changed and bundled. */
export async function changeBundle(repository: Repository, change: (bundle: LooseBundle) => void): Promise<void> {
  await changeDocument(repository, 'spec/dist/openapi.yaml', change)
  // Also the JSON bundle, from which the client is generated.
  const bundle = parse(await repository.read('spec/dist/openapi.yaml'))
  await repository.write('spec/dist/openapi.json', JSON.stringify(bundle))
}

/** Changes the last release. */
export function changeBaseline(repository: Repository, change: (bundle: LooseBundle) => void): Promise<void> {
  return changeDocument(repository, 'spec/baseline/openapi.yaml', change)
}

/** The operation with this method and path. */
export function operationAt({ paths }: LooseBundle, method: string, path: string): LooseOperation {
  const operation = paths[path]?.[method]
  if (operation === undefined) throw new Error(`There is no ${method} ${path}.`)
  return operation
}

/** The schema with this name. */
export function schemaNamed({ components }: LooseBundle, name: string): LooseSchema {
  const schema = components.schemas[name]
  if (schema === undefined) throw new Error(`There is no schema ${name}.`)
  return schema
}

/** Renames a schema, including all references. */
export function renameSchema(bundle: LooseBundle, from: string, to: string): void {
  const text = JSON.stringify(bundle).replaceAll(`"#/components/schemas/${from}"`, `"#/components/schemas/${to}"`)
  Object.assign(bundle, JSON.parse(text))
  bundle.components.schemas[to] = schemaNamed(bundle, from)
  delete bundle.components.schemas[from]
}

async function changeDocument(repository: Repository, file: string, change: (bundle: LooseBundle) => void) {
  const bundle: LooseBundle = parse(await repository.read(file))
  change(bundle)
  // JSON is valid YAML.
  await repository.write(file, JSON.stringify(bundle, null, 2))
}
