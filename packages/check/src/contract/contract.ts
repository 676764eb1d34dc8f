import { readFile } from 'node:fs/promises'
import { parse } from 'yaml'

/**
 * A place in the contract, as a JSON pointer into its bundle. Parameters have their name where a pointer would have an
 * index: `/paths/~1users/get/parameters/query page_size`.
 */
export type Term = string

/** What is read of a bundled contract. */
export interface Bundle {
  readonly info: { readonly version: string }
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, BundledOperation>>>>
  readonly components: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

export interface BundledOperation {
  readonly operationId: string
  readonly 'x-sdk': { readonly resource: string; readonly method: string }
  readonly 'x-idempotent'?: boolean
  readonly 'x-sunset'?: string
  readonly 'x-replacement'?: string
  readonly deprecated?: boolean
  readonly summary?: string
  readonly parameters?: readonly Referable<BundledParameter>[]
  readonly requestBody?: { readonly required?: boolean; readonly content: Content }
  readonly responses: Readonly<Record<string, Referable<BundledResponse>>>
}

export interface BundledParameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema: Schema
}

export interface BundledResponse {
  readonly description?: string
  readonly content?: Content
}

type Content = Readonly<Record<string, { readonly schema: Schema }>>
type Referable<T> = T | { readonly $ref: string }

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly enum?: readonly unknown[]
  readonly const?: unknown
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly patternProperties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean | Schema
  readonly allOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly format?: string
  readonly contentSchema?: Schema
  readonly [keyword: string]: unknown
}

/** An operation with everything that its references lead to, and the term of each part. */
export interface Operation {
  readonly id: string
  readonly term: Term
  /** In lower case, as the contract has it. */
  readonly method: string
  readonly path: string
  readonly call: string
  readonly bundled: BundledOperation
  readonly parameters: readonly (BundledParameter & { readonly term: Term })[]
  readonly bodies: readonly Body[]
  readonly answers: readonly Answer[]
}

export interface Body {
  readonly mediaType: string
  readonly required: boolean
  readonly schema: Schema
  readonly term: Term
}

export interface Answer {
  readonly status: string
  readonly term: Term
  /** The schema of its JSON; absent where the answer has none. */
  readonly schema: Schema | undefined
  readonly schemaTerm: Term
}

/** Reads a bundle in YAML or JSON. */
export async function readBundle(file: string): Promise<Bundle> {
  return parse(await readFile(file, 'utf8'))
}

/** Every operation of a contract, in its order. */
export function operationsOf(bundle: Bundle): Operation[] {
  return Object.entries(bundle.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, bundled]) => {
      const term = joinTerm('/paths', path, method)
      return {
        id: bundled.operationId,
        term,
        method,
        path,
        call: `${bundled['x-sdk'].resource}.${bundled['x-sdk'].method}`,
        bundled,
        parameters: (bundled.parameters ?? []).map((parameter) => parameterOf(bundle, term, parameter)),
        bodies: bodiesOf(term, bundled),
        answers: Object.entries(bundled.responses).map(([status, answer]) => answerOf(bundle, term, status, answer)),
      }
    }),
  )
}

/** Method and path, whatever the names of its parameters. */
export function requestLine({ method, path }: Operation): string {
  return `${method.toUpperCase()} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`
}

/** The schemas that have a name, by it. */
export function schemasOf({ components }: Bundle): Readonly<Record<string, Schema>> {
  return (components.schemas ?? {}) as Readonly<Record<string, Schema>>
}

/** Follows `#/components/<kind>/<name>`; anything else is the thing itself. */
export function resolve<T>(bundle: Bundle, value: Referable<T>): T {
  const { $ref } = value as { readonly $ref?: string }
  if ($ref === undefined) return value as T
  const [, , kind = '', name = ''] = $ref.split('/')
  const target = bundle.components[kind]?.[name]
  if (target === undefined) throw new Error(`The contract has no ${$ref}.`)
  return target as T
}

/** The name of the schema that a reference leads to: `#/components/schemas/User` is `User`. */
export function referencedName({ $ref }: Schema): string | undefined {
  return $ref?.split('/').at(-1)
}

export function joinTerm(term: Term, ...names: readonly string[]): Term {
  return [term, ...names.map((name) => name.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/')
}

function parameterOf(bundle: Bundle, operation: Term, value: Referable<BundledParameter>) {
  const parameter = resolve(bundle, value)
  return { ...parameter, term: termOf(value) ?? joinTerm(operation, 'parameters', `${parameter.in} ${parameter.name}`) }
}

function bodiesOf(operation: Term, { requestBody }: BundledOperation): Body[] {
  return Object.entries(requestBody?.content ?? {}).map(([mediaType, { schema }]) => ({
    mediaType,
    required: requestBody?.required === true,
    schema,
    term: joinTerm(operation, 'requestBody', 'content', mediaType, 'schema'),
  }))
}

function answerOf(bundle: Bundle, operation: Term, status: string, value: Referable<BundledResponse>): Answer {
  const term = termOf(value) ?? joinTerm(operation, 'responses', status)
  const schema = resolve(bundle, value).content?.['application/json']?.schema
  return { status, term, schema, schemaTerm: joinTerm(term, 'content', 'application/json', 'schema') }
}

/** Where a reference leads; nothing where the value stands in its own place. */
function termOf(value: object): Term | undefined {
  const { $ref } = value as { readonly $ref?: string }
  return $ref?.slice(1)
}
