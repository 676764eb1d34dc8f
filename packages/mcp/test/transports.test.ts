import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { connect, connectStdio, eras, startApi } from './connect.ts'

describe.each(eras)('a client of revision %s', (era) => {
  it('is served over HTTP', async () => {
    const { client, call } = await connect({ era })

    expect(client.getNegotiatedProtocolVersion()).toBe(era)
    expect((await call('read_case', { case: 'DEMO-1' })).data.title).toBe('Sign in with a valid password')
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual([
      'triage_run',
      'bug_to_cases',
      'release_report',
    ])
  })
})

// `soak/scenario.test.ts` tests clients of the older revision over stdio.
it('a client of the current revision is served over stdio', async () => {
  const { client, call, stderr } = await connectStdio([], {})

  expect(client.getNegotiatedProtocolVersion()).toBe(eras[0])
  expect((await call('read_run', { run: 'DEMO-R-1' })).data.results).toEqual({ Passed: 1, Failed: 1 })
  expect((await client.listTools()).tools.map(({ name }) => name)).not.toContain('create_cases')
  expect(stderr()).toBe('')
})

describe('HTTP', () => {
  /** `fetch` does not allow setting the Host header. */
  function send(url: string, headers: Record<string, string>, path = '/mcp'): Promise<number> {
    return new Promise((resolve, reject) => {
      const { port } = new URL(url)
      const call = request({ host: '127.0.0.1', port, path, method: 'POST', headers }, (response) => {
        response.resume()
        resolve(response.statusCode ?? 0)
      })
      call.on('error', reject)
      call.end(JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' }))
    })
  }
  const json = { 'content-type': 'application/json', accept: 'application/json, text/event-stream' }

  it('serves only this machine', async () => {
    const { server } = await connect()

    expect(new URL(server.url).hostname).toBe('127.0.0.1')
    expect(await send(server.url, json)).toBe(200)
    expect(await send(server.url, { ...json, host: 'localhost:1' })).toBe(200)
    expect(await send(server.url, { ...json, host: 'rebound.example.com' })).toBe(403)
    expect(await send(server.url, { ...json, origin: 'https://example.com' })).toBe(403)
    expect(await send(server.url, { ...json, origin: 'null' })).toBe(403)
    expect(await send(server.url, { ...json, origin: 'http://localhost:6274' })).toBe(200)
    expect(await send(server.url, json, '/other')).toBe(404)
    expect(await send(server.url, json, '//')).toBe(404)
  })

  it('rejects a body that is too large with a reason, while the client sends it', async () => {
    const { server } = await connect()
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping', params: { text: 'x'.repeat(8 * 2 ** 20) } })
    const response = await fetch(server.url, { method: 'POST', headers: json, body })

    expect(response.status).toBe(413)
    expect(await response.text()).toMatch(/The body has \d+ bytes; at most 4194304 are taken/)
    expect(await send(server.url, json)).toBe(200)
  })
})

describe('resources', () => {
  it('are cases, runs and docs', async () => {
    const { client } = await connect()
    const read = async (uri: string) => {
      const [content] = (await client.readResource({ uri })).contents
      return content && 'text' in content ? content.text : ''
    }

    expect(JSON.parse(await read('tms://cases/DEMO-2'))).toMatchObject({
      note: expect.stringMatching(/instruction/),
      data: { human_id: 'DEMO-2' },
    })
    expect(JSON.parse(await read('tms://runs/DEMO-R-1'))).toMatchObject({
      data: { human_id: 'DEMO-R-1' },
    })
    expect(await read('tms://docs/llms.txt')).toMatch(
      /\[Assign user to test run case\]\(tms:\/\/docs\/assignTestRunCaseUser\): PUT/,
    )
    expect(await read('tms://docs/assignTestRunCaseUser')).toMatch(/- `user_id` \(body, required\)/)
    expect((await client.listResources()).resources.map(({ uri }) => uri)).toContain('tms://docs/listUsers')
  })

  it.each([
    'tms://cases/DEMO-99',
    'tms://cases/%',
    'tms://cases/%zz',
    'tms://cases/..%2f..%2fusers',
    'tms://docs/nothing',
    'tms://other/1',
  ])('%s is rejected', async (uri) => {
    const { client } = await connect()
    await expect(client.readResource({ uri })).rejects.toThrow()
    expect((await client.listTools()).tools.length).toBeGreaterThan(0)
  })
})

describe('prompts', () => {
  it('name tools that are offered', async () => {
    const { client } = await connect()
    const names = new Set((await client.listTools()).tools.map(({ name }) => name))
    const values = {
      triage_run: { run: 'DEMO-R-1' },
      bug_to_cases: { bug: 'It fails' },
      release_report: { plan: 'DEMO-P-1' },
    }

    for (const [name, args] of Object.entries(values)) {
      const { messages } = await client.getPrompt({ name, arguments: args })
      const text = messages[0]?.content.type === 'text' ? messages[0].content.text : ''
      expect(text).toContain(Object.values(args)[0])
      const mentioned = text.match(/\b[a-z]+_[a-z]+\b/g)?.filter((word) => word !== 'left_out') ?? []
      expect(mentioned.length).toBeGreaterThan(0)
      expect(mentioned.filter((word) => !names.has(word))).toEqual([])
    }
  })

  it('that need tools which are not enabled are not offered', async () => {
    const { client } = await connect({ settings: { sets: ['read'], allowDelete: false } })
    expect((await client.listPrompts()).prompts.map(({ name }) => name)).toEqual(['triage_run', 'release_report'])
  })
})

describe('an unreachable API', () => {
  it('is a failure of the tool, not of the server', async () => {
    const api = await startApi()
    const { call } = await connect({
      client: { fetch: () => Promise.reject(new TypeError('fetch failed')), retry: false, apiKey: api.apiKey },
    })
    const { isError, said } = await call('find_cases', { project: 'DEMO' })

    expect(isError).toBe(true)
    expect(said).toMatch(/could not be reached/)
  })
})
