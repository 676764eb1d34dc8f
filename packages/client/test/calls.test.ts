import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createHttp } from '../src/http.ts'
import { createClient, NotFoundError, type TestsigmaClient, ValidationError } from '../src/index.ts'

const assignment = {
  project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5',
  test_run_id: '7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9',
  user_id: 'cbbc40a5-26e9-4b88-8c27-3626c9fbdaa4',
  test_case_id: '9ac271b6-4e89-4c93-8c75-2d625efa0b2d',
}

let server: Server
let tms: TestsigmaClient
let baseUrl: string

beforeAll(async () => {
  server = await createServer()
  baseUrl = `${await server.listen({ port: 0 })}/api/v1`
  tms = createClient({ apiKey: server.apiKey, baseUrl })
})

afterAll(() => server.close())

describe('against the local server', () => {
  it('lists users', async () => {
    const page = await tms.users.list()

    expect(page.items.slice(0, 2).map(({ email }) => email)).toEqual(['jane.doe@example.com', 'john.smith@example.com'])
    expect(page.pageInfo).toMatchObject({ page_size: 25, total_count: page.items.length, next: '', prev: '' })
    expect(page.message).toBe('')
    expect(page.hasNext).toBe(false)
  })

  it('reads every page lazily', async () => {
    const all = await tms.users.list()
    const emails: string[] = []
    for await (const { email } of tms.users.list({ page_size: 1 })) emails.push(email)

    expect(emails).toEqual(all.items.map(({ email }) => email))
  })

  it('assigns a user and returns the entity, without its envelope', async () => {
    const entry = await tms.testRuns.assignUser(assignment)

    expect(entry).toEqual({
      test_case_id: assignment.test_case_id,
      user_id: assignment.user_id,
      updated_at: expect.any(Number),
    })
  })

  it('accepts human ids in paths', async () => {
    const entry = await tms.testRuns.assignUser({ ...assignment, test_run_id: 'DEMO-R-1' })

    expect(entry.user_id).toBe(assignment.user_id)
  })

  it('returns the response with the entity', async () => {
    const { data, response, requestId } = await tms.testRuns.assignUser(assignment).withResponse()

    expect(data.user_id).toBe(assignment.user_id)
    expect(response.status).toBe(200)
    expect(requestId).toBe(response.headers.get('x-request-id'))
    expect(requestId).toBeTruthy()
  })

  it('returns the response with a page', async () => {
    const { data, response } = await tms.users.list().withResponse()

    expect(data.items.length).toBeGreaterThan(2)
    expect(response.url).toMatch(/\/api\/v1\/users$/)
  })

  it('offers calls by path over the same transport', async () => {
    const http = createHttp({ apiKey: server.apiKey, baseUrl })
    const { data, error } = await http.GET('/users', { params: { query: { page_size: 1 } } })

    expect(error).toBeUndefined()
    expect(data?.data).toHaveLength(1)
  })

  it('names the entity that does not exist', async () => {
    const call = tms.testRuns.assignUser({ ...assignment, user_id: '00000000-0000-4000-8000-000000000000' })

    await expect(call).rejects.toThrow(NotFoundError)
    await expect(call).rejects.toMatchObject({
      status: 404,
      code: 404,
      operationId: 'assignTestRunCaseUser',
      method: 'PUT',
      details: 'user not found with ID: 00000000-0000-4000-8000-000000000000',
      attempts: 1,
      requestId: expect.any(String),
    })
  })

  it('names the invalid field', async () => {
    const call = tms.testRuns.assignUser({ ...assignment, user_id: 'somebody' })

    await expect(call).rejects.toThrow(ValidationError)
    await expect(call).rejects.toThrow(/returned 422: user_id/)
  })

  it('needs no port', async () => {
    const portless = createClient({ apiKey: server.apiKey, baseUrl: 'http://local/api/v1', fetch: server.fetch })

    expect((await portless.users.list()).items[0]?.first_name).toBe('Jane')
  })
})
