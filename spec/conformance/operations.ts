import { escapeToken, isObject, type Json, type JsonObject, resolvePointer, valueAt } from './json.ts'

/** A part of the contract, and where it stands there. */
export interface Part {
  /** JSON pointer (`#/…`) into the contract, references followed. */
  readonly pointer: string
  readonly definition: JsonObject
}

/** One operation of the contract. */
export interface Operation extends Part {
  readonly id: string
  /** In capitals. */
  readonly method: string
  /** Path below the base address, with `{name}` for parameters. */
  readonly path: string
  readonly parameters: readonly Part[]
  readonly requestBody: Part | undefined
  /** By status. */
  readonly responses: Readonly<Record<string, Part>>
  /** Media types of the request body, with the pointers of their schemas. */
  readonly requestTypes: Readonly<Record<string, string>>
}

const METHODS = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options', 'trace']

/** Every operation of a contract. @throws {Error} when the document has none */
export function readOperations(document: JsonObject): Operation[] {
  const paths = isObject(document.paths) ? document.paths : {}
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.keys(item as JsonObject)
      .filter((method) => METHODS.includes(method))
      .map((method) => readOperation(document, path, method)),
  )
  if (operations.length > 0) return operations
  throw new Error('The document is no contract: it has no operations under "paths". Expected an OpenAPI document.')
}

function readOperation(document: JsonObject, path: string, method: string): Operation {
  const item = `#/paths/${escapeToken(path)}`
  const own = partAt(document, `${item}/${method}`)
  const { parameters = [], requestBody, responses = {}, operationId } = own.definition
  const shared = ((valueAt(document, `${item}/parameters`) ?? []) as Json[]).length
  const body = requestBody === undefined ? undefined : partAt(document, `${own.pointer}/requestBody`)
  return {
    ...own,
    id: String(operationId ?? `${method} ${path}`),
    method: method.toUpperCase(),
    path,
    parameters: [
      ...Array.from({ length: shared }, (_, index) => partAt(document, `${item}/parameters/${index}`)),
      ...(parameters as Json[]).map((_, index) => partAt(document, `${own.pointer}/parameters/${index}`)),
    ],
    requestBody: body,
    responses: Object.fromEntries(
      Object.keys(responses as JsonObject).map((status) => [
        status,
        partAt(document, `${own.pointer}/responses/${status}`),
      ]),
    ),
    requestTypes: body ? mediaTypesOf(body) : {},
  }
}

function partAt(document: JsonObject, place: string): Part {
  const pointer = resolvePointer(document, place)
  const definition = valueAt(document, pointer)
  if (isObject(definition)) return { pointer, definition }
  throw new Error(`The contract has nothing at ${pointer}.`)
}

/** Media types of a request body or an answer, with the pointers of their schemas. */
export function mediaTypesOf({ pointer, definition }: Part): Record<string, string> {
  const content = isObject(definition.content) ? definition.content : {}
  return Object.fromEntries(
    Object.keys(content).map((type) => [type, `${pointer}/content/${escapeToken(type)}/schema`]),
  )
}

/** Headers that an answer may have, by their names in small letters. */
export function headersOf(document: JsonObject, { pointer, definition }: Part): Record<string, Part> {
  const headers = isObject(definition.headers) ? definition.headers : {}
  return Object.fromEntries(
    Object.keys(headers).map((name) => [
      name.toLowerCase(),
      partAt(document, `${pointer}/headers/${escapeToken(name)}`),
    ]),
  )
}

/** Finds the operations of a method and a path below the base address; a path without parameters goes before others. */
export function createRouter(
  operations: readonly Operation[],
): (method: string, path: string) => Operation | undefined {
  const routes = operations
    .map((operation) => ({ operation, pattern: patternOf(operation.path) }))
    .sort((a, b) => parametersIn(a.operation.path) - parametersIn(b.operation.path))
  return (method, path) =>
    routes.find(({ operation, pattern }) => operation.method === method && pattern.test(path))?.operation
}

function patternOf(path: string): RegExp {
  const literal = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')
  return new RegExp(`^${literal.replaceAll(/\{([^}]+)\}/g, '([^/]+)')}$`)
}

function parametersIn(path: string): number {
  return path.split('{').length
}

/** The values of a path's parameters, decoded. */
export function pathValues({ path }: Operation, actual: string): Record<string, string> {
  const names = Array.from(path.matchAll(/\{([^}]+)\}/g), ([, name]) => String(name))
  const [, ...values] = patternOf(path).exec(actual) ?? []
  return Object.fromEntries(names.map((name, index) => [name, decode(values[index] ?? '')]))
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
