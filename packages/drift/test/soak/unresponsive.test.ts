import { describe, expect, it } from 'vitest'
import { runDrift } from '../run-drift.ts'
import { KEY, startApi, startHttp } from '../servers.ts'

/** These tests mostly wait for timeouts and backoff. */
describe.concurrent('live ends with a reason if', () => {
  it('a server never responds', async () => {
    expect(await live(await startHttp(() => {}))).toMatch(/^The server does not respond: /)
  })

  it('an API stops responding', async () => {
    const api = await startApi({ profile: 'observed' })
    let requests = 0
    const origin = await startHttp(async (request, response) => {
      if (++requests > 12) return
      const { authorization = '' } = request.headers
      const passed = await fetch(`${new URL(api).origin}${request.url}`, { headers: { authorization } })
      response.writeHead(passed.status, { 'content-type': 'application/json' }).end(await passed.text())
    })

    expect(await live(origin)).toMatch(
      /^Outage: since GET \S+ the API does not respond in time \(1 call failed, and so did GET/,
    )
  })

  it('every request exceeds the rate limit', async () => {
    const origin = await startHttp((_, response) => {
      response.writeHead(429, { 'content-type': 'application/json' }).end('{"message":"slow down"}')
    })

    expect(await live(origin)).toMatch(/^The API refuses further requests: GET \S+ responds with 429\./)
  })
})

async function live(origin: string): Promise<string> {
  const args = ['live', '--base-url', `${origin}/api/v1`, '--format', 'json']
  const { code, stdout } = await runDrift(args, { TESTSIGMA_API_KEY: KEY })
  expect(code).toBe(2)
  return JSON.parse(stdout)[0].reason
}
