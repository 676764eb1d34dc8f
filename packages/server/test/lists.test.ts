import type { PageInfo } from '@testsigma-tms/types'
import { describe, expect, test } from 'vitest'
import { contractOperations } from '../src/http/contract.ts'
import { ids, newCase, type Project, refusal, startProject } from './requests.ts'
import { demo } from './start.ts'

interface Row {
  id: string
}

/** For each list its path, and a function that adds an entry. */
const lists: [string, (world: Project, number: number) => Promise<unknown>][] = [
  ['//projects', ({ ask }, number) => ask('POST', '//projects', { name: `Project ${number}` })],
  ['/folders', ({ ask }, number) => ask('POST', '/folders', { name: `Folder ${number}` })],
  ['/test_cases', ({ ask }) => ask('POST', '/test_cases', newCase)],
  ['/step_groups', ({ ask }, number) => ask('POST', '/step_groups', { title: `Group ${number}` })],
  ['/test_runs', ({ ask }, number) => ask('POST', '/test_runs', { title: `${number}`, selection_type: 'DYNAMIC' })],
  ['/test_plans', ({ ask }, number) => ask('POST', '/test_plans', { title: `Plan ${number}` })],
  [
    '/test_plans/DEMO-P-1/test_runs',
    ({ ask }, number) =>
      ask('POST', '/test_runs', { title: `${number}`, selection_type: 'DYNAMIC', test_plan_id: ids.plan }),
  ],
  ['/test_runs/DEMO-R-3/test_cases', ({ ask }) => ask('POST', '/test_cases', newCase)],
]

describe.each(lists)('%s', (path, lengthen) => {
  test('is read page by page, with every name of the paging parameters', async () => {
    const world = await startProject()
    for (let number = 0; number < 6; number++) await lengthen(world, number)
    if (path.includes('DEMO-R-3')) await world.ask('POST', '/test_runs', { title: 'All', selection_type: 'DYNAMIC' })
    const whole = await read(world, path)
    expect(whole.rows.length).toBeGreaterThan(3)
    expect(whole.page_info).toMatchObject({ page_size: 25, total_count: whole.rows.length })

    const names = queryOf(path)
    if (!names.includes('page_size')) return
    const first = await read(world, `${path}?page_size=2`)
    expect(first.rows).toEqual(whole.rows.slice(0, 2))
    const link = new URL(String(first.page_info.next))
    const cursor = String(link.searchParams.get('cursor'))
    const ways = { cursor: `cursor=${cursor}`, next: `next=${cursor}`, page: 'page=2', size: 'page=2&size=2' }
    for (const [name, query] of Object.entries(ways)) {
      if (!names.includes(name)) continue
      const second = await read(world, `${path}?${query}${name === 'size' ? '' : '&page_size=2'}`)
      expect(second.rows, name).toEqual(whole.rows.slice(2, 4))
      const onward = new URL(String(second.page_info.next))
      expect(onward.searchParams.has('page') || onward.searchParams.has('next')).toBe(false)
    }
    if (names.includes('next')) {
      const second = await read(world, `${path}?page_size=2&next=${encodeURIComponent(link.href)}`)
      expect(second.rows).toEqual(whole.rows.slice(2, 4))
    }
    expect((await read(world, `${path}?page=1000000&page_size=1000`)).rows).toEqual([])
  })

  test('refuses invalid paging', async () => {
    const { send } = await startProject()
    await send('POST', '/test_runs', { title: 'All', selection_type: 'DYNAMIC' })
    const foreign = Buffer.from('[{"field":"users.tsid","value":"01HS5B9Z007ZB4X6W98Q8G26XE","direction":"ASC"}]')
    for (const query of [
      'page_size=0',
      'page_size=-1',
      'page_size=10000000',
      'size=1001',
      'page=0',
      'page=1.5',
      'page=99999999999',
      'cursor=abc',
      `cursor=${foreign.toString('base64url')}`,
      `next=${foreign.toString('base64url')}`,
    ]) {
      const [name = ''] = query.split('=')
      if (!queryOf(path).includes(name)) continue
      expect(await send('GET', `${path}?${query}`), query).toMatchObject(refusal(422, `${name}: must be`))
    }
  })
})

function queryOf(path: string): string[] {
  const template = `${path.startsWith('//') ? '' : '/projects/{project_id}'}${path.replace('//', '/')}`
    .replace('DEMO-P-1', '{test_plan_id}')
    .replace('DEMO-R-3', '{test_run_id}')
  const operation = contractOperations.find((one) => one.method === 'get' && one.path === template)
  return (operation?.parameters ?? []).map(({ name }) => name)
}

async function read({ started }: Project, path: string): Promise<{ rows: Row[]; page_info: PageInfo }> {
  const url = path.startsWith('//') ? path.slice(1) : `/projects/${demo.project}${path}`
  const { status, body } = await started.call('GET', url)
  expect(status).toBe(200)
  const { data, page_info } = body as { data: Record<string, Row[]>; page_info: PageInfo }
  const [rows = []] = Object.values(data)
  return { rows, page_info }
}
