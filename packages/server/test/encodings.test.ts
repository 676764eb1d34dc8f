import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { expect, inject, test } from 'vitest'
import { UploadedFile } from '../src/http/forms/uploaded-file.ts'
import { demo, type Started, start } from './start.ts'

const invalid = inject('profile') === 'documented' ? 422 : 400
const projectPath = `/projects/${demo.project}`

async function expectRefusal({ call }: Started, init: RequestInit, status: number, details: string): Promise<void> {
  const response = await call('PUT', projectPath, init)
  expect(response).toMatchObject({ status, body: { errors: { details: expect.stringContaining(details) } } })
  expect(await call('GET', projectPath)).toMatchObject({ body: { data: { project: { name: 'Health Care Project' } } } })
}

test.each([
  ['Latin-1', Buffer.from('{"name":"Café"}', 'latin1')],
  ['an overlong form', Buffer.from([...Buffer.from('{"name":"'), 0xc0, 0xaf, ...Buffer.from('"}')])],
  ['UTF-16', Buffer.from('\ufeff{"name":"x"}', 'utf16le')],
])('a body that is not UTF-8 is 400, not stored with replacement characters: %s', async (_, body) => {
  const started = await start()
  await expectRefusal(started, { body: new Uint8Array(body) }, 400, 'body: must be in UTF-8')
  const form = new FormData()
  form.append('data', new Blob([new Uint8Array(body)]))
  const path = `${projectPath}/test_runs/DEMO-R-1/test_cases`
  expect(await started.call('PUT', path, { body: form })).toMatchObject({
    status: 400,
    body: { errors: { details: 'data: must be in UTF-8' } },
  })
})

test.each(['\ud800', 'a\udc00b', '\udc00\ud800'])('half of a surrogate pair is refused: %j', async (name) => {
  const body = JSON.stringify({ name })
  await expectRefusal(
    await start(),
    { body },
    invalid,
    'name: must be valid Unicode, without halves of surrogate pairs',
  )
})

test('a byte order mark before JSON is ignored', async () => {
  const { call } = await start()
  const body = `\ufeff${JSON.stringify({ name: 'x🐞' })}`
  expect(await call('PUT', projectPath, { body })).toMatchObject({
    status: 200,
    body: { data: { project: { name: 'x🐞' } } },
  })
})

test.each([
  ['Content-Encoding', 'gzip', 'Content-Encoding: must be absent, got gzip'],
  ['Content-Encoding', 'br', 'Content-Encoding: must be absent, got br'],
  ['Content-Type', 'application/json; charset=utf-16le', 'must have the charset utf-8 or none, got utf-16le'],
  ['Content-Type', 'application/json;charset="iso-8859-1"', 'must have the charset utf-8 or none, got iso-8859-1'],
])('an encoding that is not read is named: %s: %s', async (header, value, details) => {
  const started = await start()
  const headers = {
    Authorization: `Bearer ${started.server.apiKey}`,
    'Content-Type': 'application/json',
    [header]: value,
  }
  await expectRefusal(started, { body: new Uint8Array(gzipSync('{"name":"x"}')), headers }, 400, details)
})

test.each([
  ['Content-Encoding', 'identity'],
  ['Content-Type', 'application/json; charset=UTF-8'],
  ['Content-Type', 'application/json;charset="utf-8"'],
])('what names the usual encoding is read: %s: %s', async (header, value) => {
  const { server, call } = await start()
  const headers = { Authorization: `Bearer ${server.apiKey}`, 'Content-Type': 'application/json', [header]: value }
  expect(await call('PUT', projectPath, { body: '{"name":"x"}', headers })).toMatchObject({ status: 200 })
})

test.each([
  ['page', '0x10'],
  ['page', '1e1'],
  ['page', ' 1'],
  ['page', '1.0'],
])('a parameter that is an integer only for JavaScript is refused: %s=%s', async (name, value) => {
  const { call } = await start()
  const response = await call('GET', `/projects?${name}=${encodeURIComponent(value)}`)
  expect(response.status).toBe(invalid)
  expect(JSON.stringify(response.body)).toContain(JSON.stringify(`, got ${JSON.stringify(value)}`).slice(1, -1))
})

test('a number too large for JSON is shown as it was understood', async () => {
  const { call } = await start()
  const response = await call('POST', `${projectPath}/test_plans`, { body: '{"title":"x","start_date":1e999}' })
  expect(response).toMatchObject({
    status: invalid,
    body: { errors: { details: expect.stringContaining('got Infinity') } },
  })
})

test('a client of HTTP/1.0, which sends no Host, gets lists with links', async () => {
  const { server } = await start()
  const { port } = new URL(await server.listen({ port: 0 }))
  const socket = connect(Number(port), '127.0.0.1')
  socket.write(`GET /api/v1/projects?page_size=1 HTTP/1.0\r\nAuthorization: Bearer ${server.apiKey}\r\n\r\n`)
  const response = await text(socket)
  expect(response).toMatch(/^HTTP\/1\.1 200 /)
  if (inject('profile') === 'documented') expect(response).toContain(`"next":"http://localhost:${port}/`)
})

test('a file is kept in few blocks, however small the chunks are in which it comes', () => {
  const file = new UploadedFile('part', 'file', 'text/plain')
  const expected = Buffer.alloc(300_000, 'abcdefg')
  for (let at = 0; at < expected.length; at += 1) file.add(expected.subarray(at, at + 1))
  expect(file.pieces.length).toBeLessThan(25)
  expect(file.bytes().equals(expected)).toBe(true)
  file.add(Buffer.alloc(3_000_000, 'x'))
  expect(file.bytes().equals(Buffer.concat([expected, Buffer.alloc(3_000_000, 'x')]))).toBe(true)
  expect(file.size).toBe(3_300_000)
})
