import { once } from 'node:events'
import { createServer } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { startWorld } from './run-tms.ts'

describe('tms doctor', () => {
  const findings = async (
    options: Parameters<typeof startWorld>[0],
    env: Record<string, string | undefined> = {},
    fetch?: typeof globalThis.fetch,
    flags = '',
  ) => {
    const { tms } = await startWorld(options)
    const { code, stdout } = await tms(`doctor --json ${flags}`, { env, ...(fetch ? { fetch } : {}) })
    const found = JSON.parse(stdout) as { check: string; state: string; text: string }[]
    return { code, stdout, of: (check: string) => found.filter((one) => one.check === check).at(-1) }
  }

  test('finds no problems, in both profiles', async () => {
    for (const profile of ['documented', 'observed'] as const) {
      const { code, of } = await findings({ profile, rateLimit: 10 })
      expect(code).toBe(0)
      expect(of('key')).toMatchObject({ state: 'ok', text: 'from TESTSIGMA_API_KEY' })
      expect(of('projects')?.text).toMatch(/^DEMO \(.+\), BNK \(/)
      expect(of('project')?.text).toMatch(/^DEMO is c47ade67-/)
      expect(of('rate limit')?.text).toMatch(/^10 a second, \d+ left$/)
    }
  })

  test('also prints plain lines', async () => {
    const { tms } = await startWorld()
    expect((await tms('doctor')).stdout).toMatch(/^ok {2}program: tms on Node [\d.]+\nok {2}configuration: /)
  })

  test('finds a missing key, a wrong one, and a wrong project', async () => {
    expect((await findings({}, { TESTSIGMA_API_KEY: undefined })).of('configuration')).toMatchObject({
      state: 'problem',
    })
    const wrong = await findings({}, { TESTSIGMA_API_KEY: 'secret-5' })
    expect(wrong).toMatchObject({ code: 1, stdout: expect.not.stringContaining('secret-5') })
    expect(wrong.of('key')).toMatchObject({ state: 'problem', text: expect.stringContaining('401') })
    expect((await findings({}, { TESTSIGMA_PROJECT: 'NOPE' })).of('project')).toMatchObject({ state: 'problem' })
    expect((await findings({}, { TESTSIGMA_PROJECT: undefined })).of('project')).toMatchObject({ state: 'warning' })
  })

  const responding = (status: number, headers: Record<string, string>) => async () =>
    new Response(null, { status, headers })

  test('finds a redirect to another host, a wrong path, and a wrong clock', async () => {
    const moved = await findings({}, {}, responding(301, { location: 'https://arcus.testsigma.com/api/v1/users' }))
    expect(moved.of('address')).toMatchObject({
      state: 'warning',
      text: expect.stringContaining('has moved to https://arcus.testsigma.com'),
    })
    expect((await findings({}, {}, responding(404, {}))).of('address')).toMatchObject({
      state: 'problem',
      text: expect.stringContaining('/api/v1?'),
    })
    const late = new Date(Date.now() - 600_000).toUTCString()
    expect((await findings({}, {}, responding(404, { date: late }))).of('clock')).toMatchObject({
      state: 'warning',
      text: expect.stringContaining('s ahead'),
    })
  })

  test('finds an address that cannot be reached', async () => {
    const refuse = async () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ENOTFOUND' } }))
    const { code, of } = await findings({}, {}, refuse)
    expect(code).toBe(1)
    expect(of('address')).toMatchObject({ state: 'problem', text: expect.stringContaining('ENOTFOUND') })
  })

  test('times out if a response never ends', async () => {
    const endless = async () => new Response(new ReadableStream({ pull: () => new Promise(() => {}) }))
    const { code, of } = await findings({}, {}, endless, '--timeout 0.2')
    expect(code).toBe(1)
    expect(of('project')).toMatchObject({ state: 'problem' })
  })

  test('sends no key over http: to another machine', async () => {
    let sent = 0
    const count = async () => Promise.reject(new Error(`sent ${++sent}`))
    const { of } = await findings({}, { TESTSIGMA_BASE_URL: 'http://tms.example.com/api/v1' }, count)
    expect(of('address')).toMatchObject({ state: 'problem', text: expect.stringContaining('--allow-insecure') })
    expect(sent).toBe(0)
  })

  test.each([
    [{ HTTP_PROXY: 'proxy.test:3128' }, { state: 'ok', text: 'http://proxy.test:3128/' }],
    [{ HTTPS_PROXY: 'me:secret-7@proxy.test:3128' }, { state: 'ok', text: 'http://proxy.test:3128/' }],
    [
      { HTTP_PROXY: '', http_proxy: 'http://proxy.test' },
      { state: 'ok', text: 'http://proxy.test/' },
    ],
    [{ HTTP_PROXY: 'socks5://me:secret-7@proxy.test' }, { state: 'problem' }],
    [{ HTTPS_PROXY: 'http://' }, { state: 'problem' }],
  ])('the proxy of %j', async (env, expected) => {
    const { of, stdout } = await findings({}, env)
    expect(of('proxy')).toMatchObject(expected)
    expect(stdout).not.toContain('secret-7')
  })

  test('names the proxy without its password', async () => {
    const { of, stdout } = await findings({}, { HTTPS_PROXY: 'http://me:secret-6@proxy.test:3128' })
    expect(of('proxy')?.text).toBe('http://proxy.test:3128/')
    expect(stdout).not.toContain('secret-6')
  })
})

test('requests go through the proxy of the environment', async () => {
  const { tms, server } = await startWorld()
  const target = new URL(await server.listen({ port: 0 }))
  const asked: (string | undefined)[] = []
  const proxy = createServer().on('connect', ({ url }, client: Socket) => {
    asked.push(url)
    const upstream = connect(Number(target.port), target.hostname, () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n')
      upstream.pipe(client).pipe(upstream)
    })
    for (const socket of [client, upstream]) socket.on('error', () => {})
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  onTestFinished(() => void proxy.close())
  const env = {
    HTTP_PROXY: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    TESTSIGMA_BASE_URL: 'http://api.localhost/api/v1',
  }
  expect(await tms('users list --limit 1', { env, fetch: undefined })).toMatchObject({ code: 0, stderr: '' })
  expect(asked).toEqual(['api.localhost:80'])
})

test('tms open prints the URL of the run, or of the project', async () => {
  const { tms } = await startWorld()
  expect((await tms('open DEMO-R-1')).stdout).toBe(
    'http://tms.localhost/ui/test_runs/7b2f9c14-58a1-4d2e-9f3a-6c1e8d40a2b9/\n',
  )
  expect((await tms('open')).stdout).toBe('http://tms.localhost/ui/projects/c47ade67-0543-4582-a4a5-b7de447c94f5/\n')
  expect((await tms('open DEMO-R-98')).code).toBe(2)
})

describe('completion', () => {
  test.each([
    ["''", ['results', 'run', 'cases', 'open', 'doctor', 'users']],
    ['us', ['users']],
    ["--project users ''", ['users', 'doctor']],
    ["run ''", ['create', 'close', 'status']],
    ['test-runs as', ['assign-user']],
    ['test-runs assign-user --user', ['--user-id']],
    ["results upload --format ''", ['text', 'json', 'junit', 'markdown']],
    ["test-runs create --selection-type ''", ['STATIC', 'DYNAMIC']],
  ])('of %s', async (words, some) => {
    const { tms } = await startWorld()
    expect((await tms(`__complete -- ${words}`)).stdout.split('\n')).toEqual(expect.arrayContaining(some))
  })

  test.each(['bash', 'zsh', 'fish'])('has a script for %s', async (shell) => {
    const { tms } = await startWorld()
    expect((await tms(`completion ${shell}`)).stdout).toContain('tms __complete -- ')
  })

  test('refuses an unknown shell', async () => {
    const { tms } = await startWorld()
    expect(await tms('completion tcsh')).toMatchObject({ code: 3, stderr: expect.stringContaining('bash, zsh, fish') })
  })
})
