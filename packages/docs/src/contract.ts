import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

/** The parts of the bundle that the docs are made from. */
export interface Contract {
  info: { title: string; version?: string; summary?: string; description?: string }
  servers: Server[]
  security?: Record<string, string[]>[]
  tags?: { name: string; description: string }[]
  paths: Record<string, PathItem>
  components?: {
    securitySchemes?: Record<string, SecurityScheme>
    schemas?: Record<string, Schema | Reference>
  }
}

export interface Server {
  url: string
  description?: string
}

export type Method = (typeof methods)[number]

export type PathItem = { parameters?: (Parameter | Reference)[] } & { [method in Method]?: Operation }

export interface Operation {
  operationId: string
  tags?: string[]
  summary?: string
  description?: string
  parameters?: (Parameter | Reference)[]
  requestBody?: RequestBody | Reference
  responses?: Record<string, Response | Reference>
  security?: Record<string, string[]>[]
  servers?: Server[]
  deprecated?: boolean
  'x-sdk'?: { resource: string; method: string }
  'x-provenance'?: Provenance
  'x-idempotent'?: boolean
}

/** Where a fact comes from, and when it was read or measured. */
export interface Provenance {
  source: string
  date: string
}

export interface Parameter {
  name: string
  in: string
  required?: boolean
  description?: string
  schema?: Schema | Reference
  example?: Json
  examples?: Record<string, Example>
  'x-provenance'?: Provenance
}

export interface RequestBody {
  description?: string
  required?: boolean
  content: Record<string, MediaType>
}

export interface Response {
  description: string
  headers?: Record<string, Header | Reference>
  content?: Record<string, MediaType>
}

export type Header = Omit<Parameter, 'name' | 'in'>

export interface MediaType {
  schema?: Schema | Reference
  example?: Json
  examples?: Record<string, Example | Reference>
}

export interface Schema {
  /** In the contract as it is written no schema has one; `resolveOperation` puts the component's name here. */
  title?: string
  type?: string | string[]
  format?: string
  description?: string
  enum?: Json[]
  examples?: Json[]
  required?: string[]
  properties?: Record<string, Schema | Reference>
  patternProperties?: Record<string, Schema | Reference>
  additionalProperties?: boolean | Schema | Reference
  items?: Schema | Reference
  contentMediaType?: string
  contentSchema?: Schema | Reference
  pattern?: string
  minimum?: number
  maximum?: number
  minLength?: number
  maxLength?: number
  uniqueItems?: boolean
  'x-provenance'?: Provenance
  'x-enumDescriptions'?: Record<string, string>
}

export interface Example {
  summary?: string
  value?: Json
}

export interface SecurityScheme {
  type: string
  scheme?: string
  description?: string
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
