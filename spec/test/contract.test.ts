import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  ContractError,
  encodePointer,
  joinPointer,
  jsonOf,
  needed,
  parsePointer,
  readCall,
  readContract,
  type Schema,
  valueAt,
  withoutOperations,
} from '../contract/index.ts'
import bundle from '../dist/openapi.json' with { type: 'json' }

const json = (schema: Schema) => ({ 'application/json': { schema } })
const ref = (kind: string, name: string) => ({ $ref: `#/components/${kind}/${name}` })
const text: Schema = { type: 'string' }

/** A contract with one path, `/things/{thing_id}`. */
function contractOf(pathItem: object, components: object = {}) {
  const document = { info: { title: 't', version: '1' }, paths: { '/things/{thing_id}': pathItem }, components }
  return readContract(document)
}

/** The only operation of such a contract, a GET. */
function operationOf(operation: object, components: object = {}) {
  const contract = contractOf({ get: { operationId: 'getThing', ...operation } }, components)
  return { contract, operation: contract.operation('getThing') }
}

describe('pointers', () => {
  const name = fc.string({ unit: fc.constantFrom('a', '~', '/', '%', '0', '1', '25', '{', 'é') })

  test('contain the names that they were built from', () => {
    for (const root of ['#', '']) {
      fc.assert(
        fc.property(fc.array(name), (names) => {
          expect(parsePointer(joinPointer(root, ...names))).toEqual(names)
        }),
      )
    }
    fc.assert(
      fc.property(fc.array(name), (names) => {
        const encoded = encodePointer(joinPointer('#', ...names))
        expect(encoded).toMatch(/^[#/\w.~%()*!'-]+$/)
        expect(parsePointer(encoded)).toEqual(names)
      }),
    )
  })

  test('stay readable', () => {
    expect(joinPointer('#/paths', '/things/{thing_id}', 'get')).toBe('#/paths/~1things~1{thing_id}/get')
    expect(encodePointer('#/paths/~1things~1{thing_id}')).toBe('#/paths/~1things~1%7Bthing_id%7D')
  })

  test('may be encoded as in a URI, or incorrectly', () => {
    expect(parsePointer('#/a%20b/%7Bid%7D/100%')).toEqual(['a b', '{id}', '100%'])
    expect(parsePointer('/a%20b')).toEqual(['a%20b'])
  })

  test('ignore inherited properties', () => {
    const document = { list: ['zero'], '': { a: null } }
    expect(valueAt(document, '#')).toBe(document)
    expect(valueAt(document, '#/list/0')).toBe('zero')
    expect(valueAt(document, '#//a')).toBe(null)
    for (const pointer of [
      '#/constructor',
      '#/__proto__',
      '#/list/length',
      '#/list/00',
      '#/list/-',
      '#/list/0/length',
    ]) {
      expect(valueAt(document, pointer), pointer).toBe(undefined)
    }
  })
})

describe('parameters', () => {
  const id = { name: 'thing_id', in: 'path', required: true, schema: text }
  const size = { name: 'size', in: 'query', schema: { type: 'integer' } }

  test('of the path apply to its operations, unless these have one with the same name and location', () => {
    const contract = contractOf({
      parameters: [id, size],
      get: {
        operationId: 'getThing',
        parameters: [
          { ...size, required: true },
          { ...id, in: 'query' },
        ],
      },
      delete: { operationId: 'deleteThing' },
    })
    const summary = contract.operations.map(({ parameters }) =>
      parameters.map(
        (each) => `${each.in} ${each.name} ${each.required} ${each.pointer.split('/').slice(3).join('/')}`,
      ),
    )
    expect(summary).toEqual([
      ['path thing_id true parameters/0', 'query size true get/parameters/0', 'query thing_id true get/parameters/1'],
      ['path thing_id true parameters/0', 'query size false parameters/1'],
    ])
  })

  test('may be chains of references with descriptions of their own', () => {
    const { operation } = operationOf(
      { parameters: [{ ...ref('parameters', 'Alias'), description: 'Which one' }] },
      {
        parameters: {
          Alias: { ...ref('parameters', 'Id'), description: 'An alias' },
          Id: { ...id, description: 'An id' },
        },
      },
    )
    expect(operation.parameters).toMatchObject([
      { name: 'thing_id', description: 'Which one', pointer: '#/components/parameters/Id', schema: text },
    ])
    expect(operation.parameters[0]?.schemaPointer).toBe('#/components/parameters/Id/schema')
  })

  test('may have their schema in a media type', () => {
    const { contract, operation } = operationOf({ parameters: [{ name: 'q', in: 'query', content: json(text) }] })
    const [parameter] = operation.parameters
    expect(parameter?.schema).toEqual(text)
    expect(contract.at(parameter?.schemaPointer ?? '')).toBe(parameter?.schema)
  })
})

describe('references', () => {
  test('to path items, with operations beside them', () => {
    const contract = contractOf(
      { ...ref('pathItems', 'Thing'), delete: { operationId: 'removeThing' } },
      {
        pathItems: {
          Thing: {
            parameters: [{ name: 'thing_id', in: 'path', required: true }],
            get: { operationId: 'getThing' },
            delete: { operationId: 'deleteThing' },
          },
        },
      },
    )
    expect(contract.operations.map(({ id, path, pointer }) => [id, path, pointer])).toEqual([
      ['removeThing', '/things/{thing_id}', '#/paths/~1things~1{thing_id}/delete'],
      ['getThing', '/things/{thing_id}', '#/components/pathItems/Thing/get'],
    ])
    expect(contract.operations.map(({ parameters }) => parameters.length)).toEqual([1, 1])
  })

  test('to bodies, responses, headers and examples', () => {
    const { contract, operation } = operationOf(
      {
        requestBody: ref('requestBodies', 'Thing'),
        responses: { 200: ref('responses', 'Thing'), 404: { description: 'None' } },
      },
      {
        requestBodies: { Thing: { required: true, content: json(text) } },
        responses: {
          Thing: {
            description: 'A thing',
            headers: { 'X-Id': ref('headers', 'Id') },
            content: {
              'text/plain': {},
              'application/problem+json': { schema: text, examples: { one: ref('examples', 'One') } },
            },
          },
        },
        headers: { Id: { required: true, schema: text } },
        examples: { One: { summary: 'The first', value: '1' } },
      },
    )
    expect(operation.requestBody).toMatchObject({ required: true, pointer: '#/components/requestBodies/Thing' })
    expect(operation.success).toBe(operation.responses.get('200'))
    expect(operation.success?.headers.get('X-Id')).toMatchObject({ required: true, pointer: '#/components/headers/Id' })
    const media = jsonOf(operation.success?.content ?? new Map())
    expect(media?.schemaPointer).toBe('#/components/responses/Thing/content/application~1problem+json/schema')
    expect(contract.at(media?.schemaPointer ?? '')).toEqual(text)
    expect(media?.examples).toEqual([
      { name: 'one', summary: 'The first', value: '1', pointer: '#/components/examples/One/value' },
    ])
  })

  test('with escapes in them', () => {
    const schemas = { 'a/b ~c': text, Alias: { $ref: '#/components/schemas/a~1b%20~0c' } }
    const { contract } = operationOf({}, { schemas })
    expect(contract.follow(ref('schemas', 'Alias'))).toEqual(text)
    expect(contract.target('#/components/schemas/Alias')).toBe('#/components/schemas/a~1b%20~0c')
  })

  test.each([
    [
      'to nothing',
      ref('parameters', 'None'),
      'The contract has nothing at #/components/parameters/None, which #/paths/~1things~1{thing_id}/get/parameters/0 refers to.',
    ],
    ['to inherited properties', ref('parameters', 'constructor'), 'nothing at #/components/parameters/constructor'],
    [
      'to themselves',
      { $ref: '#/components/parameters/Loop' },
      'The reference #/components/parameters/Loop leads back to itself.',
    ],
    ['to another file', { $ref: 'other.yaml#/Id' }, 'bundle it first'],
  ])('%s are an error with the location', (_, parameter, message) => {
    const components = { parameters: { Loop: ref('parameters', 'Pool'), Pool: ref('parameters', 'Loop') } }
    expect(() => operationOf({ parameters: [parameter] }, components)).toThrow(ContractError)
    expect(() => operationOf({ parameters: [parameter] }, components)).toThrow(message)
  })
})

describe('schemas', () => {
  const schemas = {
    Node: {
      type: 'object',
      required: ['id'],
      properties: { id: text, next: { ...ref('schemas', 'Node'), description: 'The next' } },
    },
    Named: { type: 'object', required: ['name'], properties: { name: text, note: text } },
    Both: { allOf: [ref('schemas', 'Node'), ref('schemas', 'Named')], required: ['note'] },
    Either: {
      oneOf: [ref('schemas', 'Named'), { required: ['name', 'note'], properties: { name: text, more: text } }],
    },
    More: { ...ref('schemas', 'Named'), description: 'With more', required: ['more'], properties: { more: text } },
    List: { type: 'array', items: ref('schemas', 'Named') },
  } satisfies Record<string, Schema>
  const { contract } = operationOf({}, { schemas })
  const resolved = (name: keyof typeof schemas) => contract.resolve(ref('schemas', name))
  const fields = (name: keyof typeof schemas) =>
    contract.fields(`#/components/schemas/${name}`).map((field) => field.name + (field.required ? '!' : ''))

  test('are resolved at any depth, up to a recursion', () => {
    const next = { title: 'Node', type: 'object', description: 'The next', recursive: true }
    expect(resolved('Node')).toEqual({ ...schemas.Node, title: 'Node', properties: { id: text, next } })
    expect(resolved('List')).toEqual({ title: 'List', type: 'array', items: { ...schemas.Named, title: 'Named' } })
    expect(resolved('Both').allOf?.map(({ title }) => title)).toEqual(['Node', 'Named'])
    expect(contract.follow(ref('schemas', 'List'))).toBe(schemas.List)
  })

  test('keep keywords beside a reference', () => {
    const expected = { title: 'More', description: 'With more', required: ['name', 'more'] }
    expect(resolved('More')).toMatchObject({ ...expected, type: 'object', properties: { name: text, more: text } })
    expect(contract.follow(ref('schemas', 'More'))).toMatchObject({ required: ['name', 'more'] })
  })

  test('have the fields of the schemas that they refer to and are composed of', () => {
    expect(fields('Node')).toEqual(['id!', 'next'])
    expect(fields('Both')).toEqual(['id!', 'next', 'name!', 'note!'])
    expect(fields('Either')).toEqual(['name!', 'note', 'more'])
    expect(fields('More')).toEqual(['more!', 'name!', 'note'])
    for (const name of Object.keys(schemas)) {
      for (const { pointer, schema } of contract.fields(`#/components/schemas/${name}`)) {
        expect(contract.at(pointer)).toBe(schema)
      }
    }
  })

  test('that contain themselves without a named schema in between are read', () => {
    const looped = operationOf(
      {},
      { schemas: { Loop: { allOf: [ref('schemas', 'Loop'), { properties: { a: text } }] } } },
    )
    expect(looped.contract.fields('#/components/schemas/Loop').map(({ name }) => name)).toEqual(['a'])
    expect(looped.contract.resolve(ref('schemas', 'Loop'))).toMatchObject({ allOf: [{ recursive: true }, {}] })
  })
})

describe('an operation', () => {
  test('inherits the settings of the document', () => {
    const document = {
      info: { title: 't', version: '1' },
      servers: [{ url: 'https://one.example' }],
      security: [{ key: [] }],
      paths: {
        '/a': { get: {}, post: { security: [], 'x-idempotent': true }, put: { security: [{ key: [] }, {}] } },
        '/b': { servers: [{ url: 'https://two.example' }], patch: { deprecated: true, 'x-sunset': '2027-01-31' } },
        'x-note': 'not a path',
      },
    }
    const { operations } = readContract(document)
    expect(operations.map((each) => [each.id, each.authenticated, each.idempotent, each.servers[0]?.url])).toEqual([
      ['get /a', true, true, 'https://one.example'],
      ['post /a', false, true, 'https://one.example'],
      ['put /a', false, true, 'https://one.example'],
      ['patch /b', true, false, 'https://two.example'],
    ])
    expect(operations[3]).toMatchObject({ deprecated: true, sunset: '2027-01-31', replacement: undefined })
  })

  test('of another document may lack required fields; the error appears when one is used', () => {
    const { contract, operation } = operationOf({ responses: { 404: { description: 'None' } } })
    expect(() => needed(operation, 'sdk')).toThrow('getThing has no x-sdk in the contract.')
    expect(() => needed(operation, 'success')).toThrow('getThing has no successful response in the contract.')
    expect(() => contract.operation('getThings')).toThrow('The contract has no operation getThings.')
  })

  test.each([
    ['an operation', { get: null }],
    ['parameters', { get: { parameters: 7 } }],
    ['responses', { get: { responses: { 200: { content: null, headers: null } } } }],
  ])('whose %s cannot be read is an error with the location', (_, pathItem) => {
    expect(() => contractOf(pathItem)).toThrow(ContractError)
    expect(() => contractOf(pathItem)).toThrow('does not follow OpenAPI, at #/paths/~1things~1{thing_id}/get or in')
  })

  test.each([[null], [[]], ['openapi'], [{ info: {} }], [{ paths: [] }]])('is not read from %j', (document) => {
    expect(() => readContract(document)).toThrow('Expected an OpenAPI document with "paths"')
  })
})

describe('a call', () => {
  const schemas = {
    Thing: { type: 'object', properties: { id: text } },
    Things: { type: 'array', items: ref('schemas', 'Thing') },
    Request: {
      allOf: [
        { required: ['name'], properties: { name: text } },
        { properties: { thing_id: { ...text, description: 'Which' } } },
      ],
    },
    Form: {
      type: 'object',
      properties: {
        data: { type: 'string', contentSchema: ref('schemas', 'Request') },
        comment: text,
        report: { type: 'string', format: 'binary' },
      },
      patternProperties: { '^file_[0-9]+$': { type: 'string', format: 'binary' } },
      required: ['report'],
    },
  }
  const envelope = (data: Schema): Schema => ({ type: 'object', properties: { message: text, data } })

  function callOf(method: string, operation: object, data?: Schema) {
    const responses = {
      200: { description: 'Done', ...(data && { content: json(envelope(data)) }) },
      401: { description: 'No' },
    }
    const contract = contractOf(
      {
        parameters: [{ name: 'thing_id', in: 'path', required: true, schema: text }],
        [method]: { operationId: 'work', 'x-sdk': { resource: 'things', method: 'work' }, responses, ...operation },
      },
      { schemas },
    )
    return readCall(contract, contract.operation('work'))
  }
  const named = (call: ReturnType<typeof callOf>) =>
    call.arguments.map(({ name, places, required }) => `${name}${required ? '!' : ''} ${places}`)

  test('has every argument once', () => {
    const call = callOf('put', { requestBody: { content: json(ref('schemas', 'Request')) } })
    expect(named(call)).toEqual(['thing_id! path,body', 'name! body'])
    expect(call).toMatchObject({ sdk: { resource: 'things', method: 'work' }, failures: ['401'] })
    expect(call.body).toMatchObject({
      json: { type: 'Request' },
      form: undefined,
      hasRequiredField: true,
      required: false,
    })
  })

  test('is sent as a form if there is one', () => {
    const content = { ...json(ref('schemas', 'Request')), 'multipart/form-data': { schema: ref('schemas', 'Form') } }
    const call = callOf('post', { requestBody: { required: true, content } })
    expect(named(call)).toEqual([
      'thing_id! path,body',
      'name! body',
      'comment form',
      'report! form',
      '^file_[0-9]+$ form',
    ])
    expect(call.body?.json).toMatchObject({
      type: 'Request',
      schemaPointer: '#/components/schemas/Form/properties/data/contentSchema',
    })
    expect(call.body?.form?.jsonPart).toBe('data')
    expect(call.body?.form?.files.map(({ name, isPattern, required }) => [name, isPattern, required])).toEqual([
      ['report', false, true],
      ['^file_[0-9]+$', true, false],
    ])
  })

  test.each([
    ['a page of a list itself', 'get', ref('schemas', 'Things'), 'page', [[undefined, 'Thing', true]]],
    [
      'a page under a key',
      'get',
      { properties: { things: ref('schemas', 'Things') } },
      'page',
      [['things', 'Thing', true]],
    ],
    ['an entity', 'get', { properties: { thing: ref('schemas', 'Thing') } }, 'entity', [['thing', 'Thing', false]]],
    [
      'an entity with a description',
      'get',
      { properties: { thing: { allOf: [ref('schemas', 'Thing')] } } },
      'entity',
      [['thing', 'Thing', false]],
    ],
    ['several', 'put', { properties: { things: ref('schemas', 'Things') } }, 'entity', [['things', 'Thing', true]]],
    [
      'one without a name',
      'get',
      { properties: { thing: { type: 'object' } } },
      'entity',
      [['thing', undefined, false]],
    ],
  ] as const)('returns %s', (_, method, data, kind, entities) => {
    const { result } = callOf(method, {}, data as unknown as Schema)
    expect(result.kind).toBe(kind)
    expect(result.kind === 'done' ? [] : result.entities.map(({ key, type, isList }) => [key, type, isList])).toEqual(
      entities,
    )
  })

  test('has no result if there is no data', () => {
    expect(callOf('delete', {}).result).toEqual({ kind: 'done' })
  })
})

describe('our own contract', () => {
  const contract = readContract(bundle)

  test('can be read completely, and every pointer resolves to its part', () => {
    for (const operation of contract.operations) {
      expect(contract.at(operation.pointer)).toBe(operation.definition)
      for (const field of ['tag', 'summary', 'description', 'sdk', 'provenance', 'success'] as const)
        needed(operation, field)
      for (const { schema, schemaPointer, examples } of operation.parameters) {
        expect(contract.at(schemaPointer)).toBe(schema)
        for (const { pointer, value } of examples) expect(contract.at(pointer)).toBe(value)
      }
      const bodies = [operation.requestBody, ...operation.responses.values()].flatMap((part) => [
        ...(part?.content.values() ?? []),
      ])
      for (const { schema, schemaPointer, examples } of bodies) {
        expect(contract.at(schemaPointer)).toBe(schema)
        for (const { pointer, value } of examples) expect(contract.at(pointer)).toBe(value)
      }
    }
    expect(contract.operations.length).toBe(JSON.stringify(bundle).split('"operationId":').length - 1)
  })

  test('has a named type for every result and body', () => {
    const calls = contract.operations.map((operation) => readCall(contract, operation))
    for (const { sdk, result, body } of calls) {
      const types = result.kind === 'done' ? [] : result.entities.map(({ type }) => type)
      expect([...types, ...(body?.json ? [body.json.type] : [])], `${sdk.resource}.${sdk.method}`).not.toContain(
        undefined,
      )
    }
    expect(new Set(calls.map(({ result }) => result.kind))).toEqual(new Set(['page', 'entity', 'done']))
  })

  test('has no references left after it is resolved', () => {
    for (const [name, schema] of contract.schemas) {
      expect(JSON.stringify(contract.resolve(schema)), name).not.toContain('$ref')
    }
  })
})

describe('a document without some operations', () => {
  const schemas = {
    Used: { properties: { inside: ref('schemas', 'Inside') } },
    Inside: text,
    Both: text,
    'Only this': { items: { $ref: '#/components/schemas/Nested/properties/a' } },
    Nested: { properties: { a: text } },
    Unused: text,
  }
  const operation = (id: string, ...names: string[]) => ({
    operationId: id,
    responses: { 200: { description: id, content: json({ anyOf: names.map((name) => ref('schemas', name)) }) } },
  })
  const document = {
    info: { title: 't', version: '1' },
    paths: {
      '/kept': { get: operation('keep', 'Used', 'Both') },
      '/gone': { get: operation('leave', 'Only%20this', 'Both') },
    },
    components: { schemas },
  }

  test('lacks their paths and the components that only they used', () => {
    const { paths, components } = withoutOperations(readContract(document).document, new Set(['leave']))
    expect(Object.keys(paths)).toEqual(['/kept'])
    expect(Object.keys(components?.schemas ?? {})).toEqual(['Used', 'Inside', 'Both', 'Unused'])
  })
})
