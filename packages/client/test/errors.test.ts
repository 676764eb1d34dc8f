import { describe, expect, it } from 'vitest'
import {
  ApiError,
  AuthenticationError,
  createClient,
  NotFoundError,
  PermissionError,
  RateLimitError,
  ServerError,
  TestsigmaError,
  ValidationError,
} from '../src/index.ts'
import { responding } from './responses.ts'

const apiKey = 'key-that-must-not-show'
const baseUrl = 'http://127.0.0.1:9/api/v1'

function failing(status: number, body: unknown): ReturnType<typeof createClient> {
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  return createClient({ apiKey, baseUrl, retry: false, fetch: responding(new Response(text, { status })).fetch })
}

const assignment = { project_id: 'p', test_run_id: 'r', user_id: "it's me", test_case_id: 'c' }

describe('the class depends on the response', () => {
  it.each([
    [400, { message: 'Bad Request' }, ValidationError],
    [401, { code: 401, message: 'Authorization header required' }, AuthenticationError],
    [403, { message: 'no' }, PermissionError],
    [404, { code: 404, message: 'Not Found' }, NotFoundError],
    [422, { message: 'Unprocessable Content' }, ValidationError],
    [429, { message: 'slow down' }, RateLimitError],
    [500, { message: 'rate limit exceeded' }, RateLimitError],
    [500, { message: 'internal server error' }, ServerError],
    [502, '<html>Bad Gateway</html>', ServerError],
    [503, '', ServerError],
    [418, { message: 'teapot' }, ApiError],
  ])('%i %j', async (status, body, ErrorClass) => {
    const error = await failing(status, body).users.list().catch(Object)

    expect(error.constructor).toBe(ErrorClass)
    expect(error).toBeInstanceOf(TestsigmaError)
    expect(error).toMatchObject({ status, name: ErrorClass.name, operationId: 'listUsers' })
  })

  it('quotes what the API said about the input', async () => {
    const body = { message: 'Bad Request', errors: { code: 400, message: 'Bad Request', details: 'user_id: required' } }

    await expect(failing(400, body).users.list()).rejects.toMatchObject({
      message: `GET ${baseUrl}/users returned 400: user_id: required`,
      details: 'user_id: required',
      code: 400,
      body,
    })
  })

  it('keeps the status when the body is not JSON, and quotes its beginning', async () => {
    const error = await failing(503, '<html>'.padEnd(5000, 'x')).users.list().catch(Object)

    expect(error.status).toBe(503)
    expect(error.message.length).toBeLessThan(300)
  })
})

describe('a success without the promised content', () => {
  it.each([
    ['<!doctype html><title>Sign in</title>', /returned 200 without data: <!doctype html>/],
    ['{"message":"","data":', /returned 200 without data: \{"message"/],
    ['', /returned 200 without data\.$/],
    ['null', /returned 200 without data: null/],
    ['{"message":""}', /returned 200 without data: \{/],
  ])('%s', async (body, message) => {
    const call = failing(200, body).users.list()

    await expect(call).rejects.toThrow(ApiError)
    await expect(call).rejects.toThrow(message)
  })

  it('names the field of the entity', async () => {
    const call = failing(200, { message: '', data: { test_run: {} } }).testRuns.assignUser(assignment)

    await expect(call).rejects.toThrow(/without data\.test_run_case/)
  })
})

describe('the key', () => {
  it('is in no error and in no part of one', async () => {
    const error = await failing(404, { message: 'x' }).testRuns.assignUser(assignment).catch(Object)
    const { inspect } = await import('node:util')

    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain(apiKey)
    expect(JSON.stringify(error)).not.toContain(apiKey)
    expect(error.toCurl()).not.toContain(apiKey)
  })

  it('is not shown when a client is printed', async () => {
    const { inspect } = await import('node:util')

    expect(inspect(failing(404, {}), { depth: 10, showHidden: true })).not.toContain(apiKey)
  })
})

it.each([
  ['plain.xml', '@plain.xml'],
  ['a;type=b,c.xml', '@"a;type=b,c.xml"'],
  ['say "hi".xml', '@"say \\"hi\\".xml"'],
])('gives a curl command that sends the file %s', async (name, argument) => {
  const junit_xml = new File(['<x/>'], name)
  const error = await failing(404, {})
    .junitImports.create({ project_id: 'p', test_run_id: 'r', junit_xml })
    .catch(Object)

  expect(error.toCurl()).toContain(`-F 'junit_xml=${argument}'`)
})

it('gives a curl command that a shell can run', async () => {
  const error = await failing(404, { message: 'x' }).testRuns.assignUser(assignment).catch(Object)

  expect(error.toCurl()).toBe(
    [
      `curl -X PUT '${baseUrl}/projects/p/test_runs/r/assign_user' \\`,
      '  -H "Authorization: Bearer $TESTSIGMA_API_KEY" \\',
      `  -H 'Content-Type: application/json' \\`,
      `  -d '{"user_id":"it'\\''s me","test_case_id":"c"}'`,
    ].join('\n'),
  )
})
