import { inspect } from 'node:util'
import { describe, expect, it } from 'vitest'
import { ensurePath } from '../src/helpers/index.ts'
import { ApiError, createClient, type Fetch, TestsigmaError } from '../src/index.ts'
import { usersPage } from './responses.ts'

const apiKey = 'key/that+must=not-show-0123456789'
const encoded = encodeURIComponent(apiKey)

/** All hook calls, log lines and errors of a call to an API that echoes the request. */
async function written(fetch: Fetch): Promise<{ error: Error; text: string }> {
  const lines: unknown[] = []
  const note = (facts: unknown) => lines.push(facts)
  const tms = createClient({
    apiKey,
    fetch,
    retry: 1,
    rateLimit: false,
    onRequest: note,
    onResponse: note,
    onRetry: note,
    onRedirect: note,
    logger: { debug: note, warn: note },
  })
  const walk = async () => {
    for await (const _ of tms.users.list());
  }
  const error: Error = await walk().then(
    () => new Error('no error'),
    (it) => it,
  )
  const curl = error instanceof ApiError ? error.toCurl() : ''
  const headers = inspect((error as ApiError).headers && Object.fromEntries((error as ApiError).headers as Headers))
  const json = JSON.stringify(error)
  return {
    error,
    text: [
      inspect(error, { depth: 10, showHidden: true }),
      error.stack,
      json,
      curl,
      headers,
      inspect(lines, { depth: 10 }),
    ].join('\n'),
  }
}

class InspectsItself extends Error {
  [inspect.custom]() {
    return apiKey
  }
}

class WritesItself extends Error {
  override toString() {
    return apiKey
  }
}

const bearer = `Bearer ${apiKey}`
const failed = (message: string, fields: object = {}) =>
  new TypeError(`fetch failed ${message}`, { cause: Object.assign(new Error(message), fields) })

describe('the key is not shown when it is echoed', () => {
  it.each<[string, () => Response]>([
    [
      'in the body of a 401',
      () => Response.json({ message: `bad header ${bearer}`, errors: { details: bearer } }, { status: 401 }),
    ],
    ['in a text', () => new Response(`<p>${bearer}</p>`, { status: 500 })],
    ['in a header', () => new Response('', { status: 403, headers: { 'x-echo': bearer, 'x-request-id': 'r' } })],
    [
      'in a redirect to another host',
      () => new Response('', { status: 302, headers: { location: `https://elsewhere.example/?k=${encoded}` } }),
    ],
    [
      'in a redirect within the host',
      () => new Response('', { status: 302, headers: { location: `https://arcus.testsigma.com/?k=${encoded}` } }),
    ],
    ['in a pointer that is returned twice', () => Response.json(usersPage([1], 9, bearer))],
    ['instead of an entity', () => Response.json({ message: bearer })],
  ])('%s', async (_where, respond) => {
    const { error, text } = await written(async () => respond())

    expect(error.message).not.toBe('no error')
    expect(text).not.toContain(apiKey)
    expect(text).not.toContain(encoded)
  })

  it.each<[string, Error]>([
    ['in a message', failed(`invalid header ${bearer}`)],
    ['in a field', failed('no', { code: 'EX', header: bearer })],
    ['in a cause of a cause', failed('no', { cause: new Error(bearer) })],
  ])('%s of what fetch throws', async (_where, error) => {
    const { text } = await written(async () => {
      throw error
    })

    expect(text).toContain('ConnectionError')
    expect(text).not.toContain(apiKey)
  })
})

it('nor are user names and passwords in URLs', async () => {
  const { text } = await written(async () => {
    throw failed('cannot reach https://proxy-user:proxy-secret@proxy.example:8080/')
  })

  expect(text).toContain('https://***@proxy.example:8080/')
  expect(text).not.toContain('proxy-secret')
})

it('errors without secrets are not changed', async () => {
  const original = failed('reset', { code: 'ECONNRESET' })
  const { error } = await written(async () => {
    throw original
  })

  expect(error.cause).toBe(original)
})

describe('nor is a key that the caller passed as something else', () => {
  const nobody = createClient({
    apiKey,
    baseUrl: 'http://localhost',
    fetch: async () => new Response('', { status: 400 }),
  })
  it.each<[string, () => Promise<unknown>]>([
    ['a parameter', async () => nobody.users.list({ [apiKey]: 1 } as object)],
    ['a checkpoint', async () => nobody.users.list({}, { from: apiKey })],
    ['a lone surrogate in a body', async () => nobody.folders.create({ project_id: 'p', name: `${apiKey}\ud800` })],
    ['a lone surrogate in a path', async () => nobody.projects.get({ project_id: `${apiKey}\ud800` })],
    [
      'a file',
      async () => nobody.junitImports.create({ project_id: 'p', test_run_id: 'r', junit_xml: apiKey as never }),
    ],
    ['a body', async () => nobody.folders.create({ project_id: 'p', name: apiKey })],
    ['a path of folders', () => ensurePath(nobody, { project_id: 'p', path: `${apiKey}/` })],
  ])('as %s', async (_where, call) => {
    const error = await call().catch((it) => it)
    const curl = error instanceof ApiError ? error.toCurl() : ''

    expect(error).toBeInstanceOf(TestsigmaError)
    expect([inspect(error, { depth: 10, showHidden: true }), JSON.stringify(error), curl].join()).not.toContain(apiKey)
  })
})

describe('nor are escaped forms of the key', () => {
  const escaped = JSON.stringify({ message: bearer, [bearer]: [{ deep: bearer }] })
    .replaceAll('/', '\\/')
    .replaceAll('+', '\\u002b')
    .replaceAll('=', '\\u003D')

  it.each<[string, string]>([
    ['JSON', escaped],
    ['text', `${escaped} and more`],
  ])('when it was escaped in %s', async (_kind, body) => {
    const { text } = await written(async () => new Response(body, { status: 400 }))

    expect(text).toContain('ValidationError')
    expect(text).not.toContain(apiKey)
    expect(text).not.toContain('must\\u003D')
    expect(text).not.toContain('key\\/that')
  })

  it.each<[string, (character: string) => string]>([
    ['HTML', (it) => `&#${it.charCodeAt(0)};`],
    ['HTML, with hexadecimal digits,', (it) => `&#x${it.charCodeAt(0).toString(16)};`],
    ['a URL within a URL', (it) => encodeURIComponent(encodeURIComponent(it))],
    ['JSON within JSON', (it) => `\\\\u00${it.charCodeAt(0).toString(16)}`],
  ])('when it was escaped for %s', async (_what, write) => {
    const echoed = apiKey.replace(/[^a-z0-9-]/g, write)
    const { text } = await written(async () => new Response(`<p>${echoed}</p>`, { status: 401 }))

    expect(text).toContain('AuthenticationError')
    expect(text).not.toContain(echoed)
    expect(text).toContain('***')
  })

  it('when it needs escaping itself', async () => {
    const odd = 'quote"and\\backslash-0123456789'
    const fetch: Fetch = async () => Response.json({ message: odd, errors: { details: odd } }, { status: 400 })
    const error: ApiError = await createClient({ apiKey: odd, fetch })
      .users.list()
      .catch((it) => it)

    expect(error.body).toEqual({ message: '***', errors: { details: '***' } })
    expect(error.message).toMatch(/returned 400: \*\*\*$/)
  })

  it('as the id of a request', async () => {
    const { error, text } = await written(
      async () => new Response('', { status: 400, headers: { 'x-request-id': apiKey } }),
    )

    expect((error as ApiError).requestId).toBe('***')
    expect(text).not.toContain(apiKey)
  })

  it.each<[string, unknown]>([
    ['an object', { message: apiKey }],
    ['a name', Object.assign(new Error('no'), { name: apiKey })],
    ['a code', Object.assign(new Error('no'), { code: apiKey })],
    ['fields', Object.assign(new Error('no'), { headers: { authorization: apiKey }, request: { key: [apiKey] } })],
    ['hidden fields', Object.defineProperty(new Error('no'), 'config', { value: { apiKey } })],
    ['several errors', new AggregateError([new Error(apiKey)], 'all')],
    ['a string', apiKey],
    ['a symbol', Symbol(apiKey)],
    ['a class that inspects itself', new InspectsItself('no')],
    ['a class with its own toJSON', new WritesItself('no')],
    ['an object without a prototype', Object.assign(Object.create(null), { message: { apiKey } })],
  ])('in %s that fetch throws', async (_what, reason) => {
    const { text } = await written(async () => {
      throw reason
    })

    expect(text).toContain('ConnectionError')
    expect(text).not.toContain(apiKey)
  })
})

it('a key of which a server shows the beginning is not shown, either', async () => {
  const long = `eyJhbGciOiJIUzI1NiJ9.${'k1L2m3N4'.repeat(30)}`
  const message = `project not found with ID: ${long.slice(0, 100)}…`
  const fetch: Fetch = async () => Response.json({ message }, { status: 404 })
  const tms = createClient({ apiKey: long, fetch, rateLimit: false })
  const error = await tms.projects.get({ project_id: long }).then(
    () => new Error('no error'),
    (it) => it,
  )
  expect(error.message).toContain('project not found with ID: ***…')
  expect(inspect(error, { depth: 10 }) + JSON.stringify(error)).not.toMatch(/eyJhbGciOiJI|k1L2m3N4/)
})
