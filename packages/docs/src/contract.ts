import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The parts of the bundle that samples are made from. */
export interface Contract {
  info: { title: string; summary?: string }
  servers: { url: string }[]
  security?: Record<string, string[]>[]
  paths: Record<string, PathItem>
  components?: { securitySchemes?: Record<string, SecurityScheme> }
}

export type Method = (typeof methods)[number]

export type PathItem = { parameters?: (Parameter | Reference)[] } & { [method in Method]?: Operation }

export interface Operation {
  operationId: string
  parameters?: (Parameter | Reference)[]
  requestBody?: RequestBody | Reference
  security?: Record<string, string[]>[]
}

export interface Parameter {
  name: string
  in: string
  required?: boolean
  example?: Json
  examples?: Record<string, Example>
}

export interface RequestBody {
  content: Record<string, MediaType>
}

export interface MediaType {
  schema?: Schema | Reference
  example?: Json
  examples?: Record<string, Example | Reference>
}

export interface Schema {
  format?: string
  properties?: Record<string, { format?: string }>
}

export interface Example {
  value?: Json
}

export interface SecurityScheme {
  type: string
  scheme?: string
}

export interface Reference {
  $ref: string
}

/** An operation together with its place in the contract. */
export interface PlacedOperation {
  method: Method
  path: string
  pathItem: PathItem
  operation: Operation
}

const methods = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch'] as const

/** The bundled contract, as `@testsigma-tms/spec` exports it. */
export const contract: Contract = bundle

/** Every operation, in the order of the contract. */
export function listOperations({ paths }: Contract): PlacedOperation[] {
  return Object.entries(paths).flatMap(([path, pathItem]) =>
    methods.flatMap((method) => {
      const operation = pathItem[method]
      return operation ? [{ method, path, pathItem, operation }] : []
    }),
  )
}

/** Follows references within the contract until it arrives at what they stand for. */
export function resolveReference<Part extends object>(contract: Contract, part: Part | Reference): Part {
  if (!('$ref' in part)) return part
  const keys = part.$ref.split('/').slice(1).map(unescapePointer)
  const target = keys.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], contract)
  if (!target) throw new Error(`The contract has nothing at ${part.$ref}`)
  return resolveReference(contract, target as Part | Reference)
}

function unescapePointer(key: string): string {
  return decodeURIComponent(key).replaceAll('~1', '/').replaceAll('~0', '~')
}
