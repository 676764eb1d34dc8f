import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test, vi } from 'vitest'
import { ids, project } from './requests.ts'
import { startCli } from './run-cli.ts'
import { assignment, assignPath, caller, demo, start, temporaryFolder } from './start.ts'

test('an acknowledged assignment survives kill -9', { timeout: 120_000 }, async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  for (let round = 0; round < 10; round++) {
    const user = String(demo.users[round % 3])
    const { origin, apiKey, process, finished } = await startCli(['--port', '0', '--data', data])
    const { status } = await caller(origin, apiKey)('PUT', assignPath, assignment(user))
    process.kill('SIGKILL')
    expect(status).toBe(200)
    await finished
    expect(readAssignee(data)).toEqual({ user_id: user })
  }
})

test('so do a run, a result with its file, and an import', { timeout: 120_000 }, async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  for (let round = 0; round < 4; round++) {
    const { origin, apiKey, process, finished } = await startCli(['--port', '0', '--data', data])
    const call = caller(origin, apiKey)
    const { ask } = project({ call }, demo.project)
    await ask('POST', '/test_runs', { title: `Round ${round}`, selection_type: 'DYNAMIC' })
    const run = `DEMO-R-${round + 3}`
    await ask('PUT', `/test_runs/${run}/test_cases`, resultWithFile())
    const { import: report } = await ask<{ import: { id: string } }>('POST', `/junit-import/test-run/${run}`, upload())
    process.kill('SIGKILL')
    await finished

    const { server } = await start({ data })
    const again = project({ call: caller('http://tms.test', server.apiKey, server.fetch) }, demo.project)
    await vi.waitFor(async () => {
      const { import: progress } = await again.ask<{ import: object }>('GET', `/junit-imports/${report.id}/status`)
      expect(progress).toMatchObject({ status: 'completed', details: { imported_count: 1 } })
    })
    expect(await again.ask('GET', `/test_runs/${run}`)).toMatchObject({
      test_run: { results: [{ status: 'PASSED' }, { status: 'SKIPPED' }, {}, {}] },
    })
    await server.close()
  }
  expect(countAttachments(data)).toEqual({ attachments: 4 })
})

function resultWithFile(): FormData {
  const result = { test_case_id: demo.cases[0], test_run_status_id: ids.passed, user_id: ids.user }
  const form = new FormData()
  form.append('data', JSON.stringify({ test_run_cases: [result] }))
  form.append('attachments_0_0', new Blob(['log']), 'run.log')
  return form
}

function upload(): FormData {
  const form = new FormData()
  form.append(
    'junit_xml',
    new Blob(['<testsuite><testcase name="DEMO-2"><skipped/></testcase></testsuite>']),
    'report.xml',
  )
  return form
}

function countAttachments(data: string) {
  const database = new DatabaseSync(data)
  const row = database.prepare('select count(*) as attachments from attachments').get()
  database.close()
  return row
}

function readAssignee(data: string) {
  const database = new DatabaseSync(data)
  const row = database.prepare('select user_id from test_run_cases where test_case_id = ?').get(demo.cases[0])
  database.close()
  return row
}
