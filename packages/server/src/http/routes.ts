// Imported, because users of the server may mock the global timers in their tests.
import { setImmediate } from 'node:timers/promises'
import { needed, type RequestBody, type Response } from '@testsigma-tms/spec/contract'
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  FastifySchema,
  HTTPMethods,
  onRequestHookHandler,
  preParsingHookHandler,
  preValidationHookHandler,
} from 'fastify'
import { handlers } from '../handlers/index.ts'
import type { Profile } from '../profiles/profile.ts'
import type { Store } from '../store/schema.ts'
import type { Background } from './background.ts'
import type { ResponseCache } from './cache.ts'
import { contract, contractOperations, type Operation } from './contract.ts'
import { badRequest } from './errors.ts'
import { formType, readDocuments, unwrapDocument } from './forms/accept.ts'
import type { UploadedFile } from './forms/uploaded-file.ts'
import { urlOf } from './request-url.ts'
import { compileSerializer, referToContract } from './serialisation.ts'
import { shorten } from './shorten.ts'
import { bodySchema, compileValidator } from './validation/validator.ts'

declare module 'fastify' {
  interface FastifyContextConfig {
    operation?: Operation
  }
}

const jsonType = 'application/json'
const noFiles: Map<string, UploadedFile> = new Map()

export interface Services {
  store: Store
  cache: ResponseCache
  background: Background
  profile: Profile
}

/** Adds a route for each operation of the contract: validation, handler and serialisation. */
export function addRoutes(api: FastifyInstance, services: Services): void {
  api.setValidatorCompiler(compileValidator)
  api.setSerializerCompiler(compileSerializer)

  for (const operation of contractOperations) {
    api.route({
      method: operation.method.toUpperCase() as HTTPMethods,
      url: operation.path.replaceAll(/\{(\w+)\}/g, ':$1'),
      config: { operation },
      schema: schemaOf(operation),
      ...(operation.method === 'get' && { onRequest: sendCached(operation, services) }),
      ...(operation.requestBody ? bodyHooks(operation.requestBody) : { preParsing: ignoreBody }),
      handler: respond(operation, services),
    })
  }
}

function bodyHooks(requestBody: RequestBody) {
  return {
    preParsing: requireType(requestBody),
    preValidation: [
      requireBody(requestBody),
      ...(requestBody.content.has(formType) ? [readDocuments(requestBody)] : []),
    ],
  }
}

/** Ignores the body of an operation without a request body, so that it cannot cause a refusal. */
function ignoreBody({ headers }: FastifyRequest, _reply: FastifyReply, _payload: unknown, done: () => void): void {
  for (const name of ['content-type', 'content-length', 'transfer-encoding']) if (name in headers) delete headers[name]
  done()
}

function schemaOf({ parameters, requestBody, responses }: Operation): FastifySchema {
  const parametersIn = (place: string) => {
    const list = parameters.filter((parameter) => parameter.in === place)
    return {
      type: 'object',
      properties: Object.fromEntries(list.map(({ name, schema }) => [name, contract.resolve(schema)])),
      required: list.filter(({ required }) => required).map(({ name }) => name),
    }
  }
  return {
    params: parametersIn('path'),
    querystring: parametersIn('query'),
    ...(requestBody && { body: bodySchemas(requestBody) }),
    response: Object.fromEntries([...responses].flatMap(([status, response]) => responseSchemas(status, response))),
  }
}

function bodySchemas({ content }: RequestBody): object {
  const schemas = [...content].map(([type, { schemaPointer }]) => [type, { schema: bodySchema(schemaPointer) }])
  return { content: Object.fromEntries(schemas) }
}

function responseSchemas(status: string, { content }: Response): [string, object][] {
  const schemas = [...content].map(([type, { schema = {} }]) => [type, { schema: referToContract(schema) }])
  return schemas.length > 0 ? [[status, { content: Object.fromEntries(schemas) }]] : []
}

/** Refuses other content types: Fastify validates a body only if there is one, of a type that has a schema. */
function requireType({ content }: RequestBody): preParsingHookHandler {
  const types = [...content.keys()]
  return ({ headers, mediaType = 'none' }, _reply, _payload, done) => {
    const hasBody = headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
    const isWrong = hasBody && !types.includes(mediaType)
    if (isWrong) return done(badRequest(`Content-Type: must be ${types.join(' or ')}, got ${mediaType}`))
    done(hasBody ? unreadableEncoding(headers) : null)
  }
}

function unreadableEncoding({
  'content-encoding': encoding = 'identity',
  'content-type': type = '',
}: FastifyRequest['headers']) {
  if (encoding.toLowerCase() !== 'identity') {
    return badRequest(`Content-Encoding: must be absent, got ${shorten(encoding)}`)
  }
  const charset = /;\s*charset="?([^\s";]+)/i.exec(type)?.[1] ?? 'utf-8'
  if (/^(utf-?8|us-ascii)$/i.test(charset)) return null
  return badRequest(`Content-Type: must have the charset utf-8 or none, got ${shorten(charset)}`)
}

function requireBody({ content, required }: RequestBody): preValidationHookHandler {
  const types = [...content.keys()].join(' or ')
  return ({ body }, _reply, done) => {
    const isMissing = required && body === undefined
    done(isMissing ? badRequest(`body: required, send it with Content-Type: ${types}`) : undefined)
  }
}

function respond(operation: Operation, services: Services) {
  return operation.method === 'get' ? respondToRead(operation, services) : respondToWrite(operation, services)
}

/**
 * Sends a cached response, which is valid until the data changes. Only responses to valid requests are cached, so the
 * request need not be parsed.
 */
function sendCached(operation: Operation, { cache }: Services): onRequestHookHandler {
  const { status } = needed(operation, 'success')
  return (request, reply, done) => {
    const body = cache.find(request.state, addressOf(request))
    if (body === undefined) done()
    else sendJson(reply, status, body)
  }
}

function respondToRead(operation: Operation, services: Services) {
  const carryOut = carrierOut(operation, services)
  const { status } = needed(operation, 'success')
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const body = await services.cache.make(request.state, addressOf(request), async (store) =>
      String(reply.serializeInput({ ...(await carryOut(request, store)).body }, status, jsonType)),
    )
    return sendJson(reply, status, body)
  }
}

/** Separated by line breaks, which none of the three can contain, so that no two addresses collide. */
function addressOf({ protocol, host, url }: FastifyRequest): string {
  return `${protocol}\n${host}\n${url}`
}

function sendJson(reply: FastifyReply, status: string, body: string): FastifyReply {
  return reply.code(Number(status)).header('content-type', `${jsonType}; charset=utf-8`).send(body)
}

function respondToWrite(operation: Operation, services: Services) {
  const carryOut = carrierOut(operation, services)
  return async (request: FastifyRequest, reply: FastifyReply) => {
    const { status, body } = await carryOut(request)
    // Sends the responses of one turn of the event loop one right after another. Waking a sleeping client for each one
    // separately takes longer than everything else that is done for a response.
    await setImmediate()
    return reply.code(status).send(body)
  }
}

function carrierOut({ id, parameters, requestBody }: Operation, services: Services) {
  const declared = parameters.flatMap((parameter) => (parameter.in === 'query' ? [parameter.name] : []))
  // Validation guarantees that the request has the type that the handler expects.
  const handle: (call: never) => Promise<{ status: number; body: { message: string } | undefined }> = handlers[id]

  return async (request: FastifyRequest, store = services.store) => {
    const { params, files = noFiles, mediaType } = request
    const query = pick(request.query as Record<string, unknown>, declared)
    const body = requestBody && mediaType === formType ? unwrapDocument(request.body, requestBody) : request.body
    const call = {
      ...services,
      store,
      params,
      query,
      body,
      files,
      url: () => urlOf(request),
    }
    const response = await handle(call as never).finally(() => request.formShare?.close())
    const message = services.profile.message(id, response.body?.message ?? '')
    return { status: response.status, body: response.body && { ...response.body, message } }
  }
}

/** Undeclared query parameters have not been validated, so they are dropped. */
function pick(query: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  const picked: Record<string, unknown> = {}
  for (const name of names) if (Object.hasOwn(query, name)) picked[name] = query[name]
  return picked
}
