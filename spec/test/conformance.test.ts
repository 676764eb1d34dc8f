import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createExchangeChecker, createSchemaChecker } from '../conformance/index.ts'
import { isObject, type Json, type JsonObject, readContract } from '../contract/index.ts'
import { documentedExamples } from '../examples/index.ts'
import { nameOfField, safePointer } from '../schema/index.ts'
import { contract } from './bundled.ts'

const seed = { seed: 20261122, numRuns: 300 }
const all = documentedExamples(contract)
const bundle = createSchemaChecker(contract)

/** All problems of a value, as one string. */
function problems(schema: string, value: Json): string {
  return JSON.stringify(bundle.problems(schema, value))
}

/** The paths of all objects in a value. */
function objectsIn(value: Json, way: (string | number)[] = []): (string | number)[][] {
  if (Array.isArray(value)) return value.flatMap((part, index) => objectsIn(part, [...way, index]))
  if (!isObject(value)) return []
  return [way, ...Object.entries(value).flatMap(([name, part]) => objectsIn(part, [...way, name]))]
}

function withField(value: Json, way: (string | number)[], field: string, content: Json): Json {
  const copy = structuredClone(value)
  const owner = way.reduce<Json>((node, step) => (node as JsonObject)[step] as Json, copy) as JsonObject
  owner[field] = content
  return copy
}

/** Objects whose content no source specifies, so the contract does not, either. */
const OPEN = ['assignee', 'test_run_status_summary']

describe('a field that the contract does not declare', () => {
  test('is detected in every object of every example', () => {
    let added = 0
    for (const { schema, pointer, value } of all) {
      for (const way of objectsIn(value).filter((steps) => !steps.some((step) => OPEN.includes(String(step))))) {
        const found = problems(schema, withField(value, way, 'undeclared_field', 'x'))
        expect(found, `${pointer} at ${way.join('.')}`).toContain('undeclared undeclared_field')
        added += 1
      }
    }
    expect(added).toBeGreaterThan(300)
  })

  test('is described without its value, and without names that may be personal data', () => {
    const secret = fc.string({ minLength: 8 }).filter((text) => /[^\w$. -]/.test(text) && text.trim().length > 6)
    const place = fc.constantFrom(...all.filter(({ value }) => objectsIn(value).length > 0)).chain((example) => {
      return fc.record({ example: fc.constant(example), way: fc.constantFrom(...objectsIn(example.value)) })
    })
    fc.assert(
      fc.property(place, secret, fc.boolean(), ({ example, way }, text, isName) => {
        const [name, content] = isName ? [text, 'x'] : ['undeclared_field', text]
        expect(problems(example.schema, withField(example.value, way, name, content))).not.toContain(text)
      }),
      seed,
    )
  })
})

test.each([
  '06-12-34-56-78',
  'ssn_123456789',
  '4915112345678',
  'AKIAIOSFODNN7EXAMPL2345',
  'sk_live_dGhJKlMnoPqRsTuVwXyZabCd',
  'eyJhbGciOiJIUzI1NiJ9',
  'DE89370400440532013000',
  'Zm9vYmFyQmF6UXV4',
  'jane.roe@example.com',
  '192.168.0.17',
])('a map key such as %s is not quoted', (key) => {
  expect(nameOfField(key)).toBe('*')
  expect(safePointer(`/data/${key}/0`)).toBe('/data/*/0')
})

test.each(['page_info', 'createdAt', 'attachments_0_10', 'iconURL', '_links', 'x-total-count', 'status2'])(
  'a field such as %s is reported',
  (name) => {
    expect(nameOfField(name)).toBe(name)
  },
)

describe('schemas that are composed of others', () => {
  const named = (name: string) => ({ type: 'object', required: [name], properties: { [name]: { type: 'string' } } })
  const schemas = {
    Cat: { ...named('purr'), properties: { purr: { type: 'string' }, home: { $ref: '#/components/schemas/Home' } } },
    Dog: named('bark'),
    Home: named('city'),
    Both: { allOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] },
    Either: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }] },
    Open: { anyOf: [{ type: 'object' }, { type: 'null' }] },
    More: { $ref: '#/components/schemas/Dog', properties: { age: { type: 'integer' } } },
    Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } },
    Form: {
      type: 'object',
      properties: { data: { type: 'string', contentSchema: { $ref: '#/components/schemas/Dog' } } },
    },
  }
  const checker = createSchemaChecker(readContract({ paths: {}, components: { schemas } }))
  const got = (schema: keyof typeof schemas, value: unknown) =>
    checker.problems(`#/components/schemas/${schema}`, value).map((problem) => `${problem.at} ${problem.got}`)

  test.each<[keyof typeof schemas, unknown, string[]]>([
    ['Both', { purr: '', bark: '' }, []],
    ['Both', { purr: '', bark: '', wings: 2 }, [' the undeclared field "wings", an integer']],
    [
      'Both',
      { purr: '', bark: '', home: { city: '', street: '' } },
      ['/home the undeclared field "street", an empty string'],
    ],
    ['Both', { purr: '' }, [' no such field']],
    ['Either', { purr: '' }, []],
    ['Either', { bark: '', wings: true }, [' the undeclared field "wings", true or false']],
    ['Either', { bark: 7 }, ['/bark an integer']],
    ['Either', { purr: '', bark: '' }, [' an object']],
    ['Open', { anything: 1 }, []],
    ['Open', null, []],
    ['More', { bark: '', age: 3 }, []],
    ['More', { bark: '', wings: null }, [' the undeclared field "wings", null']],
    ['Node', { next: { next: { wings: [] } } }, ['/next/next the undeclared field "wings", an empty array']],
    ['Form', { data: '{"bark":""}' }, []],
    ['Form', { data: '{"bark":"","wings":1.5}' }, ['/data the undeclared field "wings", a number with a fraction']],
    ['Form', { data: 'no JSON' }, ['/data a string of 7 characters']],
  ])('%s %j', (schema, value, expected) => {
    expect(got(schema, value)).toEqual(expected)
  })
})

describe('an exchange', () => {
  const checker = createExchangeChecker(contract)
  const address = 'https://tms.test/api/v1'
  const check = (path: string, status: number, headers = {}, body = '{"message":"","data":[]}', method = 'GET') =>
    checker.check(
      {
        request: { method, url: `https://tms.test${path}`, headers: new Headers(), body: undefined },
        response: {
          status,
          headers: new Headers({ 'content-type': 'application/json', ...headers }),
          body: new TextEncoder().encode(body),
        },
      },
      [address],
    )

  test.each<[string, number, string]>([
    ['/api/v1/users', 200, 'compared'],
    ['/api/v1/users', 301, 'redirect'],
    ['/api/v1/nothing', 404, 'unknown to both'],
    ['/api/v1/nothing', 200, 'undeclared'],
    ['/api/v10/users', 200, 'foreign'],
    ['/users', 200, 'foreign'],
  ])('with %s and the response %i is %s', async (path, status, kind) => {
    expect(await check(path, status, { location: 'https://elsewhere.test/' })).toMatchObject({ kind })
  })

  test('finds the operation with the fewest parameters, and accepts any id', () => {
    expect(checker.find('GET', '/test_cases/types')?.id).toBe('listTestCaseTypes')
    expect(checker.find('GET', '/projects/DEMO%2F1/test_runs/DEMO-R-1')?.id).toBe('getTestRun')
    expect(checker.find('PATCH', '/users')).toBeUndefined()
  })

  test('may have headers of networks, but no undeclared header of the API', async () => {
    const network = { 'x-amz-cf-id': 'a', 'x-cache': 'HIT', 'x-powered-by': 'b', 'x-frame-options': 'DENY' }
    expect(await check('/api/v1/users', 200, network)).toMatchObject({ kind: 'compared', response: [] })

    for (const name of ['x-tms-api-window', 'x-ratelimit-limit', 'ratelimit', 'retry-after', 'deprecation']) {
      const verdict = await check('/api/v1/users', 200, { [name]: 'a' })
      expect(verdict, name).toMatchObject({ response: [{ got: expect.stringContaining(name) }] })
    }
  })
})
