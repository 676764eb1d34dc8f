import type { Folder, TestCase, TestRun } from '@testsigma-tms/types'
import { describe, expect, test, vi } from 'vitest'
import { newDatabase, type TestDatabase } from './database.ts'
import { progressOf, upload } from './junit-reports.ts'
import { ids, newCase, nobody, type Project, startProject } from './requests.ts'
import { startCli } from './run-cli.ts'
import { assignment, assignPath, caller, demo } from './start.ts'

/** Two servers on the same data. */
async function startTwo(): Promise<{ database: TestDatabase; both: [Project, Project] }> {
  const database = await newDatabase()
  const both: [Project, Project] = [await startProject(database.options), await startProject(database.options)]
  return { database, both }
}

/** Runs the work several times on each server, all in parallel. */
function atOnce<Result>(both: Project[], count: number, work: (world: Project, index: number) => Promise<Result>) {
  return Promise.all(both.flatMap((world) => Array.from({ length: count }, (_, index) => work(world, index))))
}

test('processes that start at the same time on new data share it', async () => {
  const { args, query } = await newDatabase()
  if (args.includes('--database')) for (const table of await tablesOf(query)) await query(`drop table ${table} cascade`)
  const servers = await Promise.all([1, 2, 3].map(() => startCli(['--port', '0', ...args])))
  for (const { origin } of servers) {
    for (const { apiKey } of servers) {
      expect(await caller(origin, apiKey)('GET', '/users')).toMatchObject({ body: { page_info: { total_count: 4 } } })
    }
  }
})

test('human IDs are unique and without gaps', async () => {
  const { both } = await startTwo()
  const cases = await atOnce(both, 20, async ({ ask, send }) => {
    // A refused request must not take a number.
    await send('POST', '/test_cases', { ...newCase, label_ids: ['none'] })
    return (await ask<{ test_case: TestCase }>('POST', '/test_cases', newCase)).test_case.human_id
  })
  const wanted = Array.from({ length: 40 }, (_, index) => `DEMO-${index + 5}`)
  expect(new Set(cases)).toEqual(new Set(wanted))
})

test('one of two runs with the same title is refused', async () => {
  const { both } = await startTwo()
  const responses = await atOnce(both, 5, ({ send }, index) =>
    send('POST', '/test_runs', { title: `Night ${index}`, selection_type: 'DYNAMIC' }),
  )
  const statuses = responses.map(({ status }) => status).sort()
  expect(statuses).toEqual([...Array(5).fill(200), ...Array(5).fill(422)])
})

test('folders that are moved into each other create no cycle', async () => {
  const { both } = await startTwo()
  const [one, other] = both
  for (let round = 0; round < 15; round++) {
    const [first, second] = await Promise.all(both.map(({ ask }) => ask<One>('POST', '/folders', { name: `${round}` })))
    const [into, onto] = [first?.folder.id, second?.folder.id]
    const responses = await Promise.all([
      one.send('POST', `/folders/${into}/move`, { parent_folder_id: onto }),
      other.send('POST', `/folders/${onto}/move`, { parent_folder_id: into }),
    ])
    expect(responses.map(({ status }) => status).sort()).toEqual([200, 422])
  }
})

interface One {
  folder: Folder
}

test('results and assignments of both are kept, and counted by both', async () => {
  const { both } = await startTwo()
  const cases = await atOnce(both, 10, ({ ask }) => ask<{ test_case: TestCase }>('POST', '/test_cases', newCase))
  const run = { title: 'All', selection_type: 'DYNAMIC', test_plan_id: ids.plan }
  const { test_run } = await both[0].ask<{ test_run: TestRun }>('POST', '/test_runs', run)
  await atOnce(both, 10, ({ ask, started }, index) => {
    const test_case_id = String(cases[both[0].started === started ? index : index + 10]?.test_case.id)
    const result = { test_case_id, test_run_status_id: ids.passed, user_id: ids.user }
    return ask('PUT', `/test_runs/${test_run.id}/test_cases`, { test_run_cases: [result] })
  })
  for (const { ask } of both) {
    const { test_runs } = await ask<{ test_runs: TestRun[] }>('GET', '/test_plans/DEMO-P-1/test_runs')
    expect(test_runs.find(({ id }) => id === test_run.id)?.results).toMatchObject({ total: 24, passed: 20 })
  }
})

test('fifty assignments to both', async () => {
  const { both } = await startTwo()
  const responses = await atOnce(both, 25, ({ started }, index) =>
    started.call('PUT', assignPath, assignment(String(demo.users[index % 3]), demo.cases[index % 2])),
  )
  expect(responses.map(({ status }) => status)).toEqual(Array(50).fill(200))
})

test('both return the same pages, whichever wrote the entries', async () => {
  const { both } = await startTwo()
  await atOnce(both, 10, ({ ask }) => ask('POST', '/folders', { name: 'Same' }))
  const [one, other] = await Promise.all(both.map(({ ask }) => ask<{ folders: Folder[] }>('GET', '/folders')))
  expect(one?.folders).toHaveLength(23)
  expect(other).toEqual(one)
})

test('both accept the keys of both', async () => {
  const { both } = await startTwo()
  for (const { server } of both.map(({ started }) => started)) {
    for (const { started } of both) {
      const headers = { Authorization: `Bearer ${server.apiKey}` }
      expect(await started.call('GET', '/users', { headers })).toMatchObject({ status: 200 })
    }
  }
})

describe('a JUnit import', () => {
  test('has an effect once, although every start resumes unfinished imports', async () => {
    const { database, both } = await startTwo()
    const report = upload(reportOf('failed', 3000))
    const path = '/junit-import/test-run/DEMO-R-1'
    const { import: started } = await both[0].ask<{ import: { id: string } }>('POST', path, report)
    // Like `both[1]`, but during the import.
    const third = await startProject(database.options)
    await vi.waitFor(
      async () =>
        expect(await progressOf(third, started.id)).toMatchObject({
          status: 'completed',
          details: { imported_count: 1 },
        }),
      { timeout: 20_000 },
    )
    const result = { test_case_id: demo.cases[0], test_run_status_id: ids.passed, user_id: ids.user }
    await both[1].ask('PUT', '/test_runs/DEMO-R-1/test_cases', { test_run_cases: [result] })
    for (const { started } of [...both, third]) await started.server.close()
    const [entry] = await database.query(
      `select user_id, status_id from test_run_cases where test_case_id = '${demo.cases[0]}'`,
    )
    expect(entry).toEqual({ user_id: ids.user, status_id: ids.passed })
  })

  test.each([
    ['killed a minute ago', -60_000],
    ['killed before the clock was set back by ten days', 864_000_000],
  ])('of a process that was %s is taken over by a running one', async (_, distance) => {
    const { options, query } = await newDatabase()
    const survivor = await startProject(options)
    await leaveUnfinished(query, Date.now() + distance)
    await expectCompleted(survivor)
  })

  test('is finished after a restart, also if the clock was set back by ten days meanwhile', async () => {
    const { options, query } = await newDatabase()
    const first = await startProject(options)
    await first.started.server.close()
    await leaveUnfinished(query, Date.now() + 864_000_000)
    await expectCompleted(await startProject(options))
  })
})

/** Leaves an import as a process does that is killed in the middle of the work. */
async function leaveUnfinished(query: TestDatabase['query'], moment: number): Promise<void> {
  const report = '<testsuite><testcase name="DEMO-1"><failure message="taken over"/></testcase></testsuite>'
  await query(`
    insert into junit_imports (id, tsid, created_at, updated_at, project_id, test_run_id, status, report, imported_count,
      failed_count, errors)
    values ('${nobody}', '01HS5B9Z007ZB4X6W98Q8G26XE', ${moment}, ${moment}, '${demo.project}', '${demo.run}',
      'in_progress', '${report}', 0, 0, '[]')`)
}

function expectCompleted(world: Project): Promise<void> {
  const check = async () => expect(await progressOf(world, nobody)).toMatchObject({ status: 'completed' })
  return vi.waitFor(check, { timeout: 50_000, interval: 200 })
}

/** One test that belongs to DEMO-1, and many without a test case. */
function reportOf(message: string, others: number): string {
  const many = Array.from({ length: others }, (_, index) => `<testcase name="test ${index}"/>`).join('')
  return `<testsuite>${many}<testcase name="DEMO-1"><failure message="${message}"/></testcase></testsuite>`
}

async function tablesOf(query: TestDatabase['query']): Promise<string[]> {
  const rows = await query("select tablename from pg_tables where schemaname = 'public'")
  return rows.map(({ tablename }) => String(tablename))
}
