import { execFile, spawnSync } from 'node:child_process'
import { readdir, readFile } from 'node:fs/promises'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { createSchemaChecker } from '@testsigma-tms/spec/conformance'
import { jsonOf, readContract } from '@testsigma-tms/spec/contract'
import bundle from '@testsigma-tms/spec/openapi.json' with { type: 'json' }
import { beforeAll, describe, expect, it } from 'vitest'
import type { Finding } from '../src/index.ts'
import { runDrift, temporaryFile, temporaryFolder } from './run-drift.ts'
import { KEY, startApi, startHttp, startProxy } from './servers.ts'

const contract = readContract(bundle)

const hasOpenssl = spawnSync('openssl', ['version']).status === 0

const IMPORT = 'import_id=ebbbcb9f-e532-41dd-9170-369e5ba4539a'

let observed: string

beforeAll(async () => {
  observed = await startApi({ profile: 'observed' })
})

interface Report {
  code: number
  stderr: string
  status: string
  reason?: string
  findings: Finding[]
  compared: Record<string, number>
  notes: string[]
}

async function live(url: string, ...options: string[]): Promise<Report> {
  const args = ['live', '--base-url', url, '--per-second', '1000', '--format', 'json', ...options]
  const { code, stdout, stderr } = await runDrift(args, { TESTSIGMA_API_KEY: KEY })
  expect(stdout + stderr).not.toContain(KEY)
  const [result] = JSON.parse(stdout || '[{}]')
  return { code, stderr, ...result }
}

function mutated(): object {
  const copy = structuredClone(bundle) as unknown as {
    paths: Record<string, unknown>
    components: { schemas: Record<'User' | 'Folder', { properties: Record<string, unknown>; required: string[] }> }
  }
  const { User, Folder } = copy.components.schemas
  delete User.properties.last_name
  User.required = User.required.filter((name) => name !== 'last_name')
  Folder.properties.name = { type: 'integer' }
  delete copy.paths['/labels']
  return copy
}

describe('a running API', () => {
  it('is only read, and saved without personal data', async () => {
    const folder = join(await temporaryFolder(), 'evidence')
    const personal = new Set<string>()
    const { url, passed } = await startProxy(observed, (_, { body }) => {
      for (const text of textsIn(JSON.parse(body))) if (isPersonal(text)) personal.add(text)
      return undefined
    })
    const whole = await live(url, '--id', IMPORT, '--save-evidence', folder)
    const requests = passed.splice(0)
    const files = await readdir(folder)
    const limited = await live(url, '--max-requests', '7', '--save-evidence', folder)

    expect(whole).toMatchObject({ code: 0, findings: [], compared: { operations: 22 } })
    expect(whole.notes[0]).toBe('22 of 22 read-only operations were seen.')
    expect(requests.length).toBeGreaterThan(40)
    expect(new Set(requests.map(({ method, body }) => `${method}${body}`))).toEqual(new Set(['GET']))
    expect(limited).toMatchObject({ code: 2, reason: expect.stringContaining('--max-requests') })
    expect(passed).toHaveLength(7)
    // Evidence that exists already is not saved again.
    expect(await readdir(folder)).toEqual(files)
    expect(files.length).toBeGreaterThan(20)
    expect(personal.size).toBeGreaterThan(100)
    for (const file of files) await expectEvidence(folder, file, personal)
  })

  it('is compared with a contract that lacks a field and an operation and has another type: exactly three findings', async () => {
    const file = await temporaryFile('mutated.json', mutated())
    const { code, findings } = await live(observed, '--contract', file)

    expect(code).toBe(1)
    expect(findings.map(({ where, got }) => [(where as { request: string }).request, got])).toEqual(
      expect.arrayContaining([
        ['GET /labels', expect.stringContaining('one that it does not have, with the status 200')],
        ['GET /users 200', expect.stringContaining('the undeclared field "last_name", a string')],
        ['GET /projects/{project_id}/folders 200', expect.stringMatching(/^a string at \/data\/folders\/0\/name/)],
      ]),
    )
    expect(findings).toHaveLength(3)
    for (const { where } of findings) expect(where).toMatchObject({ file, line: expect.any(Number) })
  })

  it('is read in one project only, and missing data is reported', async () => {
    const { url, passed } = await startProxy(observed, () => undefined)
    const project = 'a91f3c2d-7b64-4e18-9f02-5c8a1d6e4b73'
    const { code, notes } = await live(url, '--project', project)

    const asked = passed.flatMap((request) => /\/projects\/([^/?]+)/.exec(request.url)?.[1] ?? [])
    expect(new Set(asked)).toEqual(new Set([project]))
    expect(notes.join('\n')).toMatch(
      /Not seen: GET .*\/test_plans\/\{test_plan_id\}.*: GET \/projects\/\{project_id\}\/test_plans lists nothing\./,
    )
    expect(code).toBe(0)
  })

  it.each<[string, [RegExp, number, string?][], number, string[]]>([
    [
      'an operation that is gone, and a list that repeats itself',
      [
        [/\/step_groups\/./, 404],
        [/\/folders/, 200, roundList()],
      ],
      1,
      ['the status 404 each time', 'The list repeats itself'],
    ],
    [
      'failing operations',
      [
        [/\/users/, 418],
        [/\/test_plans\/[^/]+$/, 500],
      ],
      2,
      ['one of the statuses 200, 400', 'it responds with 418', 'it responds with 500'],
    ],
    [
      'a key without all permissions',
      [[/\/test_plans$/, 401]],
      2,
      ['1 operation could not be compared: GET /projects/{project_id}/test_plans: it refuses the key (401)'],
    ],
  ])('%s', async (_case, answers, code, texts) => {
    const { url } = await startProxy(observed, (request) => {
      const [, status, body = '{"message":"x"}'] = answers.find(([path]) => path.test(request.url)) ?? []
      return status === undefined ? undefined : { status, body }
    })
    const report = await live(url)

    expect(report.code).toBe(code)
    for (const text of texts) expect(JSON.stringify([report.reason, report.findings])).toContain(text)
  })
})

function roundList(): string {
  const page_info = { page_size: 25, total_count: 9, next: 'W10=', prev: '' }
  return JSON.stringify({ message: '', data: { folders: [] }, page_info })
}

describe('an account without a project', () => {
  const none = JSON.stringify({
    message: '',
    data: { projects: [] },
    page_info: { page_size: 25, total_count: 0, next: '', prev: '' },
  })

  it('could not be checked, unless --allow-empty is given', async () => {
    const { url } = await startProxy(observed, ({ url }) =>
      /\/projects(\?|$)/.test(url) ? { status: 200, body: none } : undefined,
    )
    const refused = await live(url)
    const accepted = await live(url, '--allow-empty')
    const tooFew = await live(url, '--allow-empty', '--min-coverage', '20')

    expect(refused).toMatchObject({
      code: 2,
      reason: expect.stringMatching(/^The key can see no project, so \d+ of 22 operations/),
    })
    expect(accepted).toMatchObject({ code: 0, status: 'clean' })
    expect(accepted.notes.join('\n')).toContain('GET /projects lists nothing')
    expect(tooFew).toMatchObject({ code: 2, reason: expect.stringContaining('--min-coverage requires 20') })
  })
})

describe.concurrent('could not check', () => {
  it.skipIf(!hasOpenssl)('a self-signed certificate', async () => {
    const { key, cert } = await selfSigned()
    const server = createTlsServer({ key, cert }, (_, response) => void response.end())
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const report = await live(`https://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`)
    server.close()

    expect(report).toMatchObject({ code: 2, reason: expect.stringContaining('NODE_EXTRA_CA_CERTS=') })
  })

  it('an operationId that would lead outside the folder', async () => {
    const document = JSON.parse(JSON.stringify(bundle).replaceAll('"listLabels"', '"../../listLabels"'))
    const file = await temporaryFile('odd.json', document)
    const { code, reason } = await live(
      observed,
      '--contract',
      file,
      '--save-evidence',
      join(await temporaryFolder(), 'e'),
    )

    expect(reason).toContain('the operationId "../../listLabels" cannot name a file')
    expect(code).toBe(2)
  })

  it.each<[string, () => Promise<string>, string]>([
    ['a wrong base URL', async () => observed.replace('/v1', '/v2'), 'No Test Management API at'],
    ['a dead server', async () => 'http://127.0.0.1:59998/api/v1', 'ECONNREFUSED'],
    ['an expired key', () => startApi({ apiKey: 'another' }), 'The API refuses the key: '],
    [
      'a server that responds only with 404',
      () => startHttp((_, response) => void response.writeHead(404).end()),
      'responds with 404; ',
    ],
    [
      'an HTML page',
      () => startHttp((_, response) => void response.writeHead(200, { 'content-type': 'text/html' }).end('<p>')),
      'responds with text/html instead of JSON',
    ],
    [
      'another API',
      () => startHttp((_, response) => void response.writeHead(200, { 'content-type': 'text/json' }).end('{}')),
      'without "data"',
    ],
    [
      'a redirect to another host',
      () => startHttp((_, response) => void response.writeHead(302, { location: 'https://login.test/' }).end()),
      'responds with 302 to https://login.test',
    ],
    ['a body without an end', endless, 'a body of more than 64 MiB'],
  ])('%s', async (_case, start, reason) => {
    const report = await live(await start())

    expect(report).toMatchObject({ code: 2, status: 'could not check', reason: expect.stringContaining(reason) })
  })

  it.each<[string[], Record<string, string>, string]>([
    [['--id', 'import=1'], {}, '--id: no operation has the path parameter "import"; there are folder_id, import_id, '],
    [['--base-url', 'http://tms.example/api/v1'], {}, '--base-url must begin with https'],
    [[], { TESTSIGMA_API_KEY: `Bearer ${KEY}` }, 'TESTSIGMA_API_KEY must contain only the key'],
    [['--save-evidence', import.meta.filename], {}, '--save-evidence: expected a folder that can be written'],
  ])('wrong options %j %j', async (options, env, message) => {
    const { code, stdout, stderr } = await runDrift(['live', '--base-url', observed, ...options], {
      TESTSIGMA_API_KEY: KEY,
      ...env,
    })

    expect(stdout + stderr).toContain(message)
    expect(stdout + stderr).not.toContain(KEY)
    expect(code).toBe(2)
  })

  it('a command line without a key, or with one', async () => {
    const without = await runDrift(['live', '--base-url', observed])
    const withKey = await runDrift(['live', '--base-url', observed, '--api-key', KEY])
    const named = await runDrift(['live', '--base-url', observed, '--api-key-env', 'OTHER_KEY'], { OTHER_KEY: '' })

    expect(without).toMatchObject({ code: 2, stderr: expect.stringContaining('TESTSIGMA_API_KEY has no API key') })
    expect(withKey).toMatchObject({ code: 2, stderr: expect.stringContaining("Unknown option '--api-key'") })
    expect(withKey.stderr).not.toContain(KEY)
    expect(named).toMatchObject({ code: 2, stderr: expect.stringContaining('OTHER_KEY has no API key') })
  })
})

/** Sends zeros as long as the client reads. */
function endless(): Promise<string> {
  const zeros = Buffer.alloc(1024 * 1024, '0')
  return startHttp((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' })
    const send = () => {
      if (response.destroyed) return
      if (response.write(zeros)) setImmediate(send)
      else response.once('drain', send)
    }
    send()
  })
}

async function expectEvidence(folder: string, file: string, personal: ReadonlySet<string>): Promise<void> {
  const { operationId, status, body, ...facts } = JSON.parse(await readFile(join(folder, file), 'utf8'))
  expect(file).toMatch(new RegExp(`^${operationId}\\.response\\.[a-z0-9-]+\\.json$`))
  expect(Object.keys(facts)).toEqual(['kind', 'contentType', 'source', 'date', 'note'])
  const schemas = createSchemaChecker(contract)
  expect(schemas.problems(schemaOf(operationId, status), body), file).toEqual([])
  const texts = textsIn(body)
  for (const value of personal) expect(texts.filter((text) => text.includes(value))).toEqual([])
}

function schemaOf(operationId: string, status: number): string {
  if (status >= 400) return '#/components/schemas/ErrorBody'
  const response = contract.operation(operationId).responses.get(String(status))
  return jsonOf(response?.content ?? new Map())?.schemaPointer ?? ''
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : []
}

/** Long enough to be recognised, and not a text of the API itself. */
function isPersonal(text: string): boolean {
  return text.length > 3 && !/^([A-Z_]+|pending|completed)$|^import not found/.test(text)
}

/** Creates a self-signed certificate. */
async function selfSigned(): Promise<{ key: string; cert: string }> {
  const folder = await temporaryFolder()
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const options = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=127.0.0.1']
  await promisify(execFile)('openssl', [...options, '-keyout', key, '-out', cert])
  return { key: await readFile(key, 'utf8'), cert: await readFile(cert, 'utf8') }
}
