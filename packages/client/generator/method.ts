import {
  type Contract,
  type ContractOperation,
  type MediaType,
  type Parameter,
  referencedName,
  resolve,
  type Schema,
} from './contract.ts'

/** A method of the client, as the contract describes it. */
export interface Method {
  readonly operation: ContractOperation
  readonly httpMethod: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: Body | undefined
  readonly result: Result
  /** Declared statuses that are no success. */
  readonly failures: readonly string[]
}

export interface Body {
  /** The type of the JSON document; absent where a form has none. */
  readonly type: string | undefined
  /** The fields of the JSON document. */
  readonly fields: readonly string[]
  /** Where the body is sent as a form. */
  readonly form: Form | undefined
  readonly hasRequiredField: boolean
  readonly example: unknown
}

export interface Form {
  /** The part that takes the JSON document. */
  readonly jsonPart: string | undefined
  readonly files: readonly FilePart[]
}

export interface FilePart {
  /** The part's name, or a regular expression for the names that it may have. */
  readonly name: string
  readonly isPattern: boolean
  readonly required: boolean
  readonly description: string
}

/** What the caller gets: a page of a list, an entity (or several), or nothing but the success. */
export type Result =
  | { readonly kind: 'page' | 'entity'; readonly type: string; readonly keys: readonly string[] }
  | { readonly kind: 'none' }

/** Reads every operation of the contract, sorted by resource and in the contract's order within one. */
export function methodsOf(contract: Contract): Map<string, Method[]> {
  const methods = Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([httpMethod, operation]) => methodOf(contract, path, httpMethod, operation)),
  )
  const resources = Map.groupBy(methods, ({ operation }) => operation['x-sdk'].resource)
  return new Map([...resources].sort(([a], [b]) => a.localeCompare(b)))
}

function methodOf(contract: Contract, path: string, httpMethod: string, operation: ContractOperation): Method {
  return {
    operation,
    httpMethod: httpMethod.toUpperCase(),
    path,
    parameters: (operation.parameters ?? []).map((parameter) => resolve<Parameter>(contract, parameter)),
    body: bodyOf(contract, operation),
    result: resultOf(contract, operation, httpMethod),
    failures: Object.keys(operation.responses).filter((status) => !status.startsWith('2')),
  }
}

/** A form is preferred where there is a choice: it is what was seen to work, and takes files. */
function bodyOf(contract: Contract, { operationId, requestBody }: ContractOperation): Body | undefined {
  if (requestBody === undefined) return undefined
  const { content } = requestBody
  const multipart = content['multipart/form-data']
  const form = multipart && resolve<Schema>(contract, multipart.schema)
  const [jsonPart, part] = Object.entries(form?.properties ?? {}).find(([, { contentSchema }]) => contentSchema) ?? []
  const schema = form ? part?.contentSchema : jsonOf(content)?.schema
  const type = schema && referencedName(schema)
  if ((form === undefined || schema) && type === undefined) {
    throw new Error(`${operationId}: the body must be a form, or application/json with a named schema.`)
  }

  const { properties = {}, required = [] } = schema ? resolve<Schema>(contract, schema) : {}
  const files = form ? filesOf(form) : []
  return {
    type,
    fields: Object.keys(properties),
    form: form && { jsonPart, files },
    hasRequiredField: required.length > 0 || files.some((file) => file.required),
    example: Object.values(jsonOf(content)?.examples ?? {})[0]?.value,
  }
}

function filesOf({ properties = {}, patternProperties = {}, required = [] }: Schema): FilePart[] {
  const parts = [
    ...Object.entries(properties).map(([name, schema]) => ({ name, schema, isPattern: false })),
    ...Object.entries(patternProperties).map(([name, schema]) => ({ name, schema, isPattern: true })),
  ]
  return parts
    .filter(({ schema }) => schema.format === 'binary')
    .map(({ name, schema, isPattern }) => {
      return { name, isPattern, required: required.includes(name), description: schema.description ?? '' }
    })
}

function resultOf(contract: Contract, operation: ContractOperation, httpMethod: string): Result {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? []
  if (status === undefined || response === undefined) {
    throw new Error(`${operation.operationId}: no successful response is declared.`)
  }
  const envelope = jsonOf(resolve(contract, response).content ?? {})?.schema
  const data = envelope && resolve<Schema>(contract, envelope).properties?.data
  if (data === undefined) return { kind: 'none' }

  const resolved = resolve<Schema>(contract, data)
  const keys = resolved.type === 'array' ? [] : Object.keys(resolved.properties ?? {})
  const entities = keys.length === 0 ? [data] : Object.values(resolved.properties ?? {})
  const kind = httpMethod === 'get' && entities.some((entity) => isArray(contract, entity)) ? 'page' : 'entity'
  const types = entities.map((entity) => {
    const named = entityType(contract, entity)
    if (named !== undefined) return kind === 'entity' && isArray(contract, entity) ? `${named}[]` : named
    throw new Error(`${operation.operationId}: the entity in the response must have a named schema.`)
  })
  return { kind, type: [...new Set(types)].join(' | '), keys }
}

/** The name of the entity's type, or of a list's entries. */
function entityType(contract: Contract, schema: Schema): string | undefined {
  return isArray(contract, schema)
    ? referencedName(resolve<Schema>(contract, schema).items ?? {})
    : referencedName(schema)
}

function isArray(contract: Contract, schema: Schema): boolean {
  return resolve<Schema>(contract, schema).type === 'array'
}

function jsonOf(content: Readonly<Record<string, MediaType>>): MediaType | undefined {
  return content['application/json']
}
