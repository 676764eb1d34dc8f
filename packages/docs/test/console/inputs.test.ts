import type { Json } from '@testsigma-tms/spec/contract'
import { Ajv2020 } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  documentOf,
  type Entry,
  entryOf,
  isNullable,
  nextName,
  type Presence,
  typeOf,
} from '../../src/console/entries.ts'
import type { Schema } from '../../src/console/operation.ts'
import { problemsOf } from '../../src/console/problems.ts'
import { bodyOf, formOf, problemsOfForm, requestOf } from '../../src/console/request.ts'
import { valueIn, withInputs } from '../../src/console/values.ts'
import { consoleOperations, inventedSchema } from './operations.ts'

const ajv = new Ajv2020({ strict: false })
addFormats.default(ajv)

const baseUrl = 'http://127.0.0.1:4010/api/v1'
const texts = [
  '',
  ' ',
  'a',
  'aaa',
  'abcdef',
  '🧪🧪',
  '0',
  '1',
  '-1',
  '9.5',
  '1e2',
  '2147483648',
  '99999999999999999999',
  'true',
]
const uuid = 'c47ade67-0543-4582-a4a5-b7de447c94f5'
const text = fc.oneof(fc.constantFrom(...texts, uuid, uuid.toUpperCase(), uuid.replace('-', '')), fc.string())

/** Mostly valid texts: with random ones for every field, no document would be valid. */
function textFor({ format, minLength = 0, ...schema }: Schema): fc.Arbitrary<string> {
  if (format === 'uuid') return fc.oneof({ arbitrary: fc.constant(uuid), weight: 9 }, text)
  const { pattern, examples = [] } = schema
  if (pattern !== undefined && examples.length > 0) {
    return fc.oneof({ arbitrary: fc.constantFrom(...examples.map(String)), weight: 9 }, text)
  }
  const right =
    typeOf(schema) === 'string' ? fc.constantFrom('aaa', 'a-1'.padEnd(minLength, '1')) : fc.nat(9).map(String)
  return fc.oneof({ arbitrary: right, weight: 9 }, text)
}

/** Everything that can be entered in the inputs of a schema. */
function typed(schema: Schema, presence: Presence): fc.Arbitrary<Entry> {
  const entry = entryOf(schema, undefined, presence)
  switch (entry.kind) {
    case 'text':
      return fc
        .record({ text: textFor(schema), isNull: isNullable(schema) ? fc.boolean() : fc.constant(false) })
        .map((typed) => ({ ...entry, ...typed }))
    case 'choice':
      return fc
        .constantFrom(...entry.options, ...(presence === 'optional' ? [undefined] : []))
        .map((chosen) => ({ ...entry, chosen }))
    case 'list':
      return fc
        .record({ isSent: sending(presence), items: fc.array(typed(schema.items ?? {}, 'item'), { maxLength: 3 }) })
        .map((filled) => ({ ...entry, ...filled }))
    case 'group': {
      const fields = Object.entries(schema.properties ?? {}).map(([name, property]) =>
        typed(property, schema.required?.includes(name) ? 'required' : 'optional').map((field): [string, Entry] => [
          name,
          field,
        ]),
      )
      return fc
        .record({ isSent: sending(presence), fields: fc.tuple(...fields) })
        .map(({ isSent, fields }) => ({ ...entry, isSent, fields: new Map(fields) }))
    }
    case 'document':
      return fc.json().map((raw) => ({ ...entry, raw }))
    case 'file':
      return fc.constant(entry)
  }
}

function sending(presence: Presence): fc.Arbitrary<boolean> {
  return presence === 'optional' ? fc.boolean() : fc.constant(true)
}

const documents: [name: string, schema: Schema][] = [
  ['invented', inventedSchema],
  ...consoleOperations.flatMap(([operationId, { bodies }]) =>
    bodies.flatMap(({ mediaType, schema }): [string, Schema][] => {
      const document = mediaType === 'application/json' ? schema : schema.properties?.data?.contentSchema
      return document ? [[`${operationId} ${mediaType}`, document]] : []
    }),
  ),
]

describe.each(documents)('the inputs of %s', (_, schema) => {
  const isValid = ajv.compile(schema)

  it('find problems exactly where the contract does, whatever is typed', () => {
    const verdicts = new Set<boolean>()
    fc.assert(
      fc.property(typed(schema, 'required'), (entry) => {
        const value = JSON.parse(JSON.stringify(valueIn(entry) ?? null))
        expect(problemsOf(entry, []).length === 0, JSON.stringify(value)).toBe(isValid(value))
        verdicts.add(isValid(value))
      }),
      { numRuns: 60, seed: 20_261_122 },
    )
    expect(verdicts).toContain(true)
  })

  it('round-trip through JSON', () => {
    fc.assert(
      fc.property(typed(schema, 'required'), (entry) => {
        const value = valueIn(entry) as Json
        const raw = JSON.stringify(value)
        const again = withInputsIfPossible(schema, raw)
        // What was entered in an unsuitable input, such as a string that looks like a number, stays JSON.
        if (again) expect(valueIn(again)).toEqual(value)
        else expect(problemsOf(entry, [])).not.toEqual([])
      }),
      { numRuns: 60, seed: 20_261_122 },
    )
  })
})

function withInputsIfPossible(schema: Schema, raw: string): Entry | undefined {
  try {
    return withInputs({ ...documentOf(schema, undefined, 'required'), raw })
  } catch {
    return undefined
  }
}

describe('JSON as typed', () => {
  const document = documentOf(inventedSchema, undefined, 'required')

  it.each([
    ['a field without an input', '{"unknown":1}'],
    ['null where it is not allowed', '{"title":null}'],
    ['a list instead of a string', '{"title":["a"]}'],
    ['an empty string that would be omitted', '{"note":""}'],
    ['not an object', '[]'],
  ])('stays text if it contains %s', (_, raw) => {
    expect(() => withInputs({ ...document, raw })).toThrow('The form cannot represent all of this JSON')
  })

  it('stays text if it is invalid', () => {
    expect(() => withInputs({ ...document, raw: '{' })).toThrow(SyntaxError)
    const [problem, ...others] = problemsOf({ ...document, raw: '{' }, ['body'])
    expect(problem).toMatchObject({ path: ['body'], message: expect.stringContaining('must be JSON: ') })
    expect(others).toEqual([])
  })

  it('is validated like the inputs that could represent it', () => {
    const raw = '{"urgent":true,"kind":"A","steps":[{"text":"a","order":"x"}]}'
    expect(problemsOf({ ...document, raw }, ['body'])).toEqual([
      { path: ['body', 'title'], message: 'required' },
      { path: ['body', 'steps', 0, 'order'], message: 'must be an integer' },
    ])
  })
})

describe.each(consoleOperations)('the console of %s', (_, operation) => {
  it('is filled in with a valid request', () => {
    const form = formOf(operation)
    expect(problemsOfForm(form)).toEqual([])
    expect(requestOf(operation, baseUrl, form).url).toMatch(/^http:\/\/127\.0\.0\.1:4010\/api\/v1(\/[^/{}?]+)+$/)
  })

  it('shows every example of the body as inputs, and sends exactly that', async () => {
    for (const body of operation.bodies) {
      for (const { name, value } of body.examples) {
        const form = { ...formOf(operation), body: bodyOf(body, name) }
        expect(problemsOfForm(form), name).toEqual([])
        const sent = requestOf(operation, baseUrl, form).body
        if (sent && 'text' in sent) expect(JSON.parse(sent.text)).toEqual(value)
        else expect(await asObject(sent?.parts ?? [])).toEqual(parsedParts(value))
      }
    }
  })
})

async function asObject(parts: ({ name: string; text: string } | { name: string; file: File })[]) {
  const pairs = parts.map(async (part) => [part.name, 'file' in part ? await part.file.text() : JSON.parse(part.text)])
  return Object.fromEntries(await Promise.all(pairs))
}

function parsedParts(value: Json): object {
  return Object.fromEntries(
    Object.entries(value as Record<string, string>).map(([name, part]) => [
      name,
      name === 'data' ? JSON.parse(part) : part,
    ]),
  )
}

describe('requestOf', () => {
  const [, operation] = consoleOperations.find(([operationId]) => operationId === 'listTestCases') ?? []
  if (!operation) throw new Error('listTestCases is missing')

  it('puts every text in the right place, whatever it is', () => {
    const plain = fc.string({ unit: 'binary', minLength: 1 }).map((text) => text.toWellFormed())
    fc.assert(
      fc.property(plain, plain, (id, search) => {
        fc.pre(!['.', '..'].includes(id))
        const form = formOf(operation)
        fill(form.path.get('project_id'), id)
        fill(form.query.get('search'), search)
        const url = new URL(requestOf(operation, `${baseUrl}/`, form).url)
        expect(url.pathname.split('/').map(decodeURIComponent)).toEqual(['', 'api', 'v1', 'projects', id, 'test_cases'])
        expect([...url.searchParams]).toEqual([['search', search]])
        expect(url.hash).toBe('')
      }),
      { seed: 20_261_122 },
    )
  })

  it.each(['.', '..'])('refuses %s in the path, which would lead elsewhere', (dots) => {
    const form = formOf(operation)
    fill(form.path.get('project_id'), dots)
    expect(problemsOfForm(form)).toContainEqual(
      expect.objectContaining({ path: ['path', 'project_id'], isFinal: true }),
    )
  })
})

function fill(entry: Entry | undefined, text: string): void {
  if (entry?.kind !== 'text') throw new Error('That is no text')
  entry.text = text
}

describe('nextName', () => {
  it.each([
    ['attachments_0_0', [], 'attachments_0_0'],
    ['attachments_0_0', ['attachments_0_0', 'attachments_0_1'], 'attachments_0_2'],
    ['file', ['file0'], 'file1'],
  ])('of %s after %j is %s', (example, taken, name) => {
    expect(nextName(example, taken)).toBe(name)
  })
})

it('typeOf knows one type besides null', () => {
  expect([
    typeOf({ type: 'string' }),
    typeOf({ type: ['null', 'integer'] }),
    typeOf({ type: ['string', 'integer'] }),
    typeOf({}),
  ]).toEqual(['string', 'integer', undefined, undefined])
})
