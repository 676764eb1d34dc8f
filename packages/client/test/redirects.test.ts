import { describe, expect, it } from 'vitest'
import { ApiError, createClient, type Fetch } from '../src/index.ts'
import { usersPage } from './responses.ts'

const documented = 'https://test-management.testsigma.com/api/v1'
const observed = 'https://arcus.testsigma.com/api/v1'
const ids = { project_id: 'p', test_run_id: 'r', user_id: 'u', test_case_id: 'c' }

/** An API that redirects, by host. */
function redirecting(targets: Record<string, string>, status = 301) {
  const requests: { url: string; method: string; key: string | null; body: string }[] = []
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    const { url, method, headers } = request
    requests.push({ url, method, key: headers.get('authorization'), body: await request.text() })
    const target = targets[new URL(url).host]
    if (target) return new Response(null, { status, headers: { location: target + new URL(url).pathname } })
    return Response.json(method === 'GET' ? usersPage([1], 1, '') : { message: '', data: { test_run_case: {} } })
  }
  return { tms: createClient({ apiKey: 'k', baseUrl: documented, fetch, retry: false }), requests }
}

describe('a redirect', () => {
  it.each([301, 302, 307, 308])('%i keeps method, body and key within the domain of the vendor', async (status) => {
    const { tms, requests } = redirecting({ 'test-management.testsigma.com': 'https://arcus.testsigma.com' }, status)
    await tms.testRuns.assignUser(ids)

    expect(requests).toHaveLength(2)
    expect(requests[1]).toEqual({
      url: `${observed}/projects/p/test_runs/r/assign_user`,
      method: 'PUT',
      key: 'Bearer k',
      body: '{"user_id":"u","test_case_id":"c"}',
    })
  })

  it.each([
    ['to another domain', 'https://elsewhere.example'],
    ['to a domain that only looks alike', 'https://testsigma.com.elsewhere.example'],
    ['to a name that only ends alike', 'https://nottestsigma.com'],
    ['to plain HTTP', 'http://arcus.testsigma.com'],
    ['to nowhere', 'https://'],
  ])('%s is not followed', async (_case, target) => {
    const { tms, requests } = redirecting({ 'test-management.testsigma.com': target })

    await expect(tms.users.list()).rejects.toThrow(ApiError)
    expect(requests).toHaveLength(1)
  })

  it('loop ends', async () => {
    const { tms, requests } = redirecting({
      'test-management.testsigma.com': 'https://arcus.testsigma.com',
      'arcus.testsigma.com': 'https://test-management.testsigma.com',
    })

    await expect(tms.users.list()).rejects.toMatchObject({ status: 301 })
    expect(requests).toHaveLength(6)
  })

  it('that a browser hides is explained', async () => {
    const hidden = Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' })
    const tms = createClient({ apiKey: 'k', fetch: async () => hidden, retry: false })

    await expect(tms.users.list()).rejects.toThrow(/Set baseUrl to the address that it redirects to/)
  })
})
