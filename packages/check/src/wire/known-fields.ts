import { isObject, type JsonObject, joinPointer } from '@testsigma-tms/spec/contract'
import { problemWith } from './schema/keywords.ts'

/** How an OpenAPI field is handled: it is compared, it contains other objects, or it is irrelevant for a reason. */
type Rule = 'compared' | { readonly why: string } | { readonly each?: 'entry' | 'name'; readonly kind: Kind }

type ObjectKind =
  | 'document'
  | 'server'
  | 'serverVariable'
  | 'components'
  | 'pathItem'
  | 'operation'
  | 'parameter'
  | 'header'
  | 'requestBody'
  | 'mediaType'
  | 'encoding'
  | 'response'
  | 'callback'
  | 'link'
  | 'securityScheme'

type Kind = ObjectKind | 'schema'

const words = { why: 'words for people' } as const
const examples = { why: 'examples are checked by a gate of their own' } as const
const one = (kind: Kind): Rule => ({ kind })
const list = (kind: Kind): Rule => ({ each: 'entry', kind })
const map = (kind: Kind): Rule => ({ each: 'name', kind })

const HEADER: Fields = {
  description: words,
  required: 'compared',
  deprecated: 'compared',
  allowEmptyValue: 'compared',
  style: 'compared',
  explode: 'compared',
  allowReserved: 'compared',
  schema: one('schema'),
  content: map('mediaType'),
  example: examples,
  examples,
  'x-provenance': words,
}

type Fields = { readonly [field: string]: Rule }

/** Every field of OpenAPI 3.1, by containing object. */
const OBJECTS: Readonly<Record<ObjectKind, Fields>> = {
  document: {
    openapi: { why: 'the reader takes 3.1 alone' },
    info: { why: 'words for people; the version has a gate of its own' },
    jsonSchemaDialect: 'compared',
    servers: list('server'),
    paths: map('pathItem'),
    webhooks: map('pathItem'),
    components: one('components'),
    security: 'compared',
    tags: words,
    externalDocs: words,
  },
  server: { url: 'compared', description: words, variables: map('serverVariable') },
  serverVariable: { enum: 'compared', default: 'compared', description: words },
  components: {
    schemas: map('schema'),
    responses: map('response'),
    parameters: map('parameter'),
    examples,
    requestBodies: map('requestBody'),
    headers: map('header'),
    securitySchemes: map('securityScheme'),
    links: map('link'),
    callbacks: map('callback'),
    pathItems: map('pathItem'),
  },
  pathItem: {
    summary: words,
    description: words,
    servers: list('server'),
    parameters: list('parameter'),
    get: one('operation'),
    put: one('operation'),
    post: one('operation'),
    delete: one('operation'),
    options: one('operation'),
    head: one('operation'),
    patch: one('operation'),
    trace: one('operation'),
  },
  operation: {
    tags: { why: 'how docs are grouped' },
    summary: words,
    description: words,
    externalDocs: words,
    operationId: { why: 'a name for code; the gate types compares it' },
    parameters: list('parameter'),
    requestBody: one('requestBody'),
    responses: map('response'),
    callbacks: map('callback'),
    deprecated: 'compared',
    security: 'compared',
    servers: list('server'),
    'x-sdk': { why: 'a name for code; the gate types compares it' },
    'x-provenance': words,
    'x-idempotent': 'compared',
    'x-sunset': 'compared',
    'x-replacement': words,
  },
  parameter: { ...HEADER, name: 'compared', in: 'compared' },
  header: HEADER,
  requestBody: { description: words, content: map('mediaType'), required: 'compared' },
  mediaType: { schema: one('schema'), example: examples, examples, encoding: map('encoding') },
  encoding: {
    contentType: 'compared',
    headers: map('header'),
    style: 'compared',
    explode: 'compared',
    allowReserved: 'compared',
  },
  response: {
    description: words,
    headers: map('header'),
    content: map('mediaType'),
    links: map('link'),
    'x-provenance': words,
  },
  callback: {},
  link: {
    operationRef: { why: 'a hint where a value can be used' },
    operationId: { why: 'a hint where a value can be used' },
    parameters: { why: 'a hint where a value can be used' },
    requestBody: { why: 'a hint where a value can be used' },
    description: words,
    server: { why: 'a hint where a value can be used' },
  },
  securityScheme: {
    type: 'compared',
    description: words,
    name: 'compared',
    in: 'compared',
    scheme: 'compared',
    bearerFormat: { why: 'a hint what a token looks like' },
    flows: 'compared',
    openIdConnectUrl: 'compared',
  },
}

/** Keywords whose value is a schema, a list of schemas, or a map of schemas. */
const SCHEMAS_BELOW = {
  one: [
    'additionalProperties',
    'contains',
    'contentSchema',
    'else',
    'if',
    'items',
    'not',
    'propertyNames',
    'then',
    'unevaluatedItems',
    'unevaluatedProperties',
  ],
  list: ['allOf', 'anyOf', 'oneOf', 'prefixItems'],
  map: ['$defs', 'definitions', 'dependentSchemas', 'patternProperties', 'properties'],
}

/**
 * Ensures that a document contains nothing that the comparison would overlook.
 * @throws {Error} listing each keyword and field that is neither compared nor known to be irrelevant
 */
export function requireKnown(document: unknown, file: string): void {
  const problems = [...unknownIn(document, 'document', '#')]
  if (problems.length > 0) throw new Error(`${file}: ${problems.slice(0, 5).join('; ')}.`)
}

function* unknownIn(node: unknown, kind: Kind, pointer: string): Generator<string> {
  if (!isObject(node)) return
  if (kind === 'schema') return yield* unknownInSchema(node, pointer)
  if (typeof node.$ref === 'string' && kind !== 'pathItem') return
  for (const [field, value] of Object.entries(node)) {
    const rule = ruleFor(kind, field)
    if (rule === undefined) yield `${field} at ${pointer} is not listed in packages/check/src/wire/known-fields.ts`
    else if (typeof rule === 'object' && 'kind' in rule) yield* unknownBelow(rule, value, joinPointer(pointer, field))
  }
}

function ruleFor(kind: ObjectKind, field: string): Rule | undefined {
  const fields = OBJECTS[kind]
  if (kind === 'callback') return one('pathItem')
  if (kind === 'pathItem' && field === '$ref') return 'compared'
  return Object.hasOwn(fields, field) ? fields[field] : undefined
}

function* unknownBelow(rule: Exclude<Rule, 'compared' | { why: string }>, value: unknown, pointer: string) {
  if (rule.each === undefined) return yield* unknownIn(value, rule.kind, pointer)
  if (typeof value !== 'object' || value === null) return
  for (const [name, part] of Object.entries(value)) yield* unknownIn(part, rule.kind, joinPointer(pointer, name))
}

function* unknownInSchema(schema: JsonObject, pointer: string): Generator<string> {
  for (const [keyword, value] of Object.entries(schema)) {
    const problem = problemWith(keyword)
    if (problem) yield `${problem} (${pointer})`
    const place = joinPointer(pointer, keyword)
    if (SCHEMAS_BELOW.one.includes(keyword)) yield* unknownIn(value, 'schema', place)
    else if (
      typeof value === 'object' &&
      value !== null &&
      [...SCHEMAS_BELOW.list, ...SCHEMAS_BELOW.map].includes(keyword)
    ) {
      for (const [name, part] of Object.entries(value)) yield* unknownIn(part, 'schema', joinPointer(place, name))
    }
  }
}

/** All compared fields, with their object; used by tests. */
export function comparedFields(): string[] {
  return Object.entries(OBJECTS).flatMap(([kind, fields]) =>
    Object.entries(fields).flatMap(([field, rule]) => (rule === 'compared' ? [`${kind}.${field}`] : [])),
  )
}
