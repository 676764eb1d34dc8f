import { describe, expect, test } from 'vitest'
import { createServer, InvalidKeyError } from '../src/index.ts'
import { assignPath, start } from './start.ts'

describe.each([
  ['GET', '/users'],
  ['PUT', assignPath],
  ['GET', '/nothing'],
  ['OPTIONS', '/users'],
  ['POST', '/api/v1'],
  ['GET', '/api/v1'],
])('%s %s', (method, path) => {
  test('without a key is 401, whatever else is invalid', async () => {
    const { call } = await start()
    expect(await call(method, path, { headers: {} })).toMatchObject({
      status: 401,
      body: { code: 401, message: 'Authorization header required: send "Authorization: Bearer <API_KEY>"' },
    })
  })

  test.each(['Bearer wrong', 'Bearer', 'Bearer  ', 'Basic dXNlcjpwYXNz', 'wrong', 'Bearer wrong wrong'])(
    'with "%s" is 401',
    async (authorization) => {
      const { call } = await start()
      expect(await call(method, path, { headers: { Authorization: authorization } })).toMatchObject({
        status: 401,
        body: { code: 401, message: 'The Authorization header does not contain a known API key' },
      })
    },
  )
})

test('a body is not read before the key is checked', async () => {
  const { call } = await start()
  const headers = { 'Content-Type': 'application/json' }
  expect(await call('PUT', assignPath, { body: '{', headers })).toMatchObject({ status: 401 })
})

test.each(['Bearer', 'bearer', 'BEARER'])('the scheme may be written %s', async (scheme) => {
  const { server, call } = await start()
  const headers = { Authorization: `${scheme} ${server.apiKey}` }
  expect(await call('GET', '/users', { headers })).toMatchObject({ status: 200 })
})

test('an encoded path does not bypass authentication', async () => {
  const { call } = await start()
  expect(await call('GET', '/api/v1/%75sers', { headers: {} })).toMatchObject({ status: 401 })
})

test('a given key is accepted', async () => {
  const { server, call } = await start({ apiKey: 'given-key' })
  expect(server.apiKey).toBe('given-key')
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
})

test.each(['', ' ', 'two words', 'line\nbreak', 'tab\t', 'schlüssel', '\u0000'])(
  'the key %j is refused',
  async (apiKey) => {
    const refused = createServer({ apiKey })
    await expect(refused).rejects.toThrow(InvalidKeyError)
    await expect(refused).rejects.toThrow('apiKey must be one or more visible ASCII characters, without spaces')
  },
)
