import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { startCli } from './run-cli.ts'
import { assignment, assignPath, caller, demo, temporaryFolder } from './start.ts'

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

function readAssignee(data: string) {
  const database = new DatabaseSync(data)
  const row = database.prepare('select user_id from test_run_cases where test_case_id = ?').get(demo.cases[0])
  database.close()
  return row
}
