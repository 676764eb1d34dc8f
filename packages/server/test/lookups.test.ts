import { expect, test } from 'vitest'
import { refusal, startProject } from './requests.ts'

test.each([
  ['//test_cases/automation_types', 'automation_types', ['Web Application', 'Mobile Web']],
  ['//test_cases/types', 'types', ['Functional', 'Regression']],
  ['//test_cases/statuses', 'statuses', ['Active', 'Draft']],
  ['//test_cases/priorities', 'priorities', ['High', 'Medium']],
  [
    '//test_runs/statuses',
    'statuses',
    ['Running', 'Completed', 'Passed', 'Failed', 'Blocked', 'Skipped', 'UnTested', 'In Progress'],
  ],
])('%s', async (path, key, names) => {
  const { ask } = await startProject()
  const { [key]: rows = [] } = await ask<Record<string, { name: string; order: number }[]>>('GET', path)
  expect(rows.map(({ name }) => name)).toEqual(names)
  expect(rows.map(({ order }) => order)).toEqual(names.map((_, index) => index + 1))
})

test('labels', async () => {
  const { ask } = await startProject()
  expect(await ask('GET', '//labels')).toMatchObject({
    labels: [
      { name: 'Regression', createdAt: 1710675200 },
      { name: 'Smoke', updatedAt: 1710761600 },
    ],
  })
})

test('are paged too, and cursors belong to one list', async () => {
  const { started, send } = await startProject()
  const { body } = await started.call('GET', '/test_cases/types?page_size=1')
  const { next } = (body as { page_info: { next: string } }).page_info
  const { search, pathname } = new URL(next)
  expect(await started.call('GET', pathname + search)).toMatchObject({
    status: 200,
    body: { data: { types: [{ name: 'Regression' }] }, page_info: { total_count: 2, next: '' } },
  })
  const refused = refusal(422, 'cursor: must be taken from page_info of this list')
  expect(await send('GET', `//test_cases/priorities${search}`)).toMatchObject(refused)
  expect(await send('GET', `//labels${search}`)).toMatchObject(refused)
})
