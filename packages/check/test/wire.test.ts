import { describe, expect, it } from 'vitest'
import { comparedFields } from '../src/wire/known-fields.ts'
import { comparedKeywords } from '../src/wire/schema/keywords.ts'
import { type LooseBundle, operationAt, schemaNamed } from './loose-bundle.ts'
import { changesBetween, changesBy } from './wire/contracts.ts'
import { bodyOf, type Edit, EQUAL, FIELDS, field, form, KEYWORDS, ONE_WAY, RESULTS } from './wire/examples.ts'
import { mutual } from './wire/mutual.ts'
import { tryRandomEdits } from './wire/random-edits.ts'

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
      'requests that may be repeated, which could not be',
      (b) => delete operationAt(b, ...RESULTS)['x-idempotent'],
      '`updateTestRunCases`: requests may be repeated now: clients send them again after a failure',
    ],
    [
      'an end that comes earlier',
      (b) => Object.assign(operationAt(b, 'get', '/labels'), { 'x-sunset': '2027-06-30' }),
      '`listLabels`: its end (`x-sunset`) moved from 2028-01-31 to 2027-06-30',
    ],
    [
      'a field of a webhook that is called as words are elsewhere',
      (b) => delete webhookFields(b).examples,
      'API: the callback `done` changed',
    ],
    [
      'a parameter that is shared: said once',
      (b) => Object.assign(b.components.parameters.PageSize as object, { required: true }),
      '`PageSize`: the query parameter `page_size` is required now',
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
      const schema = { type: 'object', properties: { examples: { type: 'string' } } }
      const requestBody = { content: { 'application/json': { schema } } }
      Object.assign(bundle, { webhooks: { done: { post: { requestBody, responses: {} } } } })
      Object.assign(operationAt(bundle, 'get', '/labels'), { deprecated: true, 'x-sunset': '2028-01-31' })
      Object.assign(bundle.servers[0] as object, { variables: { region: { default: 'us' } } })
    })

    if (message === '') expect(breaking).toEqual([])
    else
      expect(breaking).toContainEqual(
        typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
      )
  })
})

function webhookFields(bundle: LooseBundle): Record<string, unknown> {
  const { webhooks } = bundle as never as {
    webhooks: { done: { post: { requestBody: { content: Record<string, { schema: { properties: object } }> } } } }
  }
  return webhooks.done.post.requestBody.content['application/json']?.schema.properties as Record<string, unknown>
}

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
  it.each(EQUAL)('%s is no difference', (_name, change) => {
    expect(changesBy(change)).toEqual({ breaking: [], additions: [] })
  })
})

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

describe('schemas that all hold each other', () => {
  it.each<[string, number, (reference: object) => object]>([
    ['as fields', 20, (reference) => reference],
    ['in lists', 12, (reference) => ({ type: 'array', items: reference })],
    ['with more beside it', 8, (reference) => ({ allOf: [reference, { properties: { note: { type: 'string' } } }] })],
    ['or a text', 8, (reference) => ({ oneOf: [reference, { type: 'string' }] })],
  ])('%s', (_name, count, within) => {
    const last = (bundle: LooseBundle) => schemaNamed(bundle, `Node${count - 1}`)
    const same = changesBy((bundle) => Object.assign(last(bundle), { description: 'x' }), mutual(count, within))
    const edited = changesBy(
      (bundle) => Object.assign(last(bundle).properties, { id: { type: 'integer' } }),
      mutual(count, within),
    )

    expect(same).toEqual({ breaking: [], additions: [] })
    expect(edited.breaking.join()).toMatch(/Node/)
  })

  it('as alternatives of one field: the one that differs is found', () => {
    const nodes = [0, 1, 2].map((index) => `Node${index}`)
    const tree = (bundle: LooseBundle) => {
      mutual(3, (reference) => reference)(bundle)
      const anyOf = nodes.map((name) => ({ $ref: `#/components/schemas/${name}` }))
      for (const name of nodes) schemaNamed(bundle, name).properties = { id: { type: 'string' }, next: { anyOf } }
    }
    const { breaking } = changesBy(
      (bundle) => Object.assign(schemaNamed(bundle, 'Node2').properties, { id: { type: 'integer' } }),
      tree,
    )

    expect(breaking.join()).toContain('`anyOf` of `next` no longer fits in responses')
  })
})

it('agrees with samples on random edits of random contracts', () => {
  const tally = tryRandomEdits(150, Number(process.env.FUZZ_SEED ?? 20_251_125))

  expect(tally.edits).toBe(150)
  expect(tally.breaking).toBeGreaterThan(20)
})

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

it('sees the limit of a new field where an alternative that says nothing had let it in', () => {
  const put = (more: object) => (bundle: LooseBundle) => {
    const holder = { properties: { a: {} }, anyOf: [{}, { type: 'number' }] }
    Object.assign(schemaNamed(bundle, 'CreateProjectRequest').properties, { extra: { ...holder, allOf: [more] } })
  }

  expect(changesBetween(put({}), put({ properties: { d: { type: 'integer' } } })).breaking).not.toEqual([])
})

it('sees that other fields are refused, whatever a dependent schema says of them', () => {
  const put = (more: object) => (bundle: LooseBundle) => {
    const dependentSchemas = { c: { properties: { d: {} }, additionalProperties: false } }
    const extra = { properties: { a: {} }, dependentSchemas, ...more }
    Object.assign(schemaNamed(bundle, 'CreateProjectRequest').properties, { extra })
  }

  expect(changesBetween(put({ additionalProperties: {} }), put({})).breaking).not.toEqual([])
})

it.each<[string, object, object]>([
  ['that is gone', { '^a': { type: 'string' } }, {}],
  ['with other values', { '^a': { type: 'string' } }, { '^a': { type: 'integer' } }],
])('sees a pattern for names of fields %s, in an alternative', (_name, before, after) => {
  const put = (patternProperties: object) => (bundle: LooseBundle) => {
    const extra = { anyOf: [{ properties: { c: {} }, patternProperties }, { type: 'null' }] }
    Object.assign(schemaNamed(bundle, 'CreateProjectRequest').properties, { extra })
  }

  expect(changesBetween(put(before), put(after)).breaking).not.toEqual([])
})

it('sees another type of a field that only a dependent schema declares', () => {
  const put = (type: string) => (bundle: LooseBundle) => {
    const dependent = { type: 'object', properties: { extra: { type } } }
    Object.assign(schemaNamed(bundle, 'CreateProjectRequest'), { dependentSchemas: { name: dependent } })
  }

  expect(changesBetween(put('boolean'), put('string')).breaking).not.toEqual([])
})
