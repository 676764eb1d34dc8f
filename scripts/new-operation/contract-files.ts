import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Contract, isObject, type Json, jsonOf, readCall } from '@testsigma-tms/spec/contract'
import { stringify } from 'yaml'
import { kebabCase, type NewOperation, pascalCase } from './options.ts'

/** Contents of files by path, relative to the root. */
export type Files = Map<string, string>

/** A made-up id, for examples. */
const EXAMPLE_ID = '2f6c1d84-7a35-4e0b-9c58-b1d3f7a6e920'
const EXAMPLE_NAME = 'Example'

/** Marks texts that a person must write; the lint rule `todo` lists each one. */
const TODO = 'TODO:'

/** An example of an entity: that of another operation if there is one. */
export function exampleEntity(contract: Contract, entity: string): Json {
  for (const operation of contract.operations.filter(({ sdk, success }) => sdk && success)) {
    const { result } = readCall(contract, operation)
    const found = result.kind === 'done' ? undefined : result.entities.find(({ type }) => type === entity)
    const [example] = jsonOf(operation.success?.content ?? new Map())?.examples ?? []
    const data = isObject(example?.value) ? example.value.data : undefined
    const value = found?.key !== undefined && isObject(data) ? data[found.key] : undefined
    const one = Array.isArray(value) ? value[0] : value
    if (one !== undefined) return one
  }
  return { id: EXAMPLE_ID, name: EXAMPLE_NAME }
}

/** The body of a successful response, for the contract's example and the evidence. */
export function exampleResponse({ key, isList, method }: NewOperation, entity: Json): object {
  if (method === 'delete') return { message: '' }
  const data = { [key]: isList ? [entity] : entity }
  const pageInfo = { page_info: { page_size: 25, total_count: 1, next: '', prev: '' } }
  return { message: '', data, ...(isList && pageInfo) }
}

export function exampleRequest(): object {
  return { name: EXAMPLE_NAME }
}

/** The contract file of an operation, with missing schemas and parameters that it refers to. */
export function contractFiles(root: string, operation: NewOperation, tag: string, response: object): Files {
  const folder = `spec/resources/${kebabCase(operation.sdk.resource)}`
  const files: Files = new Map([
    [`${folder}/${operation.id}.yaml`, text(operationObject(root, operation, tag, response))],
  ])
  const add = (file: string, content: object) => {
    if (!existsSync(join(root, file))) files.set(file, text(content))
  }
  if (operation.method !== 'delete' && schemaFile(root, folder, operation.entity) === undefined) {
    add(`${folder}/${operation.entity}.yaml`, entitySchema(operation))
  }
  if (operation.hasBody) add(`${folder}/${requestName(operation)}.yaml`, requestSchema(operation))
  for (const name of parametersIn(operation.path)) add(parameterFile(name), parameterObject(name))
  return files
}

function text(content: object): string {
  return stringify(content, { lineWidth: 0 })
}

function operationObject(root: string, operation: NewOperation, tag: string, response: object): object {
  const { id, sdk, source, date, path, hasBody, isList } = operation
  return {
    operationId: id,
    'x-sdk': sdk,
    'x-provenance': { source, date },
    tags: [tag],
    summary: `${TODO} what it does, in three words`,
    description: `${TODO} what it does, and what a caller has to know.`,
    ...parameters(path, isList),
    ...(hasBody && { requestBody: requestBody(operation) }),
    responses: {
      200: success(root, operation, response),
      ...(hasBody || isList ? { 400: shared('responses', 'BadRequest') } : {}),
      401: shared('responses', 'Unauthorized'),
      ...(path.includes('{') && { 404: shared('responses', notFoundName(root, path)) }),
      ...(hasBody || isList ? { 422: shared('responses', 'UnprocessableContent') } : {}),
      500: shared('responses', 'InternalServerError'),
    },
  }
}

function parameters(path: string, isList: boolean): object {
  const names = [...parametersIn(path).map(pascalCase), ...(isList ? ['PageSize', 'Cursor'] : [])]
  return names.length === 0 ? {} : { parameters: names.map((name) => shared('parameters', name)) }
}

function requestBody(operation: NewOperation): object {
  const schema = { $ref: `${requestName(operation)}.yaml` }
  const examples = { [exampleName(operation)]: { summary: exampleSummary(operation), value: exampleRequest() } }
  return {
    description: `${TODO} what the body contains.`,
    required: true,
    content: { 'application/json': { schema, examples } },
  }
}

function success(root: string, operation: NewOperation, value: object): object {
  const schema = envelope(root, operation)
  const examples = {
    [exampleName(operation)]: { summary: exampleSummary(operation), value },
  }
  return {
    description: `${TODO} what the response contains.`,
    headers: { $ref: '../../shared/headers/all.yaml' },
    content: { 'application/json': { schema, examples } },
  }
}

function envelope(root: string, operation: NewOperation): object {
  const { entity, key, isList, method, sdk } = operation
  const message = shared('schemas', 'Message')
  if (method === 'delete') return { type: 'object', required: ['message'], properties: { message } }
  const reference = { $ref: schemaFile(root, `spec/resources/${kebabCase(sdk.resource)}`, entity) ?? `${entity}.yaml` }
  const list = {
    type: 'array',
    uniqueItems: true,
    description: `${TODO} which ones, in which order.`,
    items: reference,
  }
  const data = {
    type: 'object',
    description: isList ? 'Wraps the list.' : 'Wraps the entity.',
    required: [key],
    properties: { [key]: isList ? list : reference },
  }
  const properties = { message, data, ...(isList && { page_info: shared('schemas', 'PageInfo') }) }
  return { type: 'object', required: Object.keys(properties), properties }
}

/** The reference to a schema from the file of an operation; `undefined` if the schema does not exist. */
function schemaFile(root: string, folder: string, schema: string): string | undefined {
  if (existsSync(join(root, folder, `${schema}.yaml`))) return `${schema}.yaml`
  return existsSync(join(root, `spec/shared/schemas/${schema}.yaml`))
    ? `../../shared/schemas/${schema}.yaml`
    : undefined
}

function entitySchema({ source, date }: NewOperation): object {
  return {
    type: 'object',
    description: `${TODO} what it is.`,
    ...(source !== 'documented' && { 'x-provenance': { source, date } }),
    required: ['id', 'name'],
    properties: {
      id: { type: 'string', format: 'uuid', description: `${TODO} what refers to it.`, examples: [EXAMPLE_ID] },
      name: { type: 'string', minLength: 1, description: `${TODO} its name.`, examples: [EXAMPLE_NAME] },
    },
  }
}

function requestSchema({ source, date }: NewOperation): object {
  return {
    type: 'object',
    description: `${TODO} what is sent.`,
    ...(source !== 'documented' && { 'x-provenance': { source, date } }),
    required: ['name'],
    properties: {
      name: { type: 'string', minLength: 1, description: `${TODO} its name.`, examples: [EXAMPLE_NAME] },
    },
  }
}

function parameterObject(name: string): object {
  return {
    name,
    in: 'path',
    required: true,
    description: `${TODO} what it identifies.`,
    schema: { type: 'string', format: 'uuid' },
    example: EXAMPLE_ID,
  }
}

function shared(kind: string, name: string): object {
  return { $ref: `../../shared/${kind}/${name}.yaml` }
}

function parameterFile(name: string): string {
  return `spec/shared/parameters/${pascalCase(name)}.yaml`
}

function requestName({ id }: NewOperation): string {
  return `${id.charAt(0).toUpperCase()}${id.slice(1)}Request`
}

function exampleName({ source }: NewOperation): string {
  return source === 'documented' ? 'documented' : 'observed'
}

function exampleSummary({ source, date }: NewOperation): string {
  return source === 'documented'
    ? 'Structure as documented by the vendor'
    : `Structure as returned by the live API (observed ${date})`
}

/** The shared 404 response for the entity at the end of a path, or the general one. */
function notFoundName(root: string, path: string): string {
  const name = `${pascalCase((parametersIn(path).at(-1) ?? '').replace(/_id$/, ''))}NotFound`
  return existsSync(join(root, `spec/shared/responses/${name}.yaml`)) ? name : 'NotFound'
}

/** Names of the path parameters. */
export function parametersIn(path: string): string[] {
  return Array.from(path.matchAll(/\{([^}]+)\}/g), ([, name]) => String(name))
}
