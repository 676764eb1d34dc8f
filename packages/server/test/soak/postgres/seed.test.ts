import { expect, test } from 'vitest'
import { newDatabase } from '../../database.ts'
import { runCli } from '../../run-cli.ts'
import { start } from '../../start.ts'

const amounts = [
  '--users',
  '40',
  '--folders',
  '5',
  '--step-groups',
  '3',
  '--cases',
  '1200',
  '--plans',
  '2',
  '--runs',
  '2',
]

test('seed adds data to a database, also while it is being served, and refuses to do so twice', async () => {
  const { options, args, place, query } = await newDatabase()
  const { call } = await start(options)
  const seed = ['seed', ...amounts, '--seed', '3', ...args]
  expect(await runCli(seed)).toMatchObject({
    code: 0,
    stdout: '',
    stderr: expect.stringContaining('test runs: 2 of 2'),
  })
  expect(await call('GET', '/users')).toMatchObject({ body: { page_info: { total_count: 44 } } })
  const [project] = await query("select id from projects where human_id_prefix = 'S1'")
  expect(await call('GET', `/projects/${project?.id}/test_cases`)).toMatchObject({
    body: { page_info: { total_count: 1200 } },
  })
  const { code, stderr } = await runCli(seed)
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining(`${place}: The data of seed 3 already exists; choose another seed\n`),
  })
})

test('seed does not print the password of the database', async () => {
  const { options } = await newDatabase()
  const database = Object.assign(new URL(String(options.database)), { password: 'se$ame' }).href
  const { stderr } = await runCli(['seed', '--users', '1', '--database', database])
  expect(stderr).toContain('users: 1 of 1')
  expect(stderr).not.toMatch(/se(\$|%24)ame/)
})
