import { expect, test } from 'vitest'
import { newDatabase } from './database.ts'
import { demo, start } from './start.ts'

const path = `/projects/${demo.project}`
const rename = (name: string): RequestInit => ({ body: JSON.stringify({ name }) })

test('a repeated read immediately sees every change, by its own server and by another one', async () => {
  const { options } = await newDatabase()
  const servers = await Promise.all([start(options), start(options)])
  for (let number = 0; number < 20; number++) {
    const name = `Clinic ${number}`
    expect(await servers[number % 2]?.call('PUT', path, rename(name))).toMatchObject({ status: 200 })
    for (const { call } of [...servers, ...servers]) {
      expect(await call('GET', path)).toMatchObject({ body: { data: { project: { name } } } })
    }
  }
})

test('reads that run during a change leave nothing stale in the cache', async () => {
  const { call } = await start()
  for (let number = 0; number < 20; number++) {
    const name = `Clinic ${number}`
    const reads = Array.from({ length: 3 }, () => call('GET', path))
    await Promise.all([...reads, call('PUT', path, rename(name)), call('GET', path)])
    expect(await call('GET', path)).toMatchObject({ body: { data: { project: { name } } } })
  }
})

test('a link has the origin of the request, also in a cached response', async () => {
  const { server } = await start()
  for (const host of ['one.test', 'two.test', 'one.test']) {
    const response = await server.fetch(`http://${host}/api/v1/users?page_size=1`, {
      headers: { Authorization: `Bearer ${server.apiKey}` },
    })
    const { page_info } = (await response.json()) as { page_info: { next: string } }
    expect(new URL(page_info.next).host).toBe(host)
  }
})

test('a cached response depends on every table it was read from', async () => {
  const { call } = await start()
  const inRun = `${path}/test_runs/DEMO-R-1`
  const read = async (url: string) => JSON.stringify((await call('GET', url)).body)
  const texts = { title: 'Renamed', name: 'Renamed' }
  const changes: [read: string, method: string, write: string, body: object | undefined, shown: string][] = [
    [`${inRun}/test_cases`, 'PUT', `${path}/test_cases/${demo.cases[0]}`, { title: texts.title }, texts.title],
    [
      `${inRun}/test_cases`,
      'PUT',
      `${inRun}/assign_user`,
      { user_id: demo.users[0], test_case_id: demo.cases[0] },
      demo.users[0],
    ],
    [inRun, 'PUT', inRun, { title: 'Another title' }, 'Another title'],
    [
      `${path}/test_cases?search=wholly%20new`,
      'PUT',
      `${path}/test_cases/${demo.cases[1]}`,
      { title: 'Wholly new' },
      'Wholly new',
    ],
    [`${path}/folders`, 'POST', `${path}/folders`, { name: 'A late folder' }, 'A late folder'],
  ]
  for (const [url, method, write, body, shown] of changes) {
    expect(await read(url)).not.toContain(shown)
    expect(await read('/users')).toBe(await read('/users'))
    const response = await call(method, write, { body: JSON.stringify(body) })
    expect(response.status, JSON.stringify(response.body)).toBeLessThan(300)
    expect(await read(url)).toContain(shown)
  }
})
