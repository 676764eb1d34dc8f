import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { checkLive, type LiveOptions, ownContract } from '../src/index.ts'
import { runDrift, temporaryFolder } from './run-drift.ts'
import { KEY, startApi, startHttp, startProxy } from './servers.ts'

const contract = await ownContract()

let observed: string

beforeAll(async () => {
  observed = await startApi({ profile: 'observed' })
})

function live(baseUrl: string, options: Partial<LiveOptions> = {}) {
  const own = { apiKey: KEY, contract, known: contract, ids: {}, maxRequests: 300, perSecond: 1000 }
  return checkLive({ ...own, baseUrl, ...options })
}

/** A proxy in front of the API that responds with something else after a number of requests. */
async function failing(status: number, body: string, after = 12, path = /./) {
  let requests = 0
  const { url } = await startProxy(observed, (request) => {
    // The client retries rate limit refusals ten times; a short delay keeps the test fast.
    const headers = { 'retry-after': '0.001' }
    return ++requests > after && path.test(request.url) ? { status, body, headers } : undefined
  })
  return url
}

describe.concurrent('an outage is reported once, and earlier findings are kept', () => {
  it.each<[string, number, string, RegExp]>([
    ['503', 503, '<h1>Service Unavailable</h1>', /^Outage: since GET \S+ the API responds with 503 \(/],
    ['500 as it is declared', 500, '{"message":"x"}', /^Outage: since GET \S+ the API responds with 500 \(/],
    ['a maintenance page', 200, '<h1>Back soon</h1>', /responds with 200, but not with the expected data \(3 calls/],
    [
      'a maintenance message in JSON',
      200,
      '{"message":"maintenance"}',
      /responds with 200, but not with the expected data/,
    ],
    ['a truncated body', 200, '{"message":"', /responds with 200, but not with the expected data/],
    [
      'a firewall',
      403,
      '{"message":"denied"}',
      /responds with 403 \(3 calls failed, and so did GET \S+, which had worked\)/,
    ],
    ['an address without a server', 404, '{"message":"no route"}', /^Outage: since GET \S+ the API responds with 404/],
    ['a key that expires', 401, '{"message":"x"}', /^The API refuses the key since GET \S+ 401\./],
    [
      'a key that others use at the same time',
      429,
      '{"message":"x"}',
      /^The API keeps refusing: rate limit exceeded \(429\), since GET /,
    ],
  ])('%s', async (_name, status, body, reason) => {
    const { findings, incomplete, compared } = await live(await failing(status, body))

    expect(findings).toEqual([])
    expect(incomplete).toMatch(reason)
    expect(incomplete).toMatch(/ [1-9]\d* of 22 operations were seen\.$/)
    expect(compared.requests).toBe(12)
  })

  it('a lost connection', async () => {
    let requests = 0
    const origin = await startHttp(async (request, response) => {
      if (++requests > 8) return void request.socket.destroy()
      const { authorization = '' } = request.headers
      const passed = await fetch(`${new URL(observed).origin}${request.url}`, { headers: { authorization } })
      response.writeHead(passed.status, { 'content-type': 'application/json' }).end(await passed.text())
    })
    const { findings, incomplete } = await live(`${origin}/api/v1`)

    expect(findings).toEqual([])
    expect(incomplete).toMatch(/^Outage: since GET \S+ the API closes the connection \(/)
  })

  it('from the beginning', async () => {
    await expect(live(await failing(503, '', 0))).rejects.toThrow(/^Outage: GET \S+ responds with 503; /)
  })

  it('but not if some operations fail and others succeed', async () => {
    const { findings, incomplete } = await live(
      await failing(403, '{"message":"no"}', 0, /test_cases\/|test_runs\/st|users/),
    )

    expect(findings.map(({ got }) => got)).toEqual(expect.arrayContaining([expect.stringContaining('the status 403')]))
    expect(incomplete).toMatch(/^7 operations could not be compared: GET \S+ it responds with 403; /)
  })

  it('but not if two are down, which is noted', async () => {
    const { findings, incomplete, notes } = await live(await failing(503, '', 3, /labels|automation/))

    expect(findings).toEqual([])
    expect(incomplete).toMatch(/^1 operation could not be compared: GET \S+automation_types: it responds with 503$/)
    expect(notes?.join()).toContain('responses came from an outage, and were left out.')
  })
})

describe('what an earlier run saw', () => {
  it('is in the report, stays there when a run fails, and must be seen again', async () => {
    const folder = await temporaryFolder()
    const [report, odd] = [join(folder, 'last.json'), join(folder, 'odd.json')]
    await writeFile(odd, '[]')
    const run = (url: string, ...options: string[]) =>
      runDrift(['live', '--base-url', url, '--per-second', '1000', '--format', 'json', ...options], {
        TESTSIGMA_API_KEY: KEY,
      })
    const none = JSON.stringify({
      message: '',
      data: { folders: [] },
      page_info: { page_size: 25, total_count: 0, next: '', prev: '' },
    })
    const withoutFolders = await failing(200, none, 0, /\/folders(\?|$)/)

    expect(await run(observed, '--output', report)).toMatchObject({ code: 0 })
    expect(await run('http://127.0.0.1:9/api/v1', '--previous', report, '--output', report)).toMatchObject({ code: 2 })
    expect(await run(observed, '--previous', report, '--output', report)).toMatchObject({ code: 0 })
    const fewer = await run(withoutFolders, '--previous', report)
    expect(fewer.code).toBe(2)
    expect(JSON.parse(fewer.stdout)[0].reason).toMatch(
      /^1 operation of the previous run could not be seen again: GET \/projects\/\{project_id\}\/folders\/\{folder_id\}: GET \S+ lists nothing\. /,
    )
    expect((await run(observed, '--previous', odd)).stderr).toContain('is not a report of live')
    expect((await run(observed, '--previous', join(folder, 'none'))).stderr).toContain(
      'The first run has no such report',
    )
  })
})
