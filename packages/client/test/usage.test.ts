import { inspect } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { type ClientOptions, createClient, UsageError } from '../src/index.ts'
import { responding, usersPage } from './responses.ts'

const baseUrl = 'http://127.0.0.1:9/api/v1'
const oneUser = usersPage([1], 1, '')

afterEach(() => vi.unstubAllEnvs())

describe('createClient', () => {
  it('names the option and the variable when the key is missing', () => {
    vi.stubEnv('TESTSIGMA_API_KEY', '')

    expect(() => createClient()).toThrow(UsageError)
    expect(() => createClient()).toThrow(/createClient\(\{ apiKey \}\).*TESTSIGMA_API_KEY/)
  })

  it('reads key and base URL from the environment', async () => {
    vi.stubEnv('TESTSIGMA_API_KEY', 'from-environment')
    vi.stubEnv('TESTSIGMA_BASE_URL', baseUrl)
    const { fetch, requests } = responding(oneUser)
    await createClient({ fetch }).users.list()

    expect(requests[0]?.url).toBe(`${baseUrl}/users`)
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer from-environment')
  })

  it('prefers the options, and defaults to the documented base URL', async () => {
    vi.stubEnv('TESTSIGMA_API_KEY', 'from-environment')
    const { fetch, requests } = responding(oneUser)
    await createClient({ apiKey: 'given', fetch }).users.list()

    expect(requests[0]?.url).toBe('https://test-management.testsigma.com/api/v1/users')
    expect(requests[0]?.headers.get('authorization')).toBe('Bearer given')
  })

  it('accepts a base URL with a trailing slash', async () => {
    const { fetch, requests } = responding(oneUser)
    await createClient({ apiKey: 'k', baseUrl: `${baseUrl}/`, fetch }).users.list()

    expect(requests[0]?.url).toBe(`${baseUrl}/users`)
  })

  it.each<[string, ClientOptions]>([
    ['apiKey', { apiKey: 'secret\n' }],
    ['apiKey', { apiKey: 'secret key' }],
    ['baseUrl', { apiKey: 'k', baseUrl: 'test-management.testsigma.com' }],
    ['baseUrl', { apiKey: 'k', baseUrl: 'ftp://example.com' }],
    ['timeout', { apiKey: 'k', timeout: 0 }],
    ['timeout', { apiKey: 'k', timeout: Number.NaN }],
    ['timeout', { apiKey: 'k', timeout: 1e12 }],
    ['deadline', { apiKey: 'k', deadline: -1 }],
    ['retry', { apiKey: 'k', retry: -1 }],
    ['rateLimit.perSecond', { apiKey: 'k', rateLimit: { perSecond: 0 } }],
    ['headers', { apiKey: 'k', headers: { 'x team': 'secret' } }],
    ['headers', { apiKey: 'k', headers: { authorization: 'Bearer secret\nsecret' } }],
  ])('refuses a wrong %s, without repeating the key', (name, options) => {
    expect(() => createClient(options)).toThrow(UsageError)
    expect(() => createClient(options)).toThrow(name)
    expect(() => createClient(options)).not.toThrow(/secret/)
  })

  it('sends the headers of the client, overridden by those of a call', async () => {
    const { fetch, requests } = responding(oneUser)
    const tms = createClient({ apiKey: 'k', baseUrl, fetch, headers: { 'x-team': 'a', 'x-job': '1' } })
    await tms.users.list({}, { headers: { 'x-job': '2' } })

    expect(requests[0]?.headers.get('x-team')).toBe('a')
    expect(requests[0]?.headers.get('x-job')).toBe('2')
  })
})

describe('a call', () => {
  it('rejects invalid headers without quoting them', async () => {
    const { fetch, requests } = responding()
    const headers = { 'x-token': 'secret\nsecret' }
    const error = await createClient({ apiKey: 'k', baseUrl, fetch }).users.list({}, { headers }).catch(Object)

    expect(error).toBeInstanceOf(UsageError)
    expect(error.message).toContain('headers')
    expect(inspect(error, { depth: 10, showHidden: true })).not.toContain('secret')
    expect(requests).toEqual([])
  })

  const ids = { project_id: 'p', test_run_id: 'r', user_id: 'u', test_case_id: 'c' }

  it('sends each parameter where the contract says', async () => {
    const { fetch, requests } = responding({ message: '', data: { test_run_case: {} } })
    await createClient({ apiKey: 'k', baseUrl, fetch }).testRuns.assignUser({ ...ids, project_id: 'a/b ?#' })

    expect(requests[0]?.method).toBe('PUT')
    expect(requests[0]?.url).toBe(`${baseUrl}/projects/a%2Fb%20%3F%23/test_runs/r/assign_user`)
    expect(requests[0]?.headers.get('content-type')).toBe('application/json')
    expect(await requests[0]?.json()).toEqual({ user_id: 'u', test_case_id: 'c' })
  })

  it.each(['', '.', '..', undefined, null, 7])(
    'rejects %j as the id in a path, before anything is sent',
    async (id) => {
      const { fetch, requests } = responding()
      const call = createClient({ apiKey: 'k', baseUrl, fetch }).testRuns.assignUser({
        ...ids,
        project_id: id as string,
      })

      await expect(call).rejects.toThrow(UsageError)
      await expect(call).rejects.toThrow(/testRuns\.assignUser: "project_id"/)
      expect(requests).toEqual([])
    },
  )

  it('rejects an unknown parameter, and lists the known ones', async () => {
    const { fetch, requests } = responding()
    const call = createClient({ apiKey: 'k', baseUrl, fetch }).users.list({ pageSize: 1 } as object)

    await expect(call).rejects.toThrow(
      'users.list: unknown parameter "pageSize". The parameters are page_size, cursor.',
    )
    expect(requests).toEqual([])
  })

  it('accepts an entity that was read', async () => {
    const project = { id: 'p', name: 'n', description: '', created_at: 1, updated_at: 2, human_id_prefix: 'DEMO' }
    const { fetch, requests } = responding({ data: { project } })
    await createClient({ apiKey: 'k', baseUrl, fetch }).projects.update({ ...project, project_id: 'p', name: 'new' })

    expect(await requests[0]?.json()).toEqual({ ...project, name: 'new' })
  })

  it('sends files and JSON as one form', async () => {
    const { fetch, requests } = responding({ message: '', data: { test_run_cases: [] } })
    const test_run_cases = [{ test_case_id: 'c', test_run_status_id: 's', user_id: 'u' }]
    await createClient({ apiKey: 'k', baseUrl, fetch }).testRuns.updateCases({
      project_id: 'p',
      test_run_id: 'r',
      test_run_cases,
      attachments_0_0: new File(['seen'], 'seen.txt', { type: 'text/plain' }),
    })
    const form = await requests[0]?.formData()

    expect(requests[0]?.headers.get('content-type')).toMatch(/^multipart\/form-data; boundary=/)
    expect([...(form?.keys() ?? [])]).toEqual(['data', 'attachments_0_0'])
    expect(JSON.parse(String(form?.get('data')))).toEqual({ test_run_cases })
    expect(form?.get('attachments_0_0')).toMatchObject({ name: 'seen.txt', type: 'text/plain' })
  })

  it.each(['report.xml', undefined, { path: 'report.xml' }])('rejects %j as a file', async (file) => {
    const { fetch, requests } = responding()
    const call = createClient({ apiKey: 'k', baseUrl, fetch }).junitImports.create({
      project_id: 'p',
      test_run_id: 'r',
      junit_xml: file as unknown as Blob,
    })

    await expect(call).rejects.toThrow('junitImports.create: "junit_xml" must be a Blob or a File')
    expect(requests).toEqual([])
  })
})
