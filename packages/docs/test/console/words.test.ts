import { execFileSync } from 'node:child_process'
import type { Json } from '@testsigma-tms/spec/contract'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { choicesOf, defaultChoice, isLoopback, problemOfBaseUrl, wrongPath } from '../../src/console/base-url.ts'
import { toCurl } from '../../src/console/curl.ts'
import { explain } from '../../src/console/explain.ts'
import { parseJson, tokensOf } from '../../src/console/highlight.ts'
import { problemOfKey } from '../../src/console/key-store.ts'
import { messageOf, problemsIn } from '../../src/console/refusals.ts'
import type { ConsoleRequest } from '../../src/console/request.ts'
import type { Outcome } from '../../src/console/send.ts'
import { needs, shellTools } from '../tools.ts'
import { operationNamed } from './operations.ts'

const local = 'http://127.0.0.1:4010/api/v1'
const documented = 'https://test-management.testsigma.com/api/v1'

describe('toCurl', () => {
  /** Command-line arguments cannot contain NUL or lone surrogates. */
  const text = fc.string({ unit: 'binary' }).map((text) => text.replaceAll('\0', '').toWellFormed())
  const name = fc.constantFrom('data', 'attachments_0_0', `it's`, '$HOME')
  const part = fc.oneof(
    fc.record({ name, text }),
    fc.record({
      name,
      file: fc.constantFrom('a.png', `it's; a "file", \\ $(id).png`).map((file) => new File([], file)),
    }),
  )
  const body = fc.oneof(
    fc.constant(undefined),
    fc.record({ mediaType: fc.constant('application/json'), text }),
    fc.record({ parts: fc.array(part, { maxLength: 3 }) }),
  )
  const request = fc.record({
    method: fc.constantFrom('GET', 'PUT'),
    url: text.map((path) => `http://x.test/${path}`),
    body,
  })

  beforeEach((context) => needs(context, shellTools))

  it('quotes whatever is sent, and reads the key from a shell variable', () => {
    fc.assert(
      fc.property(fc.array(request, { minLength: 40, maxLength: 60 }), (all) => {
        const requests = all.map(({ body, ...rest }): ConsoleRequest => ({ ...rest, ...(body && { body }) }))
        expect(argumentsOf(requests)).toEqual(requests.map(expectedArguments))
      }),
      { numRuns: 5, endOnFailure: true, seed: 20_261_122 },
    )
  })

  it('contains no key if none was entered', () => {
    expect(toCurl({ method: 'GET', url: local }, false)).toBe(`curl -X GET \\\n  '${local}'`)
  })

  function argumentsOf(requests: ConsoleRequest[]): string[][] {
    // In a restricted shell: if a quote ends too early, the rest of the text must not run commands or write files.
    const recorder = `curl() { printf '%s\\0' "$@" END; }\nTESTSIGMA_API_KEY='the key'\nPATH=\nset -r\n`
    const script = recorder + requests.map((request) => toCurl(request, true)).join('\n')
    const output = execFileSync('bash', ['-s'], {
      input: script,
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
      timeout: 20_000,
    })
    return output
      .split('\0END\0')
      .slice(0, -1)
      .map((call) => call.split('\0'))
  }

  function expectedArguments({ method, url, body }: ConsoleRequest): string[] {
    const start = ['-X', method, url, '-H', 'Authorization: Bearer the key']
    if (!body) return start
    if ('text' in body) return [...start, '-H', `Content-Type: ${body.mediaType}`, '--data-raw', body.text]
    return [
      ...start,
      ...body.parts.flatMap((part) => {
        if ('text' in part) return ['--form-string', `${part.name}=${part.text}`]
        const isPlain = part.file.name === 'a.png'
        return ['-F', `${part.name}=@${isPlain ? 'a.png' : String.raw`"it's; a \"file\", \\ $(id).png"`}`]
      }),
    ]
  }
})

describe('tokensOf', () => {
  it('loses nothing', () => {
    const printed = fc.json().map((json) => JSON.stringify(JSON.parse(json), null, 2))
    fc.assert(
      fc.property(fc.oneof(printed, fc.string()), (text) => {
        expect(
          tokensOf(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text)
      }),
      { seed: 20_261_122 },
    )
  })

  it('distinguishes names, strings, numbers and keywords', () => {
    const tokens = tokensOf('{"a\\"": ["b: c", -1.5e3, null]}').filter(({ kind }) => kind !== 'plain')
    expect(tokens.map(({ kind, text }) => `${kind} ${text}`)).toEqual([
      'name "a\\""',
      'text "b: c"',
      'number -1.5e3',
      'word null',
    ])
  })
})

describe('a base URL', () => {
  it.each([local, documented, 'http://localhost:1', 'https://x.test/deep/path/'])('may be %s', (url) => {
    expect(problemOfBaseUrl(url)).toBe(undefined)
  })

  it.each([
    ['http://127.0.0.1:4010', local],
    ['http://127.0.0.1:4010/', local],
    ['http://127.0.0.1:4010/api', local],
    ['http://127.0.0.1:4010/v1/', local],
    ['http://127.0.0.1:4010/api/v2', local],
    ['http://127.0.0.1:4010/API/V1', local],
    ['http://127.0.0.1:4010/api/v10', local],
    ['http://127.0.0.1:4010/api/v1/users', local],
    ['http://127.0.0.1:4010/api/v1/api/v1', local],
    ['http://127.0.0.1:4010/proxy', 'http://127.0.0.1:4010/proxy/api/v1'],
    ['http://127.0.0.1:4010/api/v1', undefined],
    ['http://127.0.0.1:4010/api/v1/', undefined],
    ['http://127.0.0.1:4010/proxy/api/v1/', undefined],
    ['nothing', undefined],
  ])('%s is corrected to %s', (url, meant) => {
    expect(wrongPath(url, operationNamed('listUsers'))?.meant).toBe(meant)
  })

  it.each([
    ['', 'address such as'],
    ['127.0.0.1:4010', 'did you mean http://127.0.0.1:4010?'],
    ['localhost:4010/api/v1', 'did you mean http://localhost:4010/api/v1?'],
    ['arcus.testsigma.com/api/v1', 'did you mean https://arcus.testsigma.com/api/v1?'],
    ['htp://arcus.testsigma.com/api/v1', 'did you mean https://arcus.testsigma.com/api/v1?'],
    ['eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl', 'a key belongs in the field “API key”'],
    ['tms_0123456789abcdef', 'a key belongs in the field “API key”'],
    ['http://127.0.0.1:4010 /api/v1', 'without spaces'],
    ['http://http://127.0.0.1:4010/api/v1', 'once'],
    ['/api/v1', 'address such as'],
    ['javascript:alert(1)', 'address such as'],
    ['http://user:pass@x.test', 'not contain a user name or password'],
    ['http://x.test?key=1', 'no ? and no #'],
    ['http://x.test#key', 'no ? and no #'],
  ])('must not be %j', (url, problem) => {
    expect(problemOfBaseUrl(url)).toContain(problem)
  })

  it.each([
    [local, true],
    ['http://localhost:4010', true],
    ['http://docs.localhost', true],
    ['http://[::1]:4010', true],
    ['http://127.evil.example', false],
    ['http://localhost.evil.example', false],
    [documented, false],
  ])('%s is on this machine: %s', (url, expected) => {
    expect(isLoopback(url)).toBe(expected)
  })

  it('is the origin of the page if a local server serves it, otherwise the local server', () => {
    const operation = operationNamed('listUsers')
    const own = 'http://127.0.0.1:5000/api/v1'
    expect(choicesOf(operation, own).map(({ url }) => url)).toEqual([own, ...operation.servers.map(({ url }) => url)])
    expect(
      choicesOf(operation, local)
        .map(({ url }) => url)
        .filter((url) => url === local),
    ).toHaveLength(1)
    expect(defaultChoice(choicesOf(operation, own), own)).toBe(own)
    expect(defaultChoice(choicesOf(operation, undefined), undefined)).toBe(local)
  })
})

it.each([
  ['', undefined],
  ['local_A-z~!', undefined],
  ['two words', 'visible ASCII'],
  ['schlüssel', 'visible ASCII'],
  ['http://127.0.0.1:4010/api/v1', 'the field “Base URL”'],
  ['Bearer abc', 'the console adds “Bearer”'],
  ['"abc"', 'without quotes'],
  ['<API_KEY>', 'no placeholder'],
  ['$TESTSIGMA_API_KEY', 'no placeholder'],
  ['{{apiKey}}', 'no placeholder'],
])('the key %j: %s', (key, problem) => {
  if (problem === undefined) expect(problemOfKey(key)).toBe(undefined)
  else expect(problemOfKey(key)).toContain(problem)
})

describe('problemsIn', () => {
  const fields = ['body user_id', 'body steps 0 order', 'query page_size', 'path project_id', 'body']
  const exists = (path: (string | number)[]) => fields.includes(path.join(' '))
  const sent = [
    { path: ['path', 'project_id'], value: 'P' },
    { path: ['body', 'user_id'], value: 'U' },
  ]
  const refusal = (details: string): Json => ({
    message: 'Refused',
    errors: { code: 422, message: 'Refused', details },
  })

  it.each<[string, Json, object[]]>([
    [
      'names of fields',
      refusal('user_id: required; page_size: must be 1 or more'),
      [
        { path: ['body', 'user_id'], message: 'required' },
        { path: ['query', 'page_size'], message: 'must be 1 or more' },
      ],
    ],
    [
      'fields inside others',
      refusal('steps.0.order: wrong'),
      [{ path: ['body', 'steps', 0, 'order'], message: 'wrong' }],
    ],
    ['the body', refusal('body: not valid JSON'), [{ path: ['body'], message: 'not valid JSON' }]],
    [
      'an id that is unknown',
      refusal('user not found with ID: U'),
      [{ path: ['body', 'user_id'], message: 'user not found with ID: U' }],
    ],
    ['a field that is not there', refusal('colour: unknown field'), []],
    ['a message alone', { message: 'Invalid ID format: ' }, []],
    ['no error at all', [1, 'two', null], []],
    ['nothing', null, []],
  ])('finds %s', (_, response, problems) => {
    expect(problemsIn(response, exists, sent)).toEqual(problems)
  })

  it('reads the most specific message', () => {
    expect(messageOf({ message: 'a', errors: { message: 'b', details: 'c' } })).toBe('c')
    expect(messageOf({ message: 'a', errors: { message: 'b' } })).toBe('b')
    expect(messageOf({ message: 'a' })).toBe('a')
    expect(messageOf('a')).toBe('')
  })
})

describe('explain', () => {
  const about = {
    baseUrl: local,
    method: 'GET',
    hadKey: true,
    origin: 'http://docs.test',
    responses: { 404: 'No such run.' },
    isPlaced: false,
  }
  const lacking = { expected: '/api/v1', goesOn: false, meant: local }
  const said = (outcome: Partial<Outcome>, response?: Json, more = {}) => {
    const whole = { headers: [], body: new Blob(), statusText: '', milliseconds: 1, ...outcome } as Outcome
    const { title = '', advice = [] } = explain(whole, response, { ...about, ...more }) ?? {}
    return [title, ...advice].join('\n')
  }
  const responded = (status: number, response?: Json, more = {}) => said({ kind: 'response', status }, response, more)

  it.each<[string, string, string[]]>([
    ['a success', responded(204), ['']],
    ['a wrong key', responded(401), ['127.0.0.1:4010 does not know this API key', 'keys create']],
    ['a wrong key of the vendor', responded(401, {}, { baseUrl: documented }), ['Settings → API Keys']],
    ['a missing key', responded(401, {}, { hadKey: false }), ['none was sent']],
    [
      'a field',
      responded(422, { message: 'user_id: required' }),
      ['Status 422: user_id: required', 'Correct the fields'],
    ],
    ['an unknown id', responded(404, { message: 'run not found' }), ['run not found', 'No such run.', 'Check the ids']],
    ['the rate limit', responded(500, { message: 'rate limit exceeded' }), ['about ten a second', 'Wait a second']],
    ['a failure', responded(503), ['does not declare status 503', 'x-request-id']],
    ['a stopped server', said({ kind: 'unreachable' }), ['Nothing responds at 127.0.0.1:4010', 'pnpm@12 start']],
    [
      'no such host',
      said({ kind: 'unreachable' }, undefined, { baseUrl: documented }),
      ['can be reached from this network'],
    ],
    ['CORS', said({ kind: 'refused' }), ['(CORS)', 'curl command', 'start --cors http://docs.test']],
    ['CORS for a file', said({ kind: 'refused' }, undefined, { origin: 'null' }), [`--cors '*'`]],
    [
      'a base URL without /api/v1, with a CORS failure',
      said({ kind: 'refused' }, undefined, { baseUrl: 'http://127.0.0.1:4010/', wrongPath: lacking }),
      ['lacks /api/v1', 'Use http://127.0.0.1:4010/api/v1 as the base URL'],
    ],
    [
      'a base URL without /api/v1, with a 404',
      responded(404, {}, { baseUrl: 'http://127.0.0.1:4010', wrongPath: lacking }),
      ['lacks /api/v1', 'Use http://127.0.0.1:4010/api/v1 as the base URL'],
    ],
    [
      'a base URL without /api/v1, with a 401',
      responded(401, {}, { baseUrl: 'http://127.0.0.1:4010', wrongPath: lacking }),
      ['lacks /api/v1'],
    ],
    [
      'a base URL without /api/v1, with an HTML page',
      responded(200, undefined, { baseUrl: 'http://127.0.0.1:4010', wrongPath: lacking }),
      ['lacks /api/v1'],
    ],
    [
      'a base URL that is too long',
      responded(404, {}, { baseUrl: `${local}/users`, wrongPath: { ...lacking, goesOn: true } }),
      ['continues after /api/v1', 'Use http://127.0.0.1:4010/api/v1 as the base URL'],
    ],
    [
      'https although the local server uses http',
      said({ kind: 'unreachable' }, undefined, { baseUrl: 'https://127.0.0.1:4010/api/v1' }),
      ['Use http://127.0.0.1:4010/api/v1 as the base URL'],
    ],
    ...(['redirected', 'refused'] as const).map((kind): [string, string, string[]] => [
      `http where the host speaks https, ${kind}`,
      said({ kind }, undefined, { baseUrl: documented.replace('https:', 'http:') }),
      [`Use ${documented} as the base URL`],
    ]),
    ['CORS of the vendor', said({ kind: 'refused' }, undefined, { baseUrl: documented }), ['choose the local server']],
    ['mixed content', said({ kind: 'insecure' }), ['mixed content', 'https address']],
    [
      'a redirect',
      said({ kind: 'redirected' }),
      ['redirect, which was not followed', 'host that responds without a redirect'],
    ],
    ['no network', said({ kind: 'offline' }), ['offline']],
    ['a time-out', said({ kind: 'late' }), ['within 30 seconds']],
    ['a broken response', said({ kind: 'interrupted' }), ['The connection was lost']],
    ['a doubtful write', said({ kind: 'interrupted' }, undefined, { method: 'POST' }), ['may have processed it']],
  ])('suggests what to do about %s', (_, words, parts) => {
    for (const part of parts) expect(words).toContain(part)
  })

  it('has no warning about a read', () => {
    expect(said({ kind: 'late' })).not.toContain('processed')
  })
})

it('parseJson returns undefined for what is not JSON', () => {
  expect([parseJson('[1]'), parseJson('{')]).toEqual([[1], undefined])
})
