import {
  type Document,
  METHODS,
  type Method,
  type OperationObject,
  type PathItem,
  type Provenance,
  type Sdk,
  type SecurityRequirement,
  type Server,
} from './document.ts'
import { type Parameter, PartReader, type RequestBody, type Response } from './parts.ts'
import { joinPointer, type Pointer } from './pointer.ts'
import { ContractError, type Part, placesOf, readPart } from './reference.ts'

/** One operation, with its references followed; schemas are left as written. */
export interface Operation {
  /** The operationId; `get /users` if the document has none. */
  readonly id: string
  /** In lower case, as in the document. */
  readonly method: Method
  /** Relative to the URL of a server, with `{name}` for parameters. */
  readonly path: string
  readonly pointer: Pointer
  /** The operation as written in the document. */
  readonly definition: OperationObject
  readonly tag: string | undefined
  readonly summary: string | undefined
  readonly description: string | undefined
  readonly sdk: Sdk | undefined
  readonly provenance: Provenance | undefined
  /** Whether repeating a request has no further effect: `x-idempotent`, otherwise by the method. */
  readonly idempotent: boolean
  readonly deprecated: boolean
  /** The date from which a deprecated operation may be removed. */
  readonly sunset: string | undefined
  /** The operationId to use instead of a deprecated operation. */
  readonly replacement: string | undefined
  /** Servers of the operation; the first is the default. */
  readonly servers: readonly Server[]
  /** The security requirements, of which a request must satisfy one. */
  readonly security: readonly SecurityRequirement[]
  /** Whether a request requires a key. */
  readonly authenticated: boolean
  /**
   * Parameters of the path first. A parameter of the operation replaces one of the path with the same name and
   * location.
   */
  readonly parameters: readonly Parameter[]
  readonly requestBody: RequestBody | undefined
  /** By status (`200`, `4XX`, `default`). */
  readonly responses: ReadonlyMap<string, Response>
  /** The first response with a 2xx status. */
  readonly success: Response | undefined
}

/** Methods that are idempotent according to HTTP. */
const IDEMPOTENT: readonly Method[] = ['get', 'put', 'delete', 'head', 'options', 'trace']

/** All operations, in the order of the document. */
export function readOperations(document: Document): Operation[] {
  const reader = new PartReader(document)
  const paths = Object.keys(document.paths).filter((path) => path.startsWith('/'))
  return paths.flatMap((path) => {
    const places = placesOf(document, joinPointer('#/paths', path)) as Part<PathItem>[]
    const methods = places.flatMap(({ definition }) => Object.keys(definition)).filter(isMethod)
    return [...new Set(methods)].map((method) =>
      readPart(joinPointer('#/paths', path, method), () => readOperation(document, reader, path, method, places)),
    )
  })
}

function isMethod(name: string): name is Method {
  return METHODS.some((method) => method === name)
}

function readOperation(
  document: Document,
  reader: PartReader,
  path: string,
  method: Method,
  places: readonly Part<PathItem>[],
): Operation {
  const place = holderOf(places, method) as Part<PathItem>
  const pointer = joinPointer(place.pointer, method)
  const definition = place.definition[method] as OperationObject
  const { operationId, tags, summary, description, deprecated = false } = definition
  const security = definition.security ?? document.security ?? []
  const responses = readResponses(reader, definition, pointer)
  return {
    id: operationId ?? `${method} ${path}`,
    method,
    path,
    pointer,
    definition,
    tag: tags?.[0],
    summary,
    description,
    sdk: definition['x-sdk'],
    provenance: definition['x-provenance'],
    idempotent: definition['x-idempotent'] ?? IDEMPOTENT.includes(method),
    deprecated,
    sunset: definition['x-sunset'],
    replacement: definition['x-replacement'],
    servers: definition.servers ?? holderOf(places, 'servers')?.definition.servers ?? document.servers ?? [],
    security,
    authenticated: security.length > 0 && security.every((schemes) => Object.keys(schemes).length > 0),
    parameters: readParameters(reader, definition, pointer, places),
    requestBody: definition.requestBody && reader.requestBody(joinPointer(pointer, 'requestBody')),
    responses,
    success: [...responses.values()].find(({ status }) => status.startsWith('2')),
  }
}

/** Of the parts along a path item's references, the first that has a field. */
function holderOf(places: readonly Part<PathItem>[], field: keyof PathItem): Part<PathItem> | undefined {
  return places.find(({ definition }) => Object.hasOwn(definition, field))
}

function readParameters(
  reader: PartReader,
  operation: OperationObject,
  pointer: Pointer,
  places: readonly Part<PathItem>[],
): Parameter[] {
  const item = holderOf(places, 'parameters')
  const shared = item ? parametersAt(reader, item.definition, item.pointer) : []
  const own = parametersAt(reader, operation, pointer)
  const isReplaced = (one: Parameter) => own.some((other) => other.name === one.name && other.in === one.in)
  return [...shared.filter((parameter) => !isReplaced(parameter)), ...own]
}

function parametersAt(reader: PartReader, { parameters = [] }: OperationObject | PathItem, owner: Pointer) {
  return parameters.map((_, index) => reader.parameter(joinPointer(owner, 'parameters', index)))
}

function readResponses(reader: PartReader, { responses = {} }: OperationObject, owner: Pointer): Map<string, Response> {
  const statuses = Object.keys(responses)
  return new Map(statuses.map((status) => [status, reader.response(status, joinPointer(owner, 'responses', status))]))
}

/**
 * A field that every operation of our own contract has, but operations of other documents may lack.
 *
 * @throws {ContractError} naming the operation and the field
 */
export function needed<Field extends keyof Operation>(
  operation: Operation,
  field: Field,
): NonNullable<Operation[Field]> {
  const value = operation[field]
  if (value !== undefined && value !== null) return value
  throw new ContractError(`${operation.id} has no ${FIELDS[field] ?? field} in the contract.`, operation.pointer)
}

/** Fields that have another name in the document. */
const FIELDS: { readonly [field in keyof Operation]?: string } = {
  tag: 'tags',
  sdk: 'x-sdk',
  provenance: 'x-provenance',
  sunset: 'x-sunset',
  replacement: 'x-replacement',
  success: 'successful response',
}
