import { DatabaseSync } from 'node:sqlite'
import type { TestCase, User } from '@testsigma-tms/types'
import { expect } from 'vitest'
import { newCase, project } from './requests.ts'
import { type Started, start } from './start.ts'

type Call = Started['call']

/** Checks a data file after seeding was stopped, in which the next test case gets the given human ID. */
export async function expectWhole(data: string, expected: { atLeast: number; below: number; next: string }) {
  const database = new DatabaseSync(data, { readOnly: true })
  expect(database.prepare('pragma foreign_key_check').all()).toEqual([])
  expect(database.prepare('pragma integrity_check').get()).toEqual({ integrity_check: 'ok' })
  const { cases } = database.prepare('select count(*) as cases from test_cases').get() ?? {}
  database.close()
  expect(cases).toBeGreaterThanOrEqual(expected.atLeast)
  expect(cases).toBeLessThan(expected.below)
  const started = await start({ data })
  const [id = ''] = await newProjects(started.call)
  const { test_case } = await project(started, id).ask<{ test_case: TestCase }>('POST', '/test_cases', newCase)
  expect(test_case.human_id).toBe(expected.next)
}

/** The projects after the two of the demo data. */
export async function newProjects(call: Call): Promise<string[]> {
  return (await rows(call, '/projects')).slice(2).map(({ id }) => id)
}

export async function rows(call: Call, path: string): Promise<User[]> {
  const { body } = await call('GET', `${path}?page_size=1000`)
  const { data } = body as { data: User[] | Record<string, User[]> }
  return Array.isArray(data) ? data : (Object.values(data)[0] ?? [])
}
