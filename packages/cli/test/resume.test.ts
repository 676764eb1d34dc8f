import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, utimesSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { newRun, passed, put, resultsIn, suite } from './reports.ts'
import { startWorld, type World } from './run-tms.ts'

const user = '--user jane.doe@example.com'
const four = suite(passed('DEMO-1'), passed('DEMO-2'), passed('DEMO-3'), passed('DEMO-4'))

const head = '{"journal":1,"project_id":"c47ade67-0543-4582-a4a5-b7de447c94f5"}\n'

type Fetch = typeof globalThis.fetch

/** Counts the results that the server accepted, and injects a fault at one of the requests. */
function watched(
  { server }: World,
  faultAt = 0,
  fault: (send: () => Promise<Response>) => Promise<Response> = (send) => send(),
) {
  const given: string[] = []
  let count = 0
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    if (request.method !== 'PUT') return server.fetch(request)
    const text = await request.clone().text()
    count += 1
    const send = async () => {
      const response = await server.fetch(request)
      if (response.ok) given.push(...Array.from(text.matchAll(/"test_case_id":"([^"]+)"/g), ([, id = '']) => id))
      return response
    }
    return count === faultAt ? fault(send) : send()
  }
  return { given, fetch }
}

const lostBefore = async () => Promise.reject(new TypeError('fetch failed', { cause: { code: 'ECONNRESET' } }))
const lostAfter = async (send: () => Promise<Response>) => {
  await send()
  return lostBefore()
}

describe.each([
  ['the request', lostBefore],
  ['the response', lostAfter],
])('%s of the second batch is lost', (_, fault) => {
  test('the next attempt with the same journal records every result exactly once', async () => {
    const world = await startWorld()
    const run = await newRun(world)
    put(
      world,
      'a.xml',
      suite(
        '<testcase name="DEMO-1"/>',
        '<testcase name="DEMO-2"><system-out>[[ATTACHMENT|a.png]]</system-out></testcase>',
        '<testcase name="DEMO-3"/>',
      ),
    )
    put(world, 'a.png', 'picture')
    const { given, fetch } = watched(world, 2, fault)
    const upload = `results upload a.xml --run ${run} ${user} --batch-size 1 --resume journal --format json`
    const first = await world.tms(upload, { fetch })
    expect(first.code).toBe(2)
    const endings = () => JSON.parse(first.stdout).results.map(({ recorded }: { recorded: string }) => recorded)
    expect(endings()).toEqual(expect.arrayContaining(['recorded', 'uncertain']))
    const second = await world.tms(upload, { fetch })
    expect(second.code, second.stdout).toBe(0)
    expect(JSON.parse(second.stdout).counts).toMatchObject({ recorded: 3, not_recorded: 0 })
    expect(given).toHaveLength(3)
    expect(new Set(given).size).toBe(3)
    expect(Object.keys(await resultsIn(world, run))).toEqual(['DEMO-1', 'DEMO-2', 'DEMO-3'])
    const third = await world.tms(upload, { fetch })
    expect(JSON.parse(third.stdout).results.map(({ recorded }: { recorded: string }) => recorded)).toEqual([
      'earlier',
      'earlier',
      'earlier',
    ])
    expect(given).toHaveLength(3)
  })
})

test('only a result that has changed since is recorded again', async () => {
  const world = await startWorld()
  const run = await newRun(world)
  put(world, 'a.xml', four)
  const { given, fetch } = watched(world)
  const upload = `results upload a.xml --run ${run} ${user} --resume journal`
  await world.tms(upload, { fetch })
  put(world, 'a.xml', four.replace('"DEMO-2"/>', '"DEMO-2"><failure/></testcase>'))
  expect((await world.tms(upload, { fetch })).code).toBe(0)
  expect(given).toHaveLength(5)
  expect(await resultsIn(world, run)).toMatchObject({ 'DEMO-2': 'failed' })
})

test('a new run that was created before the kill is found again', async () => {
  const world = await startWorld()
  put(world, 'a.xml', four)
  const { fetch } = watched(world, 1, lostBefore)
  const upload = `results upload a.xml ${user} --resume journal --format json`
  await world.tms(upload, { fetch })
  // Simulates a kill between creating the run and noting it.
  const journal = readFileSync(join(world.folder, 'journal'), 'utf8').split('\n')
  writeFileSync(join(world.folder, 'journal'), `${journal.slice(0, 2).join('\n')}\n{"ru`)
  const { stdout } = await world.tms(upload, { fetch })
  expect(JSON.parse(stdout)).toMatchObject({ run: 'DEMO-R-3', counts: { recorded: 4 } })
  expect(JSON.parse((await world.tms('test-runs list --json')).stdout)).toHaveLength(3)
})

describe('a journal is refused', () => {
  test.each([
    ['of something else', 'hello\n', 'is not a journal of an upload'],
    [
      'of another project',
      '{"journal":1,"project_id":"a91f3c2d-7b64-4e18-9f02-5c8a1d6e4b73"}\n',
      'is the journal of an upload to another project',
    ],
    ['of another version', `${head.replace(':1', ':2')}`, 'is not a journal of an upload'],
    ['containing null', 'null\n', 'is not a journal of an upload'],
    ['containing a list', '[]\n', 'is not a journal of an upload'],
    ['with a damaged line', `${head}{"sending":5}\n`, 'or it is damaged'],
    ['with a damaged entry', `${head}{"sending":[{"id":1}]}\n`, 'or it is damaged'],
    ['with a null line', `${head}null\n`, 'or it is damaged'],
    ['with a line cut off in the middle', `${head}{"run":"x\n`, 'or it is damaged'],
  ])('%s', async (_, text, message) => {
    const world = await startWorld()
    put(world, 'a.xml', four)
    put(world, 'journal', text)
    expect(await world.tms(`results upload a.xml ${user} --resume journal`)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(message),
    })
  })

  test('that is a folder, or in a folder that does not exist', async () => {
    const world = await startWorld()
    put(world, 'a.xml', four)
    expect((await world.tms(`results upload a.xml ${user} --resume .`)).code).toBe(3)
    expect(await world.tms(`results upload a.xml ${user} --resume no/journal`)).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('ENOENT'),
    })
    expect((await world.tms(`results upload a.xml ${user} --resume /dev/full`)).code).toBe(3)
  })
})

test('Ctrl-C: the current batch is finished, and the summary is correct', async () => {
  const world = await startWorld()
  const run = await newRun(world)
  put(world, 'a.xml', four)
  const interruption = new AbortController()
  const { given, fetch } = watched(world, 2, async (send) => {
    interruption.abort(new Error('interrupted'))
    return send()
  })
  const ran = await world.tms(`results upload a.xml --run ${run} ${user} --batch-size 1 --resume journal`, {
    fetch,
    signal: interruption.signal,
  })
  expect(ran.code).toBe(130)
  expect(ran.stdout).toContain('Interrupted: 2 of 4 results recorded in DEMO-R-3, 2 not')
  expect(given).toHaveLength(2)
  expect(Object.keys(await resultsIn(world, run))).toHaveLength(2)
  expect((await world.tms(`results upload a.xml --run ${run} ${user} --resume journal`, { fetch })).code).toBe(0)
  expect(given).toHaveLength(4)
})

test('Ctrl-C before anything was sent', async () => {
  const world = await startWorld()
  put(world, 'a.xml', four)
  const ran = await world.tms(`results upload a.xml ${user}`, { signal: AbortSignal.abort() })
  expect(ran).toMatchObject({ code: 130, stderr: expect.stringContaining('interrupted') })
})

test('everything is recorded even if another client uses up the rate limit', async () => {
  const world = await startWorld({ rateLimit: 4 })
  const run = await newRun(world)
  put(world, 'a.xml', four)
  const { given, fetch } = watched(world)
  const somebody = Promise.all(
    Array.from({ length: 12 }, () =>
      world.server.fetch('http://tms.localhost/api/v1/users', {
        headers: { Authorization: `Bearer ${world.server.apiKey}` },
      }),
    ),
  )
  expect((await world.tms(`results upload a.xml --run ${run} ${user} --batch-size 1`, { fetch })).code).toBe(0)
  await somebody
  expect(given).toHaveLength(4)
})

test('a redirect to another host does not get the key', async () => {
  const { tms, server } = await startWorld()
  const sent: string[] = []
  const fetch: Fetch = async (input, init) => {
    const request = new Request(input, init)
    sent.push(`${new URL(request.url).host} ${request.headers.get('authorization')}`)
    return new Response(null, { status: 301, headers: { location: 'https://elsewhere.example/api/v1/users' } })
  }
  const { code, stderr } = await tms('users list', { fetch })
  expect(code).toBe(2)
  expect(stderr).toContain('elsewhere.example')
  expect(sent).toEqual([`tms.localhost Bearer ${server.apiKey}`])
})

test('a journal of another run is refused, and nothing is sent', async () => {
  const world = await startWorld()
  put(world, 'a.xml', four)
  const [first, second] = [await newRun(world, 'First'), await newRun(world, 'Second')]
  expect(await world.tms(`results upload a.xml --run ${first} ${user} --resume journal`)).toMatchObject({ code: 0 })
  for (const other of [`--run ${second}`, '--reuse build-7']) {
    expect(await world.tms(`results upload a.xml ${other} ${user} --resume journal`)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining(`is the journal of an upload to another run, ${first}.`),
    })
  }
  expect(await resultsIn(world, second)).toEqual({})
  expect(await world.tms(`results upload a.xml --reuse build-7 ${user} --resume other`)).toMatchObject({ code: 0 })
  expect(await world.tms(`results upload a.xml --reuse build-7 ${user} --resume other`)).toMatchObject({ code: 0 })
  expect(await world.tms(`results upload a.xml --reuse build-8 ${user} --resume other`)).toMatchObject({ code: 3 })
})

describe('a journal is used by one upload at a time', () => {
  const upload = (run: string) =>
    `results upload a.xml --run ${run} ${user} --batch-size 2 --resume journal --format json`
  const nobody = () => spawnSync(process.execPath, ['--version']).pid
  const lockOf = (owner: object) => JSON.stringify({ token: 'other', ...owner })

  test('a second one is refused while the first is under way, and both tell the truth', async () => {
    const world = await startWorld()
    const run = await newRun(world)
    put(world, 'a.xml', four)
    let second: Awaited<ReturnType<World['tms']>> | undefined
    const { given, fetch } = watched(world, 1, async (send) => {
      second = await world.tms(upload(run))
      return send()
    })
    const first = await world.tms(upload(run), { fetch })
    expect(first.code, first.stderr).toBe(0)
    expect(given).toHaveLength(4)
    expect(second?.code).toBe(3)
    expect(second?.stderr).toContain(
      `journal is in use by another upload (process ${process.pid} on ${hostname()}). Wait until it ends, or give each upload its own file with --resume.`,
    )
    expect(existsSync(join(world.folder, 'journal.lock'))).toBe(false)
  })

  test.each([
    ['a process that was killed', () => lockOf({ pid: nobody(), host: hostname() }), 0],
    ['an earlier process with the same ID', () => lockOf({ pid: process.pid, host: hostname() }), 0],
    ['a machine that is gone', () => lockOf({ pid: 1, host: 'gone' }), 60],
    ['a process whose ID another one has now', () => lockOf({ pid: process.ppid, host: hostname() }), 60],
    ['a process that was killed while it wrote', () => '{"tok', 0],
  ])('the lock of %s is taken over', async (_, lock, secondsAgo) => {
    const world = await startWorld()
    const run = await newRun(world)
    put(world, 'a.xml', four)
    put(world, 'journal.lock', lock())
    const then = new Date(Date.now() - secondsAgo * 1000)
    utimesSync(join(world.folder, 'journal.lock'), then, then)
    const { code, stderr } = await world.tms(upload(run))
    expect(code, stderr).toBe(0)
    expect(existsSync(join(world.folder, 'journal.lock'))).toBe(false)
  })

  test.each([
    ['a living process', () => ({ pid: process.ppid, host: hostname() })],
    ['another machine', () => ({ pid: nobody(), host: 'elsewhere' })],
  ])('the lock of %s is not', async (_, owner) => {
    const world = await startWorld()
    const run = await newRun(world)
    put(world, 'a.xml', four)
    put(world, 'journal.lock', lockOf(owner()))
    const { code, stderr } = await world.tms(upload(run))
    expect(code, stderr).toBe(3)
    expect(await resultsIn(world, run)).toEqual({})
    expect(readFileSync(join(world.folder, 'journal.lock'), 'utf8')).toContain('other')
  })

  test('an upload whose lock was taken over sends nothing more', async () => {
    const world = await startWorld()
    const run = await newRun(world)
    put(world, 'a.xml', four)
    const { given, fetch } = watched(world, 1, (send) => {
      put(world, 'journal.lock', lockOf({ pid: 1, host: 'other' }))
      return send()
    })
    const { code, stdout } = await world.tms(upload(run), { fetch })
    expect(code).toBe(2)
    expect(given).toHaveLength(2)
    expect(JSON.parse(stdout).results.at(-1)).toMatchObject({
      recorded: 'unsent',
      reason: expect.stringContaining('is in use by another upload (process 1 on other)'),
    })
  })
})
