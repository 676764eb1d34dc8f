/** A JSON value. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }
export type JsonObject = { [name: string]: Json }

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A bundled OpenAPI 3.1 document, with the extensions (`x-…`) that `spec/README.md` explains. */
export interface Document {
  readonly info: Info
  readonly servers?: readonly Server[]
  readonly security?: readonly SecurityRequirement[]
  readonly tags?: readonly Tag[]
  readonly paths: Readonly<Record<string, PathItem>>
  readonly components?: Components
}

export interface Info {
  readonly title: string
  readonly version: string
  readonly summary?: string
  readonly description?: string
}

export interface Server {
  readonly url: string
  readonly description?: string
}

/** Names of security schemes, all of which a request must satisfy, with their scopes. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>

export interface SecurityScheme {
  readonly type: string
  readonly scheme?: string
  readonly description?: string
}

export interface Tag {
  readonly name: string
  readonly description?: string
}

export interface Components {
  readonly schemas?: Readonly<Record<string, Schema>>
  readonly parameters?: Readonly<Record<string, Referable<ParameterObject>>>
  readonly headers?: Readonly<Record<string, Referable<HeaderObject>>>
  readonly requestBodies?: Readonly<Record<string, Referable<RequestBodyObject>>>
  readonly responses?: Readonly<Record<string, Referable<ResponseObject>>>
  readonly examples?: Readonly<Record<string, Referable<ExampleObject>>>
  readonly securitySchemes?: Readonly<Record<string, Referable<SecurityScheme>>>
  readonly pathItems?: Readonly<Record<string, PathItem>>
}

/** A reference to another part of the document. */
export interface Reference {
  /** `#/components/…`, a JSON pointer as the fragment of a URI. */
  readonly $ref: string
  readonly summary?: string
  readonly description?: string
}

export type Referable<T> = T | Reference

/** The methods that a path item may have, in the order in which OpenAPI lists them. */
export const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'] as const

/** A method in lower case, as in the document. */
export type Method = (typeof METHODS)[number]

export type PathItem = {
  readonly $ref?: string
  readonly servers?: readonly Server[]
  readonly parameters?: readonly Referable<ParameterObject>[]
} & { readonly [method in Method]?: OperationObject }

export interface OperationObject {
  readonly operationId?: string
  readonly tags?: readonly string[]
  readonly summary?: string
  readonly description?: string
  readonly servers?: readonly Server[]
  readonly security?: readonly SecurityRequirement[]
  readonly parameters?: readonly Referable<ParameterObject>[]
  readonly requestBody?: Referable<RequestBodyObject>
  readonly responses?: Readonly<Record<string, Referable<ResponseObject>>>
  readonly deprecated?: boolean
  readonly 'x-sdk'?: Sdk
  readonly 'x-provenance'?: Provenance
  readonly 'x-idempotent'?: boolean
  readonly 'x-sunset'?: string
  readonly 'x-replacement'?: string
}

/** The call in the client: `tms.<resource>.<method>()`. */
export interface Sdk {
  readonly resource: string
  readonly method: string
}

/** The source of a fact. */
export interface Provenance {
  /** `documented`, `observed` or `client-sent`. */
  readonly source: string
  /** The date on which it was read or measured: `2026-06-30`, or `2026-06`. */
  readonly date: string
}

export type ParameterLocation = 'path' | 'query' | 'header' | 'cookie'

export interface HeaderObject {
  readonly description?: string
  readonly required?: boolean
  readonly deprecated?: boolean
  readonly schema?: Schema
  readonly content?: Content
  readonly example?: Json
  readonly examples?: Readonly<Record<string, Referable<ExampleObject>>>
  readonly 'x-provenance'?: Provenance
}

export interface ParameterObject extends HeaderObject {
  readonly name: string
  readonly in: ParameterLocation
  readonly style?: string
  readonly explode?: boolean
}

/** Media types by name. */
export type Content = Readonly<Record<string, MediaTypeObject>>

export interface MediaTypeObject {
  readonly schema?: Schema
  readonly example?: Json
  readonly examples?: Readonly<Record<string, Referable<ExampleObject>>>
}

export interface RequestBodyObject {
  readonly description?: string
  readonly required?: boolean
  readonly content: Content
}

export interface ResponseObject {
  readonly description?: string
  readonly headers?: Readonly<Record<string, Referable<HeaderObject>>>
  readonly content?: Content
}

export interface ExampleObject {
  readonly summary?: string
  readonly description?: string
  readonly value?: Json
}

/** A JSON Schema of draft 2020-12, with the keywords that this project reads. */
export interface Schema {
  readonly $ref?: string
  readonly title?: string
  readonly description?: string
  readonly type?: string | readonly string[]
  readonly format?: string
  readonly enum?: readonly Json[]
  readonly const?: Json
  readonly default?: Json
  readonly examples?: readonly Json[]
  readonly deprecated?: boolean
  readonly readOnly?: boolean
  readonly writeOnly?: boolean
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: boolean | Schema
  readonly unevaluatedProperties?: boolean | Schema
  readonly propertyNames?: Schema
  readonly items?: Schema
  readonly prefixItems?: readonly Schema[]
  readonly contains?: Schema
  readonly contentMediaType?: string
  readonly contentSchema?: Schema
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly not?: Schema
  readonly if?: Schema
  readonly then?: Schema
  readonly else?: Schema
  readonly $defs?: Readonly<Record<string, Schema>>
  readonly dependentSchemas?: Readonly<Record<string, Schema>>
  readonly pattern?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly exclusiveMinimum?: number
  readonly exclusiveMaximum?: number
  readonly multipleOf?: number
  readonly minLength?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly maxItems?: number
  readonly uniqueItems?: boolean
  readonly minProperties?: number
  readonly maxProperties?: number
  readonly 'x-provenance'?: Provenance
  readonly 'x-enumDescriptions'?: Readonly<Record<string, string>>
}
