import { contract, type Operation } from '../../src/http/contract.ts'
import { encodeForm } from './forms.ts'
import { reportOf } from './report.ts'
import { makeValue, type Place, type Schema, text } from './values.ts'

/** A request before it is serialised, in which form it is easier to break. */
export interface Draft {
  operation: Operation
  params: Record<string, string>
  query: [string, string][]
  headers: Record<string, string>
  /** The JSON of the body, or of the document in a form. */
  body: unknown
  /** The parts of a form. */
  parts: [string, string][] | undefined
}

/** The serialised request. */
export interface Sent {
  method: string
  path: string
  headers: Record<string, string>
  body: Uint8Array<ArrayBuffer> | undefined
}

const formType = 'multipart/form-data'
const boundary = 'fuzz-boundary'

/** A valid request about existing entities. */
export function draft(operation: Operation, place: Place, apiKey: string): Draft {
  const params = pathParams(operation, place)
  const inside = { ...place, run: params.test_run_id ?? '' }
  const types = [...(operation.requestBody?.content.keys() ?? [])]
  const type = types.length > 0 ? place.random.pick(types) : undefined
  return {
    operation,
    params,
    query: query(operation, inside),
    headers: { authorization: `Bearer ${apiKey}`, ...(type && { 'content-type': type }) },
    ...content(operation, type, inside),
  }
}

/** Serialises a draft. */
export function write({ operation, params, query, headers, body, parts }: Draft): Sent {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => encodeURIComponent(wellFormed(params[name] ?? '')))
  const search = query.map((pair) => pair.map((word) => encodeURIComponent(wellFormed(word))).join('=')).join('&')
  const bytes = parts ? encodeForm(partsWith(parts, body), boundary) : body === undefined ? undefined : asJson(body)
  const type = parts ? { 'content-type': `${formType}; boundary=${boundary}` } : {}
  return {
    method: operation.method.toUpperCase(),
    path: `/api/v1${path}${search && `?${search}`}`,
    headers: { ...headers, ...type },
    body: bytes,
  }
}

function pathParams({ parameters }: Operation, { random, world, project }: Place): Record<string, string> {
  const names = parameters.filter((parameter) => parameter.in === 'path').map(({ name }) => name)
  return Object.fromEntries(
    names.map((name) => [name, name === 'project_id' ? project : world.refer(random, name, project, true)]),
  )
}

function query({ parameters }: Operation, place: Place): [string, string][] {
  const { random, world } = place
  const declared = parameters.filter((parameter) => parameter.in === 'query' && random.chance(0.2))
  return declared.map(({ name, schema }) => {
    if (name === 'cursor' || name === 'next') return [name, world.cursors.length > 0 ? random.pick(world.cursors) : 'x']
    if (name.includes('__') || name === 'search') return [name, text(random).slice(0, 3)]
    return [name, String(makeValue(resolved(schema), name, place))]
  })
}

function content(
  { requestBody }: Operation,
  type: string | undefined,
  place: Place,
): { body: unknown; parts: Draft['parts'] } {
  if (!requestBody || !type) return { body: undefined, parts: undefined }
  const schema = resolved(requestBody.content.get(type)?.schema)
  if (type !== formType) return { body: makeValue(schema, '', place), parts: undefined }
  const document = schema.properties?.data?.contentSchema
  if (!document) return { body: undefined, parts: [['junit_xml', reportOf(place)]] }
  const files: [string, string][] = place.random.chance(0.5) ? [['attachments_0_0', 'a log']] : []
  return { body: makeValue(document, '', place), parts: files }
}

function partsWith(parts: [string, string][], body: unknown): [string, string][] {
  return body === undefined ? parts : [['data', JSON.stringify(body)], ...parts]
}

function asJson(body: unknown): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(body))
}

/** URLs cannot contain lone surrogates. */
function wellFormed(word: string): string {
  return word.toWellFormed()
}

/** The schema without references; values are generated from its keywords. */
function resolved(schema: object | undefined): Schema {
  return contract.resolve(schema ?? {}) as Schema
}
