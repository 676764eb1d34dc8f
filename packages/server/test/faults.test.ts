import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { startCli } from './run-cli.ts'
import { caller, type Started, start } from './start.ts'

const newProject = JSON.stringify({ name: 'Pharmacy' })
const anyFault = [
  'rate-limit',
  '500',
  'delay=1',
  'reset',
  'reset-after',
  'truncate',
  'malformed',
  'redirect=http://x.test',
]

/** Uses a real port, because faults break connections. */
async function startFaulty() {
  const started = await start({ faults: true })
  const origin = await started.server.listen({ port: 0 })
  const ask = (fault: string, init: RequestInit = {}, path = '/projects') =>
    fetch(`${origin}/api/v1${path}`, {
      redirect: 'manual',
      ...init,
      headers: { ...headersWith(started, fault), ...init.headers },
    })
  return { ...started, origin, ask }
}

function headersWith({ server }: Pick<Started, 'server'>, fault: string): Record<string, string> {
  return { Authorization: `Bearer ${server.apiKey}`, 'Content-Type': 'application/json', 'x-tms-fault': fault }
}

async function countProjects({ call }: Pick<Started, 'call'>): Promise<number> {
  const { body } = await call('GET', '/projects')
  return (body as { page_info: { total_count: number } }).page_info.total_count
}

test.each([...anyFault, 'nonsense'])('without the option, %s is ignored', async (fault) => {
  const { server, call } = await start()
  expect(await call('GET', '/users', { headers: headersWith({ server }, fault) })).toMatchObject({ status: 200 })
})

test.each([...anyFault, 'nonsense'])('without a key, %s is 401', async (fault) => {
  const { call } = await start({ faults: true })
  expect(await call('GET', '/users', { headers: { 'x-tms-fault': fault } })).toMatchObject({ status: 401 })
})

describe.each([
  ['rate-limit', { message: 'rate limit exceeded' }],
  ['500', { message: 'internal server error' }],
])('%s', (fault, body) => {
  test('responds before anything is done', async () => {
    const { server, call } = await start({ faults: true })
    const init = { headers: headersWith({ server }, fault), body: newProject }
    expect(await call('POST', '/projects', init)).toMatchObject({ status: 500, body })
    expect(await countProjects({ call })).toBe(2)
  })
})

test('delay responds later, without blocking others', async () => {
  const { server, call } = await start({ faults: true })
  const order: string[] = []
  const delayed = call('GET', '/users', { headers: headersWith({ server }, 'delay=300') })
  const both = [delayed.then(() => order.push('delayed')), call('GET', '/users').then(() => order.push('other'))]
  await Promise.all(both)
  expect(await delayed).toMatchObject({ status: 200 })
  expect(order).toEqual(['other', 'delayed'])
})

test('redirect responds with 301 and the address', async () => {
  const { ask } = await startFaulty()
  const response = await ask('redirect=https://arcus.test/api/v1/users?a=b=c')
  expect(response.status).toBe(301)
  expect(response.headers.get('location')).toBe('https://arcus.test/api/v1/users?a=b=c')
})

test.each([
  ['reset', 2],
  ['reset-after', 3],
])('%s breaks the connection, and leaves %i projects', async (fault, projects) => {
  const { ask, call } = await startFaulty()
  await expect(ask(fault, { method: 'POST', body: newProject })).rejects.toThrow('fetch failed')
  expect(await countProjects({ call })).toBe(projects)
})

test('truncate breaks the connection in the middle of the response', async () => {
  const { ask, call } = await startFaulty()
  const response = await ask('truncate', { method: 'POST', body: newProject })
  expect(response.status).toBe(200)
  expect(Number(response.headers.get('content-length'))).toBeGreaterThan(100)
  await expect(response.text()).rejects.toThrow('terminated')
  expect(await countProjects({ call })).toBe(3)
})

test('malformed is a complete response with half of the JSON', async () => {
  const { ask, call } = await startFaulty()
  const response = await ask('malformed', { method: 'POST', body: newProject })
  expect({ status: response.status, type: response.headers.get('content-type') }).toMatchObject({
    status: 200,
    type: expect.stringContaining('application/json'),
  })
  const text = await response.text()
  expect(text.startsWith('{"message":')).toBe(true)
  expect(() => JSON.parse(text)).toThrow(SyntaxError)
  expect(await countProjects({ call })).toBe(3)
})

test.each([
  'nonsense',
  'constructor',
  '__proto__',
  '',
  'delay',
  'delay=',
  'delay=-1',
  'delay=600001',
  'delay=1s',
  'redirect',
  'redirect=/x',
  'reset=1',
])('x-tms-fault: %s is 400, and names the faults', async (fault) => {
  const { ask } = await startFaulty()
  const response = await ask(fault)
  expect(response.status).toBe(400)
  expect(await response.json()).toMatchObject({
    errors: { details: expect.stringMatching(/^x-tms-fault: must be rate-limit, /) },
  })
})

test.each(['reset', 'reset-after', 'truncate'])('without a port, %s fails like fetch does', async (fault) => {
  const { server } = await start({ faults: true })
  const response = server.fetch('http://tms.test/api/v1/users', { headers: headersWith({ server }, fault) })
  await expect(response).rejects.toThrow(new TypeError('fetch failed'))
})

test('a request that the rate limit refuses gets no other fault', async () => {
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const { server, call } = await start({ faults: true, rateLimit: 1 })
  expect(await call('GET', '/users')).toMatchObject({ status: 200 })
  const headers = headersWith({ server }, 'malformed')
  expect(await call('GET', '/users', { headers })).toMatchObject({ body: { message: 'rate limit exceeded' } })
})

test('after a fault the server keeps running, and logs no failure', async () => {
  const { origin, apiKey, process, finished } = await startCli(['--port', '0', '--data', ':memory:', '--faults'])
  const headers = { Authorization: `Bearer ${apiKey}` }
  for (const fault of anyFault) {
    const url = `${origin}/api/v1/users`
    const response = await fetch(url, { headers: { ...headers, 'x-tms-fault': fault }, redirect: 'manual' }).catch(
      () => null,
    )
    await response?.text().catch(() => null)
  }
  expect(await caller(origin, apiKey)('GET', '/users')).toMatchObject({ status: 200 })
  process.kill('SIGTERM')
  const { code, stderr } = await finished
  expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.not.stringMatching(/error|asked for/i) })
})

test('a fault is not logged as a failure without a port either', async () => {
  const lines: string[] = []
  const { server } = await start({ faults: true, log: (line) => lines.push(line) })
  for (const fault of anyFault) {
    const headers = { Authorization: `Bearer ${server.apiKey}`, 'x-tms-fault': fault }
    await server.fetch('http://tms.test/api/v1/users', { headers }).catch(() => {})
  }
  await server.close()
  expect(lines).toEqual([])
})
