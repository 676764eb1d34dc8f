import { expect, test } from 'vitest'
import { newDatabase } from './database.ts'
import { ids, newCase, refusal, startProject } from './requests.ts'
import { demo } from './start.ts'

test('a page of long entries is shorter, and links to the others', async () => {
  const { ask, send } = await startProject()
  const { project } = await ask<{ project: { id: string } }>('POST', '//projects', { name: 'Long' })
  const cases = `//projects/${project.id}/test_cases`
  const text = 'x'.repeat(100_000)
  const texts = { description: text, preconditions: text, steps: text, expected_results: text }
  for (let index = 0; index < 14; index++) await ask('POST', cases, { ...newCase, title: `${index}`, ...texts })
  const titles: string[] = []
  let pages = 0
  for (let path = `${cases}?page_size=1000`; path !== '//'; pages++) {
    const { body } = await send('GET', path)
    const { data, page_info } = body as { data: { test_cases: { title: string }[] }; page_info: { next: string } }
    titles.push(...data.test_cases.map(({ title }) => title))
    path = nextPath(cases, page_info.next)
  }
  expect(titles).toEqual(Array.from({ length: 14 }, (_, index) => `${index}`))
  expect(pages).toBe(2)
  expect(await send('GET', `${cases}?page=1&page_size=14`)).toMatchObject(
    refusal(422, 'page: the entries are too long for a page of this size'),
  )
})

function nextPath(list: string, next: string): string {
  if (next === '') return '//'
  const cursor = URL.parse(next)?.searchParams.get('cursor') ?? next
  return `${list}?page_size=1000&cursor=${encodeURIComponent(cursor)}`
}

test('a project is deleted with everything in it', async () => {
  const { options, query } = await newDatabase()
  const { ask } = await startProject(options)
  const form = new FormData()
  const result = { test_case_id: demo.cases[0], test_run_status_id: ids.passed, user_id: ids.user }
  form.append('data', JSON.stringify({ test_run_cases: [result] }))
  form.append('attachments_0_0', new Blob(['x'.repeat(3 * 2 ** 20)]), 'film')
  await ask('PUT', '/test_runs/DEMO-R-1/test_cases', form)
  await ask('DELETE', `//projects/${demo.project}`)
  await ask('DELETE', `//projects/${demo.otherProject}`)
  const rest = ['test_runs', 'test_run_cases', 'attachments', 'attachment_pieces', 'junit_imports', 'test_plans']
  const more = ['test_cases', 'test_case_steps', 'step_groups', 'step_group_steps', 'folders', 'human_id_counters']
  for (const table of [...rest, ...more]) expect([table, await query(`select * from ${table}`)]).toEqual([table, []])
})

test('the title of a step group, which is shown in each of its steps, has a length limit', async () => {
  const { send } = await startProject()
  expect(await send('POST', '/step_groups', { title: 'x'.repeat(1001) })).toMatchObject(
    refusal(422, 'title: must be a string of 1000 characters or fewer, got 1001'),
  )
})

test('a run of thousands of test cases is created, gets a result for each, and is deleted', async () => {
  const { started, ask } = await startProject()
  await started.server.seed({ cases: 3000 })
  const { projects } = await ask<{ projects: { id: string; human_id_prefix: string }[] }>('GET', '//projects')
  const id = projects.find(({ human_id_prefix }) => human_id_prefix === 'S1')?.id
  const inside = `//projects/${id}`
  await ask('POST', `${inside}/test_runs`, { title: 'Everything', selection_type: 'DYNAMIC' })
  const { test_run } = await ask<{ test_run: { results: { test_case_id: string }[] } }>(
    'GET',
    `${inside}/test_runs/S1-R-1`,
  )
  expect(test_run.results).toHaveLength(3000)
  const form = new FormData()
  const statuses = await ask<{ statuses: { id: string }[] }>('GET', '//test_runs/statuses')
  const test_run_cases = test_run.results.map(({ test_case_id }) => ({
    test_case_id,
    test_run_status_id: statuses.statuses[0]?.id,
    user_id: demo.users[0],
  }))
  form.append('data', JSON.stringify({ test_run_cases }))
  expect(await ask('PUT', `${inside}/test_runs/S1-R-1/test_cases`, form)).toMatchObject({
    test_run_cases: { length: 3000 },
  })
  expect(await started.call('DELETE', `/projects/${id}`)).toMatchObject({ status: 200 })
})
