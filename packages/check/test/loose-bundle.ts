import { parse } from 'yaml'
import type { Repository } from './repository.ts'

/** What the tests change in a bundle. */
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

/** Changes the bundle alone, as if the contract had been changed and bundled. */
export async function changeBundle(repository: Repository, change: (bundle: LooseBundle) => void): Promise<void> {
  await changeDocument(repository, 'spec/dist/openapi.yaml', change)
  // The bundle in its other form, which the client is generated from.
  const bundle = parse(await repository.read('spec/dist/openapi.yaml'))
  await repository.write('spec/dist/openapi.json', JSON.stringify(bundle))
}

/** Changes the last release. */
export function changeBaseline(repository: Repository, change: (bundle: LooseBundle) => void): Promise<void> {
  return changeDocument(repository, 'spec/baseline/openapi.yaml', change)
}

/** The operation at a method and path. */
export function operationAt({ paths }: LooseBundle, method: string, path: string): LooseOperation {
  const operation = paths[path]?.[method]
  if (operation === undefined) throw new Error(`There is no ${method} ${path}.`)
  return operation
}

/** The schema of a name. */
export function schemaNamed({ components }: LooseBundle, name: string): LooseSchema {
  const schema = components.schemas[name]
  if (schema === undefined) throw new Error(`There is no schema ${name}.`)
  return schema
}

/** Gives a schema another name, everywhere. */
export function renameSchema(bundle: LooseBundle, from: string, to: string): void {
  const text = JSON.stringify(bundle).replaceAll(`"#/components/schemas/${from}"`, `"#/components/schemas/${to}"`)
  Object.assign(bundle, JSON.parse(text))
  bundle.components.schemas[to] = schemaNamed(bundle, from)
  delete bundle.components.schemas[from]
}

async function changeDocument(repository: Repository, file: string, change: (bundle: LooseBundle) => void) {
  const bundle: LooseBundle = parse(await repository.read(file))
  change(bundle)
  // JSON is YAML.
  await repository.write(file, JSON.stringify(bundle, null, 2))
}
