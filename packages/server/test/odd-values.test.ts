import { describe, expect, inject, test } from 'vitest'
import { exampleRequests } from './contract-examples.ts'
import { start } from './start.ts'

const texts = ['', '\u0000', '\ud800🐞', "' or 1=1 --", 'x'.repeat(10_000)]
const numbers = [0, -1, 0.1, 1e17, 1e308, 2 ** 31, 8_640_000_000_000_001]
const others = [null, [], [null], { length: 1 }]
const odd: unknown[] = [...texts, ...numbers, ...others]

const withJson = exampleRequests.filter(({ bodies }) => 'documented application/json' in bodies)

const profiles = [
  ['documented', [200, 201, 404, 422], [200, 422]],
  ['observed', [200, 201, 400, 404], [200, 400]],
] as const

// Profiles differ only in what they show, so one profile is enough for the second database.
describe.each(inject('database') === 'postgres' ? profiles.slice(0, 1) : profiles)(
  '%s',
  (profile, ofBodies, ofQueries) => {
    test.each(withJson)(
      '$operationId conforms to the contract, whatever a field contains',
      async ({ method, path, bodies }) => {
        const { call } = await start({ profile, rateLimit: 0 })
        const documented = JSON.parse(String(bodies['documented application/json'])) as object
        for (const body of variations(documented)) {
          const { status } = await call(method, path, { body: JSON.stringify(body) })
          expect(ofBodies, JSON.stringify(body).slice(0, 1000)).toContain(status)
        }
      },
    )

    test.each(exampleRequests.filter(({ method }) => method === 'GET'))(
      '$operationId conforms to the contract, whatever its path and query contain',
      async ({ path }) => {
        const { call } = await start({ profile, rateLimit: 0 })
        const words = ['', '%00', '%ff', '%F0%9F%90%9E', "'%20or%201=1--", 'x'.repeat(5000), '1e999']
        const names = ['page_size', 'size', 'page', 'cursor', 'next', 'search', 'folder_id', 'test_plan_id']
        const filters = ['name__NEQ', 'name__CONTAINS', 'title__CONTAINS', '__proto__', 'constructor']
        for (const word of words) {
          for (const name of [...names, ...filters]) {
            const { status } = await call('GET', `${path}?${name}=${word}`)
            expect(ofQueries, `${name}=${word}`).toContain(status)
          }
          const { status } = await call('GET', path.replace(/[^/]+$/, `${word}`))
          expect(status, word).toBeLessThan(500)
        }
      },
    )
  },
)

/** The value with each of its parts, one at a time, replaced by each odd value. */
function* variations(value: unknown): Generator<unknown> {
  yield* odd
  if (typeof value !== 'object' || value === null) return
  for (const [key, part] of Object.entries(value)) {
    for (const variation of variations(part)) {
      yield Array.isArray(value) ? value.with(Number(key), variation) : { ...value, [key]: variation }
    }
  }
}
