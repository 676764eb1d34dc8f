import { describe, expect, test } from 'vitest'
import { assignment, assignPath, demo, start } from './start.ts'

const nobody = '00000000-0000-4000-8000-000000000000'
const valid = { user_id: demo.users[2], test_case_id: demo.cases[0] }
const json = (value: unknown): RequestInit => ({ body: JSON.stringify(value) })

describe('an entity that does not exist is 404, with its type and ID', () => {
  const path = (project: string, run: string) => `/projects/${project}/test_runs/${run}/assign_user`
  test.each([
    ['project', path(nobody, demo.run), json(valid), nobody],
    ['project', path('DEMO', demo.run), json(valid), 'DEMO'],
    ['test run', path(demo.project, nobody), json(valid), nobody],
    ['test run', path(demo.project, 'DEMO-R-3'), json(valid), 'DEMO-R-3'],
    ['test run', path(demo.project, 'R'.repeat(5000)), json(valid), `${'R'.repeat(100)}…`],
    ['test run', path(demo.project, '%F0%9F%90%9E'), json(valid), '🐞'],
    ['test run', path(demo.project, "'%20or%201=1--"), json(valid), "' or 1=1--"],
    ['user', assignPath, json({ ...valid, user_id: nobody }), nobody],
  ])('%s %#', async (entity, url, init, id) => {
    const { call } = await start()
    const message = `${entity} not found`
    expect(await call('PUT', url, init)).toMatchObject({
      status: 404,
      body: { message, errors: { code: 404, message, details: `${message} with ID: ${id}` } },
    })
  })

  test('test case, also if it is only missing in this run', async () => {
    const { call } = await start()
    expect(await call('PUT', assignPath, assignment(demo.users[0], nobody))).toMatchObject({
      status: 404,
      body: {
        message: 'test case not found',
        errors: { details: `test case not found in test run DEMO-R-1 with ID: ${nobody}` },
      },
    })
  })
})

describe('an invalid field is 422, with its name, what was expected and what was sent', () => {
  test.each([
    [{}, 'user_id: required; test_case_id: required'],
    [{ ...valid, user_id: undefined }, 'user_id: required'],
    [{ test_case_id: 'abc' }, 'user_id: required; test_case_id: must be a UUID, got "abc"'],
    [{ ...valid, user_id: 7 }, 'user_id: must be a UUID, got 7'],
    [{ ...valid, user_id: null }, 'user_id: must be a UUID, got null'],
    [{ ...valid, user_id: '' }, 'user_id: must be a UUID, got ""'],
    [{ ...valid, user_id: 'x'.repeat(200) }, `user_id: must be a UUID, got "${'x'.repeat(99)}…`],
    [{ ...valid, userId: 'x' }, 'userId: unknown field'],
    [[], 'body: must be an object, got []'],
    [null, 'body: must be an object, got null'],
    ['text', 'body: must be an object, got "text"'],
  ])('%j', async (body, details) => {
    const { call } = await start()
    expect(await call('PUT', assignPath, json(body))).toMatchObject({
      status: 422,
      body: { message: 'Unprocessable Content', errors: { code: 422, message: 'Unprocessable Content', details } },
    })
  })

  test.each([
    ['page_size=0', 'page_size: must be an integer of 1 or more, got 0'],
    ['page_size=-1', 'page_size: must be an integer of 1 or more, got -1'],
    ['page_size=', 'page_size: must be an integer of 1 or more, got ""'],
    ['page_size=1.5', 'page_size: must be an integer of 1 or more, got "1.5"'],
    ['page_size=ten', 'page_size: must be an integer of 1 or more, got "ten"'],
    ['page_size=1001', 'page_size: must be an integer from 1 to 1000, got 1001'],
    ['page_size=1e300', 'page_size: must be an integer of 1 or more, got "1e300"'],
    ['page_size=3000000000', 'page_size: must be an integer that fits into 32 bits, got 3000000000'],
    ['page_size=0x10&cursor=', 'page_size: must be an integer of 1 or more, got "0x10"; cursor: must be a string'],
    ['page_size=1&page_size=2', 'page_size: must be an integer of 1 or more, got ["1","2"]'],
    ['cursor=', 'cursor: must be a string of 1 or more characters, got ""'],
    ['cursor=a&cursor=b', 'cursor: must be a string of 1 or more characters, got ["a","b"]'],
    ['cursor=2', 'cursor: must be taken from page_info of this list, got "2"'],
    ['page_size=x&cursor=', 'cursor: must be a string'],
  ])('?%s', async (query, details) => {
    const { call } = await start()
    expect(await call('GET', `/users?${query}`)).toMatchObject({
      status: 422,
      body: { errors: { details: expect.stringContaining(details) } },
    })
  })
})

describe('a body that cannot be parsed is 400, and says what to send', () => {
  const contentType = (type: string) => ({ headers: { 'Content-Type': type } })
  test.each<[string, RequestInit, string]>([
    ['malformed JSON', { body: '{"user_id":' }, 'body: not valid JSON'],
    ['an empty body', { body: '' }, 'body: required, send it with Content-Type: application/json'],
    ['no body', {}, 'body: required, send it with Content-Type: application/json'],
    [
      'another type',
      { body: 'x', ...contentType('text/plain') },
      'Content-Type: must be application/json, got text/plain',
    ],
    ['an invalid content type', { body: '{}', ...contentType('json') }, 'Content-Type: must be application/json, got'],
    ['no type', { body: new Uint8Array([123, 125]), headers: {} }, 'Content-Type: must be application/json, got none'],
    ['a body that is too large', { body: `"${'x'.repeat(2 ** 20)}"` }, 'body: larger than 1 MiB'],
  ])('%s', async (_, init, details) => {
    const { server, call } = await start()
    const headers = { Authorization: `Bearer ${server.apiKey}`, 'Content-Type': 'application/json' }
    const merged = init.headers ? { ...init.headers, Authorization: headers.Authorization } : headers
    expect(await call('PUT', assignPath, { ...init, headers: merged })).toMatchObject({
      status: 400,
      body: { message: 'Bad Request', errors: { details: expect.stringContaining(details) } },
    })
  })

  test('a charset parameter is accepted', async () => {
    const { server, call } = await start()
    const headers = { Authorization: `Bearer ${server.apiKey}`, 'Content-Type': 'application/json; charset=utf-8' }
    expect(await call('PUT', assignPath, { ...json(valid), headers })).toMatchObject({ status: 200 })
  })
})

describe('an unknown route is 404', () => {
  test.each([
    ['GET', '/nothing'],
    ['GET', '/api/v1'],
    ['GET', '/api/v1/'],
    ['POST', '/users'],
    ['GET', '/Users'],
    ['OPTIONS', '/users'],
    ['DELETE', assignPath],
    ['GET', '/users/'],
  ])('%s %s', async (method, path) => {
    const { call } = await start()
    expect(await call(method, path)).toMatchObject({ status: 404, body: { code: 404, message: 'Not Found' } })
  })

  test('whatever its body is', async () => {
    const { call } = await start()
    expect(await call('POST', '/nothing', { body: '{' })).toMatchObject({ status: 404, body: { message: 'Not Found' } })
  })

  test('HEAD is not supported', async () => {
    const { server } = await start()
    const headers = { Authorization: `Bearer ${server.apiKey}` }
    expect(await server.fetch('http://tms.test/api/v1/users', { method: 'HEAD', headers })).toMatchObject({
      status: 404,
    })
  })

  test('a path that is not percent-encoded is 404', async () => {
    const { call } = await start()
    expect(await call('GET', '/api/v1/%zz')).toMatchObject({ status: 404 })
  })
})
