import fc from 'fast-check'
import { expect } from 'vitest'
import type { JsonSchema } from '../src/contract/fields.ts'
import { tools } from '../src/tools/index.ts'
import { connect, type Profile } from './connect.ts'

/** Valid, nearly valid and invalid values. */
const texts = fc.oneof(
  fc.constantFrom(
    'DEMO',
    'DEMO-1',
    'DEMO-R-1',
    'DEMO-P-1',
    'DEMO-SG-1',
    'jane.doe@example.com',
    'Passed',
    'Regression Suite',
    'Booking',
  ),
  fc.constantFrom(
    '',
    ' ',
    '/',
    '..',
    '../..',
    '%',
    '%2e%2e',
    '__proto__',
    'constructor',
    '-1',
    '-R-',
    'DEMO-',
    'a-1',
    '\0',
    '\ud800',
    '‮',
  ),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ minLength: 5_000, maxLength: 6_000 }),
)

function valueFor(schema: JsonSchema): fc.Arbitrary<unknown> {
  const { type, enum: values, properties, items } = schema
  const fitting = Array.isArray(values)
    ? fc.constantFrom(...values)
    : type === 'string'
      ? texts
      : type === 'integer'
        ? fc.oneof(fc.integer({ min: 0, max: 600 }), fc.integer(), fc.double())
        : type === 'array'
          ? fc.array(valueFor(items as JsonSchema), { maxLength: 4 })
          : properties
            ? objectOf(properties as Record<string, JsonSchema>)
            : fc.object({ maxDepth: 2 })
  return fc.oneof({ weight: 12, arbitrary: fitting }, { weight: 1, arbitrary: fc.jsonValue() })
}

function objectOf(properties: Record<string, JsonSchema>): fc.Arbitrary<unknown> {
  const fields = Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, valueFor(schema)]))
  return fc.record(fields, { requiredKeys: [] })
}

const calls = fc.oneof(
  ...tools.map(({ name, inputSchema }) =>
    fc.tuple(fc.constant(name), objectOf(inputSchema.properties as Record<string, JsonSchema>)),
  ),
)

/** With any arguments, the outcome is a result or a failure of the tool, within the budget and without the key. */
export async function fuzz(profile: Profile, numRuns: number, seed: number): Promise<void> {
  const { call, api, client } = await connect({ profile, client: { retry: false } })
  await fc.assert(
    fc.asyncProperty(calls, async ([name, args]) => {
      const { isError, said, json } = await call(name, args as Record<string, unknown>)
      expect(said).not.toMatch(/The tool failed|Output validation error|TypeError|RangeError/)
      expect(said + json).not.toContain(api.apiKey)
      expect(Buffer.byteLength(json)).toBeLessThanOrEqual(24_000)
      expect(said.length).toBeLessThanOrEqual(4_500)
      expect(isError || json.length > 0).toBe(true)
    }),
    { numRuns, seed, endOnFailure: true },
  )
  expect((await client.listTools()).tools).toHaveLength(tools.length)
}
