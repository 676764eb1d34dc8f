import { expect, inject, test } from 'vitest'
import { newDatabase } from './database.ts'
import { assignment, assignPath, demo, start } from './start.ts'

const unit = inject('profile') === 'observed' ? 1 : 1000

test('responds to the documented request as documented', async () => {
  const { call } = await start()
  const before = Math.floor(Date.now() / unit)
  const { status, body } = await call('PUT', assignPath, assignment(demo.users[2]))
  expect({ status, body }).toEqual({
    status: 200,
    body: {
      message: 'User assigned successfully.',
      data: {
        test_run_case: { test_case_id: demo.cases[0], user_id: demo.users[2], updated_at: expect.any(Number) },
      },
    },
  })
  const { updated_at } = (body as { data: { test_run_case: { updated_at: number } } }).data.test_run_case
  expect(updated_at).toBeGreaterThanOrEqual(before)
  expect(updated_at).toBeLessThanOrEqual(Date.now() / unit)
})

test('changes one entry, in milliseconds, and replaces an earlier assignment', async () => {
  const { options, query } = await newDatabase()
  const { call } = await start(options)
  await call('PUT', assignPath, assignment(demo.users[2]))
  const before = Date.now()
  await call('PUT', assignPath, assignment(demo.users[0]))

  const rows = await query('select test_case_id, user_id, updated_at from test_run_cases order by tsid')
  expect(rows).toMatchObject([
    { test_case_id: demo.cases[0], user_id: demo.users[0] },
    { test_case_id: demo.cases[1], user_id: demo.users[3] },
  ])
  expect(Number(rows[0]?.updated_at)).toBeGreaterThanOrEqual(before)
})

test.each([
  ['the human ID of the run', demo.project, 'DEMO-R-1'],
  ['UUIDs in capitals', demo.project.toUpperCase(), demo.run.toUpperCase()],
])('accepts %s', async (_, project, run) => {
  const { call } = await start()
  const path = `/projects/${project}/test_runs/${run}/assign_user`
  const { status, body } = await call('PUT', path, assignment(demo.users[1].toUpperCase(), demo.cases[1].toUpperCase()))
  expect({ status, body }).toMatchObject({
    status: 200,
    body: { data: { test_run_case: { test_case_id: demo.cases[1], user_id: demo.users[1] } } },
  })
})

test('finds a run only in its own project', async () => {
  const { call } = await start()
  expect(
    await call('PUT', assignPath.replace(demo.project, demo.otherProject), assignment(demo.users[0])),
  ).toMatchObject({
    status: 404,
    body: { message: 'test run not found' },
  })
})
