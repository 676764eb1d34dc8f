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
  readonly answer: Answer
  /** Declared statuses that are no success. */
  readonly failures: readonly string[]
}

export interface Body {
  /** The type of the request's schema. */
  readonly type: string
  readonly fields: readonly string[]
  readonly hasRequiredField: boolean
  readonly example: unknown
}

/** What the caller gets: a page of a list, an entity (or several), or nothing but the success. */
export type Answer =
  | { readonly kind: 'page' | 'entity'; readonly type: string; readonly keys: readonly string[] }
  | { readonly kind: 'done' }

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
    answer: answerOf(contract, operation, httpMethod),
    failures: Object.keys(operation.responses).filter((status) => !status.startsWith('2')),
  }
}

function bodyOf(contract: Contract, { operationId, requestBody }: ContractOperation): Body | undefined {
  if (requestBody === undefined) return undefined
  const media = jsonOf(requestBody.content)
  const type = media && referencedName(media.schema)
  if (media === undefined || type === undefined) {
    throw new Error(`${operationId}: the body must be application/json with a named schema.`)
  }
  const { properties = {}, required = [] } = resolve<Schema>(contract, media.schema)
  const [example] = Object.values(media.examples ?? {})
  return { type, fields: Object.keys(properties), hasRequiredField: required.length > 0, example: example?.value }
}

function answerOf(contract: Contract, operation: ContractOperation, httpMethod: string): Answer {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? []
  if (status === undefined || response === undefined) {
    throw new Error(`${operation.operationId}: no successful answer is declared.`)
  }
  const envelope = jsonOf(resolve(contract, response).content ?? {})?.schema
  const data = envelope && resolve<Schema>(contract, envelope).properties?.data
  if (data === undefined) return { kind: 'done' }

  const resolved = resolve<Schema>(contract, data)
  const keys = resolved.type === 'array' ? [] : Object.keys(resolved.properties ?? {})
  const entities = keys.length === 0 ? [data] : Object.values(resolved.properties ?? {})
  const kind = httpMethod === 'get' && entities.some((entity) => isArray(contract, entity)) ? 'page' : 'entity'
  const types = entities.map((entity) => {
    const named = entityType(contract, entity)
    if (named !== undefined) return kind === 'entity' && isArray(contract, entity) ? `${named}[]` : named
    throw new Error(`${operation.operationId}: the entity in the answer must have a named schema.`)
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
