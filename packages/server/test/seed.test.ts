import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { TestCase, TestRun, TestRunCase } from '@testsigma-tms/types'
import { expect, test } from 'vitest'
import { SeedError } from '../src/index.ts'
import { completeAmounts } from '../src/seed/amounts.ts'
import { seedStore } from '../src/seed/seed.ts'
import { openStore } from '../src/store/open.ts'
import { newCase, project } from './requests.ts'
import { runCli } from './run-cli.ts'
import { expectWhole, newProjects, rows } from './seeded.ts'
import { type Started, start, temporaryFolder } from './start.ts'

const everything = { users: 300, projects: 2, folders: 9, stepGroups: 6, cases: 101, plans: 4, runs: 7 }

test('adds the given amounts, and keeps existing data', async () => {
  const { server, call } = await start()
  const before = await snapshot(call)
  await server.seed(everything)
  expect(await countAll(call)).toEqual(everything)
  expect((await snapshot(call)).filter((text) => before.includes(text))).toEqual(before)
})

test('all references are valid, and the data is usable', async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  const started = await start({ data })
  await started.server.seed(everything)
  const database = new DatabaseSync(data, { readOnly: true })
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
  database.close()

  const [id = ''] = await newProjects(started.call)
  const { ask } = project(started, id)
  const { test_case } = await ask<{ test_case: TestCase }>('POST', '/test_cases', newCase)
  expect(test_case.human_id).toBe('S1-51')
  const { test_runs } = await ask<{ test_runs: TestRun[] }>('GET', '/test_runs')
  const open = test_runs.find(({ status }) => status === 'ACTIVE')
  const entries = await ask<Record<string, TestRunCase[]>>('GET', `/test_runs/${open?.id}/test_cases`)
  const [[entry, ...others] = []] = Object.values(entries)
  expect(others).toHaveLength(19)
  const assignment = { user_id: newCase.owner_id, test_case_id: entry?.test_case?.id ?? entry?.id }
  await ask('PUT', `/test_runs/${open?.id}/assign_user`, assignment)
})

test('the same seed gives the same data, and another seed other data', async () => {
  const texts = await Promise.all(
    [1, 1, 2].map(async (seed) => {
      const { server, call } = await start()
      await server.seed({ ...everything, seed })
      return JSON.stringify(await snapshot(call))
    }),
  )
  expect(texts[1]).toBe(texts[0])
  expect(texts[2]).not.toBe(texts[0])
})

test('the same seed twice is refused, another one adds to the first', async () => {
  const { server, call } = await start()
  await server.seed({ users: 5 })
  await expect(server.seed({ users: 5 })).rejects.toThrow(SeedError)
  await server.seed({ users: 5, seed: 2 })
  expect((await countAll(call)).users).toBe(10)
})

test('invalid amounts are refused', async () => {
  const { server } = await start()
  await expect(server.seed({ users: -1 })).rejects.toThrow('users must be an integer from 0 to 100000000, got -1')
  await expect(server.seed({ cases: 1.5 })).rejects.toThrow('cases must be an integer')
  await expect(server.seed({ projects: 0, runs: 1 })).rejects.toThrow('projects must be 1 or more')
})

test('as a command, it prints its progress in lines', async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  const args = ['seed', '--data', data, '--users', '25000', '--cases', '10', '--seed', '3']
  expect(await runCli(args)).toEqual({
    code: 0,
    stdout: '',
    stderr: [
      `Adds data to ${data}; --seed 3 makes the same again.`,
      'users: 10,000 of 25,000',
      'users: 20,000 of 25,000',
      'users: 25,000 of 25,000',
      'projects: 1 of 1',
      'test cases: 10 of 10',
      '',
    ].join('\n'),
  })
  expect(await runCli(args)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining(`${data}: The data of seed 3 already exists; choose another seed\n`),
  })
})

test('data that was added before it is stopped is complete', async () => {
  const data = join(temporaryFolder(), 'tms.sqlite')
  const store = await openStore(data)
  const stop = new AbortController()
  const amounts = completeAmounts({ cases: 12_000 })
  const isWhole = await seedStore(store, amounts, 1, (kind) => kind === 'cases' && stop.abort(), stop.signal)
  await store.destroy()
  expect(isWhole).toBe(false)
  await expectWhole(data, { atLeast: 5000, below: 12_000, next: 'S1-12001' })
})

type Call = Started['call']

const lists = {
  folders: 'folders',
  stepGroups: 'step_groups',
  cases: 'test_cases',
  plans: 'test_plans',
  runs: 'test_runs',
}

/** Everything besides the demo data. */
async function countAll(call: Call) {
  const projects = await newProjects(call)
  const inProjects = Object.entries(lists).map(async ([kind, path]) => {
    const counts = projects.map(async (id) => (await rows(call, `/projects/${id}/${path}`)).length)
    return [kind, (await Promise.all(counts)).reduce((sum, count) => sum + count, 0)]
  })
  const users = (await rows(call, '/users')).length - 4
  return { users, projects: projects.length, ...Object.fromEntries(await Promise.all(inProjects)) }
}

/** The entries of all lists as strings. */
async function snapshot(call: Call): Promise<string[]> {
  const projects = await rows(call, '/projects')
  const paths = projects.flatMap(({ id }) => Object.values(lists).map((path) => `/projects/${id}/${path}`))
  const inProjects = await Promise.all(paths.map((path) => rows(call, path)))
  return [...projects, ...(await rows(call, '/users')), ...inProjects.flat()].map((row) => JSON.stringify(row))
}
