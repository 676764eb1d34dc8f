import { describe, expect, it } from 'vitest'
import { comparedFields } from '../src/wire/known-fields.ts'
import { comparedKeywords } from '../src/wire/schema/keywords.ts'
import { type LooseBundle, type LooseSchema, operationAt, schemaNamed } from './loose-bundle.ts'
import { changesBetween, changesBy } from './wire/contracts.ts'
import { tryRandomEdits } from './wire/random-edits.ts'

type Edit = (bundle: LooseBundle) => void

const UPLOAD = '/projects/{project_id}/test_runs/{test_run_id}/test_cases'
const RESULTS = ['put', UPLOAD] as const
const form = (bundle: LooseBundle) => bodyOf(bundle, ...RESULTS)['multipart/form-data'] as { [field: string]: unknown }
const field = (bundle: LooseBundle, schema: string, name: string) =>
  schemaNamed(bundle, schema).properties[name] as LooseSchema

function bodyOf(bundle: LooseBundle, method: string, path: string) {
  return (operationAt(bundle, method, path).requestBody as { content: Record<string, object> }).content
}

describe('breaks', () => {
  it.each<[string, Edit, string | RegExp]>([
    [
      'a limit beside a reference',
      (b) => Object.assign(field(b, 'CreateTestPlanRequest', 'start_date'), { maximum: 5 }),
      '`CreateTestPlanRequest`: `maximum` of `start_date` changed from nothing to 5',
    ],
    [
      'a read-only field of a request',
      (b) => Object.assign(field(b, 'CreateProjectRequest', 'description'), { readOnly: true }),
      '`CreateProjectRequest`: `description` is read-only now: requests may no longer have it',
    ],
    [
      'a write-only field of a response',
      (b) => Object.assign(field(b, 'User', 'email'), { writeOnly: true }),
      '`User`: field `email` removed',
    ],
    [
      'the encoding of a form part',
      (b) => Object.assign(form(b), { encoding: { data: { contentType: 'application/xml' } } }),
      '`updateTestRunCases`: `contentType` of the part `data` in the request body as `multipart/form-data` changed from nothing to application/xml',
    ],
    [
      'a scope',
      (b) => Object.assign(b, { security: [{ bearerAuth: ['write'] }] }),
      'API: the scope `write` of `bearerAuth` is required now',
    ],
    ['a key', (b) => Object.assign(operationAt(b, 'get', '/labels'), { security: [{ bearerAuth: [] }] }), ''],
    [
      'a scheme that works differently',
      (b) =>
        Object.assign(
          (b.components as never as { securitySchemes: { bearerAuth: object } }).securitySchemes.bearerAuth,
          { scheme: 'basic' },
        ),
      'API: the security scheme `bearerAuth` works differently now',
    ],
    [
      'a value more in a response',
      (b) => (schemaNamed(b, 'UserStatus').enum as string[]).push('INVITED'),
      "`UserStatus`: value `'INVITED'` added",
    ],
    [
      'a value less in a request',
      (b) => (schemaNamed(b, 'SelectionType').enum as string[]).pop(),
      "`SelectionType`: value `'DYNAMIC'` removed",
    ],
    [
      'a field that may be missing',
      (b) => Object.assign(schemaNamed(b, 'User'), { required: ['id'] }),
      '`User`: `email` may be missing now',
    ],
    [
      'another type',
      (b) => Object.assign(field(b, 'User', 'first_name'), { type: 'integer' }),
      '`User`: `type` of `first_name` changed from string to integer',
    ],
    [
      'a parameter that is gone',
      (b) => operationAt(b, 'get', '/users').parameters.shift(),
      /^`listUsers`: the query parameter `\w+` was removed$/,
    ],
    [
      'a parameter that is required',
      (b) => Object.assign(b.components.parameters.PageSize as object, { required: true }),
      'the query parameter `page_size` is required now',
    ],
    [
      'a parameter written otherwise',
      (b) => Object.assign(b.components.parameters.PageSize as object, { explode: false }),
      'the query parameter `page_size`: `explode` changed from true to false',
    ],
    [
      'a body that is gone',
      (b) => delete operationAt(b, 'post', '/projects').requestBody,
      '`createProject`: the request body was removed',
    ],
    [
      'a media type that is gone',
      (b) => delete bodyOf(b, ...RESULTS)['application/json'],
      'the media type `application/json` of the request body was removed',
    ],
    [
      'a response that is gone',
      (b) => delete operationAt(b, 'delete', '/projects/{project_id}').responses['200'],
      '`deleteProject`: the response 200 was removed',
    ],
    [
      'a header that is gone',
      (b) =>
        delete (b.components.responses.Unauthorized as { headers: Record<string, object> }).headers['x-request-id'],
      'the header `x-request-id` of the response 401 was removed',
    ],
    ['an operation that is gone', (b) => delete b.paths['/labels'], '`listLabels`: GET /labels was removed'],
    ['another default address', (b) => b.servers.reverse(), /^API: default address changed from https:\S+ to \S+$/],
    ['an address that is gone', (b) => b.servers.pop(), /^API: the address \S+ was removed$/],
    [
      'a document in a form part',
      (b) => {
        const { $ref } = form(b).schema as { $ref: string }
        const { data } = schemaNamed(b, $ref.split('/').at(-1) ?? '').properties
        Object.assign(data as object, { contentSchema: { type: 'object', maxProperties: 1 } })
      },
      '`maxProperties` of `data` changed from nothing to 1',
    ],
    [
      'a webhook that is gone',
      (b) => delete (b as { webhooks?: object }).webhooks,
      'API: the callback `done` was removed',
    ],
    [
      'another default in the address',
      (b) => Object.assign((b.servers[0] as { variables: { region: object } }).variables.region, { default: 'eu' }),
      'API: default of `region` in the address changed from us to eu',
    ],
  ])('%s', (_name, change, message) => {
    const { breaking } = changesBy(change, (bundle) => {
      Object.assign(bundle, { webhooks: { done: { post: { responses: {} } } } })
      Object.assign(bundle.servers[0] as object, { variables: { region: { default: 'us' } } })
    })

    if (message === '') expect(breaking).toEqual([])
    else
      expect(breaking).toContainEqual(
        typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
      )
  })
})

describe('additions', () => {
  it.each<[string, Edit, string]>([
    [
      'a field of a response',
      (b) => Object.assign(schemaNamed(b, 'User').properties, { nickname: { type: 'string' } }),
      '`User`: field `nickname` added',
    ],
    [
      'an optional field of a request',
      (b) => Object.assign(schemaNamed(b, 'CreateProjectRequest').properties, { colour: { type: 'string' } }),
      '`CreateProjectRequest`: field `colour` added',
    ],
    [
      'an optional parameter',
      (b) => operationAt(b, 'get', '/labels').parameters.push({ name: 'q', in: 'query', schema: { type: 'string' } }),
      '`listLabels`: the optional query parameter `q` was added',
    ],
    ['no key any more', (b) => Object.assign(b, { security: [] }), 'API: no key is required any more'],
    [
      'a looser limit',
      (b) => delete field(b, 'CreateProjectRequest', 'name').minLength,
      '`CreateProjectRequest`: `minLength` of `name` changed from 1 to nothing',
    ],
    [
      'a deprecated operation',
      (b) => Object.assign(operationAt(b, 'get', '/labels'), { deprecated: true }),
      '`listLabels`: deprecated now',
    ],
    [
      'a default',
      (b) => Object.assign((b.components.parameters.PageSize as { schema: object }).schema, { default: 3 }),
      '`PageSize`: `default` changed from nothing to 3',
    ],
  ])('%s', (_name, change, message) => {
    expect(changesBy(change)).toEqual({
      breaking: [],
      additions: expect.arrayContaining([expect.stringContaining(message)]),
    })
  })
})

describe('equal meaning', () => {
  it.each<[string, Edit]>([
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
    [
      'words and examples',
      (b) => Object.assign(schemaNamed(b, 'User'), { description: 'x', title: 'y', examples: [] }),
    ],
    [
      'a definition that nothing uses',
      (b) => Object.assign(schemaNamed(b, 'User'), { $defs: { Name: { type: 'string' } } }),
    ],
  ])('%s is no difference', (_name, change) => {
    expect(changesBy(change)).toEqual({ breaking: [], additions: [] })
  })
})

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

it.each<[string, Edit, string]>([
  ['a keyword', (b) => Object.assign(schemaNamed(b, 'User'), { nullable: true }), 'nullable'],
  ['a field', (b) => Object.assign(operationAt(b, 'get', '/users'), { itemSchema: {} }), 'itemSchema'],
  [
    'a keyword in a schema that nothing uses',
    (b) => Object.assign(b.components.schemas, { Unused: { colour: 1 } }),
    'colour',
  ],
])('cannot check with %s that it does not know', (_name, change, name) => {
  expect(() => changesBy(change)).toThrow(name)
})

it('compares schemas that hold themselves', () => {
  const tree = (bundle: LooseBundle) => {
    const node = {
      type: 'object',
      properties: { children: { type: 'array', items: { $ref: '#/components/schemas/Node' } } },
    }
    Object.assign(bundle.components.schemas, { Node: node })
    schemaNamed(bundle, 'User').properties.tree = { $ref: '#/components/schemas/Node' }
  }
  const same = changesBy((bundle) => Object.assign(schemaNamed(bundle, 'Node'), { description: 'x' }), tree)
  const edited = changesBy(
    (bundle) => Object.assign(schemaNamed(bundle, 'Node').properties, { name: { type: 'string' } }),
    tree,
  )

  expect(same).toEqual({ breaking: [], additions: [] })
  expect(edited).toEqual({ breaking: [], additions: ['`Node`: field `name` added'] })
})

it('agrees with samples on random edits of random contracts', () => {
  const tally = tryRandomEdits(150, Number(process.env.FUZZ_SEED ?? 20_251_125))

  expect(tally.edits).toBe(150)
  expect(tally.breaking).toBeGreaterThan(20)
})

/** For each keyword that is compared, a schema and another one that allows more or less. */
const KEYWORDS: Readonly<Record<string, readonly [object, object]>> = {
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

/** What is no change when it goes: an end that was announced, and is not any more. */
const ONE_WAY = ['deprecated']

describe('every keyword that is compared', () => {
  it('has an example here', () => {
    expect(comparedKeywords().filter((keyword) => !Object.hasOwn(KEYWORDS, keyword))).toEqual([])
  })

  it.each(Object.entries(KEYWORDS))(
    '%s is noticed in requests and responses, more of it and less',
    (name, [one, other]) => {
      for (const [before, after] of [[one, other], ...(ONE_WAY.includes(name) ? [] : [[other, one]])]) {
        const put = (schema: object | undefined) => (bundle: LooseBundle) => {
          for (const name of ['CreateProjectRequest', 'User']) {
            Object.assign(schemaNamed(bundle, name).properties, { extra: schema })
          }
        }
        const { breaking, additions } = changesBy(put(after), put(before))
        expect([...breaking, ...additions], JSON.stringify([before, after])).not.toEqual([])
      }
    },
  )
})

describe('every field of OpenAPI that is compared', () => {
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
  const FIELDS: Readonly<Record<string, readonly [Edit, Edit]>> = {
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

  it('has an example here', () => {
    expect(comparedFields().filter((field) => !Object.hasOwn(FIELDS, field))).toEqual([])
  })

  it.each(Object.entries(FIELDS))('%s is noticed', (_name, [before, after]) => {
    for (const [first, change] of [
      [before, after],
      [after, before],
    ] as const) {
      const { breaking, additions } = changesBetween(first, change)
      if (_name.endsWith('deprecated') && first === after) continue
      expect([...breaking, ...additions]).not.toEqual([])
    }
  })
})
