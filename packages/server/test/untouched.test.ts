import { describe, expect, test } from 'vitest'
import type { ProfileName } from '../src/index.ts'
import { exampleRequests } from './contract-examples.ts'
import { newDatabase } from './database.ts'
import { nobody } from './requests.ts'
import { demo, type Started, start } from './start.ts'

/** A value that no field accepts. */
const wrong = { wrong: true }

const writes = exampleRequests.filter(({ method }) => method !== 'GET')
const withJson = writes.filter(({ bodies }) => 'documented application/json' in bodies)

const profiles = [
  { profile: 'documented', invalid: 422 },
  { profile: 'observed', invalid: 400 },
] as const

describe.each(profiles)('$profile', ({ profile, invalid }) => {
  describe.each(withJson)('$operationId', ({ method, path, bodies }) => {
    const documented = JSON.parse(String(bodies['documented application/json'])) as Record<string, unknown>

    test('reports each field with a wrong type, and changes nothing', async () => {
      const { call, dump, before } = await startWithDump(profile)
      for (const field of Object.keys(documented)) {
        const body = JSON.stringify({ ...documented, [field]: wrong })
        await expectRefused(call(method, path, { body }), invalid, `${field}: must be`)
      }
      expect(await dump()).toBe(before)
    })

    test.each([
      ['an unknown field', JSON.stringify({ ...documented, extra: 1 }), invalid, 'extra: unknown field'],
      ['an array', JSON.stringify([documented]), invalid, 'body: must be an object'],
      ['null', 'null', invalid, 'body: must be an object, got null'],
      ['a truncated body', JSON.stringify(documented).slice(0, -1), 400, 'body: not valid JSON'],
      ['an empty body', '', 400, 'body: required'],
      [
        'a poisoned body',
        `${JSON.stringify(documented).slice(0, -1)},"__proto__":{"title":"x"}}`,
        invalid,
        '__proto__: unknown field',
      ],
      ['a body of two megabytes', JSON.stringify({ title: 'x'.repeat(2 ** 21) }), 400, 'body: larger than 1 MiB'],
    ])('refuses %s, and changes nothing', async (_, body, status, details) => {
      const { call, dump, before } = await startWithDump(profile)
      await expectRefused(call(method, path, { body }), status, details)
      expect(await dump()).toBe(before)
    })
  })
})

const inProject = exampleRequests.filter(({ path }) => path.includes(demo.project))
const anId = /(?<=^\/projects\/[^/]+\/.*)[0-9a-f]{8}-[0-9a-f-]{27}/

describe('finds nothing', () => {
  test.each(inProject)('in a project that does not exist: $operationId', async ({ method, path, bodies }) => {
    const { call, dump, before } = await startWithDump()
    await expectRefused(call(method, path.replace(demo.project, nobody), initOf(bodies)), 404, 'project not found')
    expect(await dump()).toBe(before)
  })

  test.each(inProject.filter(({ path }) => anId.test(path)))(
    'of another project, or that does not exist: $operationId',
    async ({ method, path, bodies }) => {
      const { call, dump, before } = await startWithDump()
      const elsewhere = path.replace(demo.project, demo.otherProject)
      await expectRefused(call(method, elsewhere, initOf(bodies)), 404, 'not found with ID')
      const unknown = path.replace(anId, nobody)
      await expectRefused(call(method, unknown, initOf(bodies)), 404, `not found with ID: ${nobody}`)
      expect(await dump()).toBe(before)
    },
  )
})

function initOf(bodies: (typeof exampleRequests)[number]['bodies']): RequestInit {
  const [body] = Object.values(bodies)
  return body === undefined ? {} : { body }
}

test.each(writes.filter(({ bodies }) => '' in bodies))(
  '$operationId has no body, so one that is sent is ignored',
  async ({ method, path }) => {
    const { server, call } = await start()
    const headers = { Authorization: `Bearer ${server.apiKey}`, 'Content-Type': 'text/plain' }
    expect(await call(method, path, { headers, body: '{' })).toMatchObject({ status: 200 })
  },
)

async function startWithDump(profile: ProfileName = 'documented') {
  const { options, dump } = await newDatabase()
  const { call } = await start({ ...options, profile, rateLimit: 0 })
  const before = await dump()
  expect(before).toContain(demo.run)
  return { call, dump, before }
}

async function expectRefused(response: ReturnType<Started['call']>, status: number, details: string): Promise<void> {
  expect(await response).toMatchObject({
    status,
    body: { errors: { code: status, details: expect.stringContaining(details) } },
  })
}
