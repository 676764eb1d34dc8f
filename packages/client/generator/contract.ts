/** What the generator reads of the bundled contract. */
export interface Contract {
  readonly servers: readonly { readonly url: string }[]
  readonly tags: readonly { readonly name: string; readonly description: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, ContractOperation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface ContractOperation {
  readonly operationId: string
  readonly 'x-sdk': { readonly resource: string; readonly method: string }
  readonly 'x-provenance': { readonly source: string; readonly date: string }
  readonly tags: readonly string[]
  readonly summary: string
  readonly description: string
  readonly 'x-idempotent'?: boolean
  readonly deprecated?: boolean
  /** The date from which a deprecated operation may be gone. */
  readonly 'x-sunset'?: string
  /** The operationId to use in the place of a deprecated one. */
  readonly 'x-replacement'?: string
  readonly parameters?: readonly MaybeReference<Parameter>[]
  readonly requestBody?: { readonly content: Readonly<Record<string, MediaType>> }
  readonly responses: Readonly<Record<string, MaybeReference<ContractResponse>>>
}

export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required?: boolean
  readonly description: string
  readonly schema: Schema
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

export interface MediaType {
  readonly schema: Schema
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}

export interface ContractResponse {
  readonly content?: Readonly<Record<string, MediaType>>
}

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly description?: string
  readonly format?: string
  readonly contentSchema?: Schema
  readonly patternProperties?: Readonly<Record<string, Schema>>
}

export type MaybeReference<T> = T | { readonly $ref: string }

/** Follows `#/components/<kind>/<name>`; anything else is the thing itself. */
export function resolve<T>(contract: Contract, value: MaybeReference<T>): T {
  const { $ref } = value as { $ref?: string }
  if ($ref === undefined) return value as T
  const [, , kind = '', name = ''] = $ref.split('/')
  const target = contract.components[kind]?.[name]
  if (target === undefined) throw new Error(`The contract has no ${$ref}.`)
  return target as T
}

/** The name of the type that a reference leads to: `#/components/schemas/User` is `User`. */
export function referencedName({ $ref }: Schema): string | undefined {
  return $ref?.split('/').at(-1)
}
