import { type LooseBundle, type LooseSchema, operationAt, schemaNamed } from '../loose-bundle.ts'

export type Edit = (bundle: LooseBundle) => void

const UPLOAD = '/projects/{project_id}/test_runs/{test_run_id}/test_cases'
export const RESULTS = ['put', UPLOAD] as const
export const form = (bundle: LooseBundle) =>
  bodyOf(bundle, ...RESULTS)['multipart/form-data'] as { [field: string]: unknown }
export const field = (bundle: LooseBundle, schema: string, name: string) =>
  schemaNamed(bundle, schema).properties[name] as LooseSchema

export function bodyOf(bundle: LooseBundle, method: string, path: string) {
  return (operationAt(bundle, method, path).requestBody as { content: Record<string, object> }).content
}

/** For each compared keyword, a schema and another one that allows more or less. */
export const KEYWORDS: Readonly<Record<string, readonly [object, object]>> = {
  $ref: [{ $ref: '#/components/schemas/UserStatus' }, {}],
  $dynamicRef: [{ $dynamicRef: '#/components/schemas/UserStatus' }, {}],
  allOf: [{ allOf: [{ type: 'string' }] }, {}],
  type: [{ type: 'string' }, { type: ['string', 'null'] }],
  properties: [{ properties: { a: {} } }, { properties: { a: { type: 'string' } } }],
  patternProperties: [{ patternProperties: { '^a': {} } }, { patternProperties: { '^a': { type: 'string' } } }],
  additionalProperties: [{ additionalProperties: true }, { additionalProperties: { type: 'string' } }],
  propertyNames: [{}, { propertyNames: { maxLength: 3 } }],
  required: [{}, { required: ['a'] }],
  dependentRequired: [{}, { dependentRequired: { a: ['b'] } }],
  dependentSchemas: [{}, { dependentSchemas: { a: { required: ['b'] } } }],
  items: [{ type: 'array' }, { type: 'array', items: { type: 'string' } }],
  prefixItems: [{ type: 'array' }, { type: 'array', prefixItems: [{ type: 'string' }] }],
  contains: [{ type: 'array' }, { type: 'array', contains: { type: 'string' } }],
  minContains: [{ contains: { type: 'string' } }, { contains: { type: 'string' }, minContains: 2 }],
  maxContains: [{ contains: { type: 'string' } }, { contains: { type: 'string' }, maxContains: 2 }],
  unevaluatedItems: [{ type: 'array' }, { type: 'array', unevaluatedItems: false }],
  unevaluatedProperties: [{}, { unevaluatedProperties: false }],
  anyOf: [{}, { anyOf: [{ type: 'string' }] }],
  oneOf: [{}, { oneOf: [{ type: 'string' }] }],
  not: [{}, { not: { type: 'string' } }],
  if: [{}, { if: { type: 'string' }, [String('then')]: { minLength: 1 } }],
  [String('then')]: [{ if: { type: 'string' } }, { if: { type: 'string' }, [String('then')]: { minLength: 1 } }],
  else: [{ if: { type: 'string' } }, { if: { type: 'string' }, else: { type: 'array' } }],
  enum: [{ enum: ['a', 'b'] }, { enum: ['a'] }],
  const: [{}, { const: 'a' }],
  minimum: [{}, { minimum: 1 }],
  maximum: [{}, { maximum: 1 }],
  exclusiveMinimum: [{}, { exclusiveMinimum: 1 }],
  exclusiveMaximum: [{}, { exclusiveMaximum: 1 }],
  multipleOf: [{}, { multipleOf: 2 }],
  minLength: [{}, { minLength: 1 }],
  maxLength: [{}, { maxLength: 1 }],
  pattern: [{}, { pattern: '^a' }],
  format: [{}, { format: 'uuid' }],
  contentEncoding: [{}, { contentEncoding: 'base64' }],
  contentMediaType: [{}, { contentMediaType: 'application/json' }],
  contentSchema: [{}, { contentSchema: { type: 'object' } }],
  minItems: [{}, { minItems: 1 }],
  maxItems: [{}, { maxItems: 1 }],
  uniqueItems: [{}, { uniqueItems: true }],
  minProperties: [{}, { minProperties: 1 }],
  maxProperties: [{}, { maxProperties: 1 }],
  default: [{ default: 'a' }, { default: 'b' }],
  deprecated: [{}, { deprecated: true }],
  readOnly: [{}, { readOnly: true }],
  writeOnly: [{}, { writeOnly: true }],
  discriminator: [{}, { discriminator: { propertyName: 'a' } }],
  xml: [{}, { xml: { name: 'a' } }],
}

/** Fields whose removal is not a change: an announcement that is withdrawn. */
export const ONE_WAY = ['deprecated']

const parameter = { name: 'q', in: 'query', schema: {} }
const withParameter = (more: object) => (b: LooseBundle) =>
  operationAt(b, 'get', '/labels').parameters.push({ ...parameter, ...more } as never)
const withHeader = (more: object) => (b: LooseBundle) =>
  Object.assign(operationAt(b, 'get', '/labels').responses['200'] as object, {
    headers: { 'x-a': { schema: {}, ...more } },
  })
const withScheme = (more: object) => (b: LooseBundle) =>
  Object.assign(b.components, { securitySchemes: { bearerAuth: { type: 'http', scheme: 'bearer', ...more } } })
const withEncoding = (more: object) => (b: LooseBundle) => Object.assign(form(b), { encoding: { data: more } })
const withServer = (more: object) => (b: LooseBundle) => Object.assign(b.servers[0] as object, more)
/** For each compared OpenAPI field, two contracts that differ in it. */
export const FIELDS: Readonly<Record<string, readonly [Edit, Edit]>> = {
  'document.jsonSchemaDialect': [
    () => {},
    (b) => Object.assign(b, { jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema' }),
  ],
  'document.security': [() => {}, (b) => Object.assign(b, { security: [] })],
  'server.url': [withServer({ url: 'https://a.test' }), withServer({ url: 'https://b.test' })],
  'serverVariable.enum': [
    withServer({ variables: { r: { default: 'a', enum: ['a', 'b'] } } }),
    withServer({ variables: { r: { default: 'a', enum: ['a'] } } }),
  ],
  'serverVariable.default': [
    withServer({ variables: { r: { default: 'a' } } }),
    withServer({ variables: { r: { default: 'b' } } }),
  ],
  'operation.deprecated': [() => {}, (b) => Object.assign(operationAt(b, 'get', '/labels'), { deprecated: true })],
  'operation.x-idempotent': [
    () => {},
    (b) => Object.assign(operationAt(b, 'get', '/labels'), { 'x-idempotent': false }),
  ],
  'operation.x-sunset': [
    (b) => Object.assign(operationAt(b, 'get', '/labels'), { deprecated: true, 'x-sunset': '2028-01-31' }),
    (b) => Object.assign(operationAt(b, 'get', '/labels'), { deprecated: true, 'x-sunset': '2027-01-31' }),
  ],
  'operation.security': [() => {}, (b) => Object.assign(operationAt(b, 'get', '/labels'), { security: [] })],
  'parameter.name': [withParameter({}), withParameter({ name: 'r' })],
  'parameter.in': [withParameter({}), withParameter({ in: 'header' })],
  'parameter.required': [withParameter({}), withParameter({ required: true })],
  'parameter.deprecated': [withParameter({}), withParameter({ deprecated: true })],
  'parameter.allowEmptyValue': [withParameter({}), withParameter({ allowEmptyValue: true })],
  'parameter.style': [withParameter({}), withParameter({ style: 'spaceDelimited' })],
  'parameter.explode': [withParameter({}), withParameter({ explode: false })],
  'parameter.allowReserved': [withParameter({}), withParameter({ allowReserved: true })],
  'header.required': [withHeader({}), withHeader({ required: true })],
  'header.deprecated': [withHeader({}), withHeader({ deprecated: true })],
  'header.allowEmptyValue': [withHeader({}), withHeader({ allowEmptyValue: true })],
  'header.style': [withHeader({}), withHeader({ style: 'form' })],
  'header.explode': [withHeader({}), withHeader({ explode: true })],
  'header.allowReserved': [withHeader({}), withHeader({ allowReserved: true })],
  'requestBody.required': [
    () => {},
    (b) => Object.assign(operationAt(b, 'post', '/projects').requestBody as object, { required: false }),
  ],
  'encoding.contentType': [withEncoding({}), withEncoding({ contentType: 'text/csv' })],
  'encoding.style': [withEncoding({}), withEncoding({ style: 'deepObject' })],
  'encoding.explode': [withEncoding({}), withEncoding({ explode: false })],
  'encoding.allowReserved': [withEncoding({}), withEncoding({ allowReserved: true })],
  'securityScheme.type': [withScheme({}), withScheme({ type: 'apiKey', name: 'key', in: 'header' })],
  'securityScheme.name': [
    withScheme({ type: 'apiKey', name: 'a', in: 'header' }),
    withScheme({ type: 'apiKey', name: 'b', in: 'header' }),
  ],
  'securityScheme.in': [
    withScheme({ type: 'apiKey', name: 'a', in: 'header' }),
    withScheme({ type: 'apiKey', name: 'a', in: 'query' }),
  ],
  'securityScheme.scheme': [withScheme({}), withScheme({ scheme: 'basic' })],
  'securityScheme.flows': [
    withScheme({ type: 'oauth2', flows: {} }),
    withScheme({ type: 'oauth2', flows: { implicit: { authorizationUrl: 'https://a.test' } } }),
  ],
  'securityScheme.openIdConnectUrl': [
    withScheme({ type: 'openIdConnect', openIdConnectUrl: 'https://a.test' }),
    withScheme({ type: 'openIdConnect', openIdConnectUrl: 'https://b.test' }),
  ],
}

/** Edits that do not change which requests and responses are allowed. */
export const EQUAL: readonly (readonly [name: string, edit: Edit])[] = [
  ['a schema split over allOf', splitUser],
  [
    'a reference put in place',
    (b) =>
      Object.assign(
        b.components.schemas,
        JSON.parse(
          JSON.stringify(b.components.schemas).replaceAll(
            '{"$ref":"#/components/schemas/Timestamp"}',
            JSON.stringify(schemaNamed(b, 'Timestamp')),
          ),
        ),
      ),
  ],
  [
    'a reference to an anchor',
    (b) => {
      Object.assign(schemaNamed(b, 'User'), { $anchor: 'person' })
      const text = JSON.stringify(b).replaceAll('"#/components/schemas/User"', '"#person"')
      Object.assign(b, JSON.parse(text))
    },
  ],
  [
    'another order',
    (b) => {
      schemaNamed(b, 'User').required.reverse()
      ;(schemaNamed(b, 'UserStatus').enum as string[]).reverse()
      operationAt(b, 'get', '/users').parameters.reverse()
      b.paths = Object.fromEntries(Object.entries(b.paths).reverse())
    },
  ],
  ['parameters on the path item', moveParameters],
  [
    'another name for a part of a path',
    (b) => {
      const parameter = b.components.parameters.ImportId as { name: string }
      b.paths = Object.fromEntries(
        Object.entries(b.paths).map(([path, item]) => [path.replace(`{${parameter.name}}`, '{report}'), item]),
      )
      parameter.name = 'report'
    },
  ],
  [
    'the content type that a part has anyway',
    (b) => Object.assign(form(b), { encoding: { data: { contentType: 'application/json' } } }),
  ],
  [
    'an enum of one value as a constant',
    (b) => Object.assign(schemaNamed(b, 'User').properties, { first_name: { type: 'string' } }),
  ],
  [
    'a limit that another one implies',
    (b) => Object.assign(field(b, 'CreateProjectRequest', 'name'), { allOf: [{ minLength: 0 }] }),
  ],
  [
    'an integer as a number in whole steps',
    (b) => Object.assign(schemaNamed(b, 'Timestamp'), { type: 'number', multipleOf: 1 }),
  ],
  ['words and examples', (b) => Object.assign(schemaNamed(b, 'User'), { description: 'x', title: 'y', examples: [] })],
  [
    'null as an alternative in place of one of the types',
    (b) => {
      const { type: _, pattern, ...words } = schemaNamed(b, 'OptionalId')
      b.components.schemas.OptionalId = { ...words, anyOf: [{ type: 'null' }, { type: 'string', pattern }] } as never
    },
  ],
  [
    'a header parameter that OpenAPI ignores',
    (b) =>
      operationAt(b, 'get', '/labels').parameters.push({ name: 'Accept', in: 'header', required: true, schema: {} }),
  ],
  ['an encoding without content', (b) => Object.assign(form(b), { encoding: { data: { headers: {} } } })],
  [
    'a definition that nothing uses',
    (b) => Object.assign(schemaNamed(b, 'User'), { $defs: { Name: { type: 'string' } } }),
  ],
]

function splitUser(bundle: LooseBundle): void {
  const { properties, required, ...rest } = schemaNamed(bundle, 'User')
  const [first, ...others] = Object.entries(properties)
  const parts = [
    { properties: Object.fromEntries([first ?? []]), required },
    { properties: Object.fromEntries(others) },
  ]
  bundle.components.schemas.User = { ...rest, allOf: parts } as never
}

function moveParameters(bundle: LooseBundle): void {
  const item = bundle.paths['/projects/{project_id}'] as never as Record<string, { parameters: unknown[] }>
  const [shared] = item.get?.parameters ?? []
  for (const method of ['get', 'put', 'delete']) item[method]?.parameters.shift()
  Object.assign(item, { parameters: [shared] })
}
