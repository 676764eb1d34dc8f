import type { Project, TestCase } from '@testsigma-tms/types'
import { expect, test } from 'vitest'
import { ids, newCase, nobody, project, refusal, startProject } from './requests.ts'
import { demo } from './start.ts'

interface One {
  project: Project
}

test('is created, read, partially updated, and listed', async () => {
  const { ask } = await startProject()
  const { project: created } = await ask<One>('POST', '//projects', { name: 'Web shop', human_id_prefix: 'SHOP' })
  expect(created).toMatchObject({ name: 'Web shop', description: '', human_id_prefix: 'SHOP' })
  const path = `//projects/${created.id}`
  expect(await ask('PUT', path, { description: 'Basket and payment' })).toMatchObject({
    project: { name: 'Web shop', description: 'Basket and payment', human_id_prefix: 'SHOP' },
  })
  expect(await ask('PUT', path, { name: 'Shop' })).toMatchObject({
    project: { name: 'Shop', description: 'Basket and payment' },
  })
  expect(await ask('GET', path)).toMatchObject({ project: { name: 'Shop', created_at: created.created_at } })
  const { projects } = await ask<{ projects: Project[] }>('GET', '//projects')
  expect(projects.map(({ name }) => name)).toEqual(['Health Care Project', 'Banking Platform', 'Shop'])
})

test.each([
  ['name__NEQ=Banking+Platform', ['Health Care Project']],
  ['name__NEQ=banking+platform', ['Health Care Project', 'Banking Platform']],
  ['name__CONTAINS=bank', ['Banking Platform']],
  ['name__CONTAINS=', ['Health Care Project', 'Banking Platform']],
  ['name__CONTAINS=%25', []],
  ['name__CONTAINS=_', []],
  ['name__CONTAINS=Care&name__NEQ=Health+Care+Project', []],
  ['q=Bank&filter=x', ['Health Care Project', 'Banking Platform']],
])('?%s', async (query, names) => {
  const { ask } = await startProject()
  const { projects } = await ask<{ projects: Project[] }>('GET', `//projects?${query}`)
  expect(projects.map(({ name }) => name)).toEqual(names)
})

test.each([
  ['Health Care Project', 'HCP-1'],
  ['Shop', 'SHOP-1'],
  ['Élan vital', 'ÉV-1'],
  ['!?', 'P-1'],
])('the prefix of "%s" is derived from the name: %s', async (name, human_id) => {
  const { ask, started } = await startProject()
  const { project: created } = await ask<One>('POST', '//projects', { name })
  const { test_case } = await project(started, created.id).ask<{ test_case: TestCase }>('POST', '/test_cases', newCase)
  expect(test_case.human_id).toBe(human_id)
})

test('is deleted with everything in it, and nothing else', async () => {
  const { send, ask, started } = await startProject()
  const other = project(started, demo.otherProject)
  await other.ask('POST', '/test_cases', newCase)
  const link = { step_description: 'Sign in', step_group_id: ids.group }
  await ask('POST', '/test_cases', { ...newCase, folder_id: ids.innerFolder, individual_steps: [link] })
  expect(await send('DELETE', '')).toMatchObject({ status: 200, body: { message: 'Project deleted.' } })
  expect(await send('GET', '')).toMatchObject({ status: 404 })
  expect(await send('GET', '/test_runs/DEMO-R-1')).toMatchObject(refusal(404, 'project not found'))
  expect(await other.ask('GET', '/test_cases')).toMatchObject({ test_cases: [{ human_id: 'BNK-1' }] })
  expect(await ask('GET', '//projects')).toMatchObject({ projects: [{ id: demo.otherProject }] })
})

test('that does not exist is 404', async () => {
  const { send } = await startProject()
  for (const id of [nobody, 'DEMO']) {
    expect(await send('GET', `//projects/${id}`)).toMatchObject(refusal(404, `project not found with ID: ${id}`))
  }
})

test.each([
  [{}, 'name: required'],
  [{ name: '' }, 'name: must be a string of 1 or more characters, got ""'],
  [{ name: 'x', human_id_prefix: '' }, 'human_id_prefix: must be a string of 1 or more characters'],
  [{ name: 'x', human_id_prefix: null }, 'human_id_prefix: must be a string'],
  [{ name: 'x', human_id_prefix: 'A\nB' }, 'human_id_prefix: must be a string on one line, got "A\\nB"'],
  [{ name: 'x', prefix: 'X' }, 'prefix: unknown field'],
])('%j is refused', async (body, details) => {
  const { send } = await startProject()
  expect(await send('POST', '//projects', body)).toMatchObject(refusal(422, details))
})

test('keeps its prefix', async () => {
  const { send } = await startProject()
  expect(await send('PUT', '', { human_id_prefix: 'X' })).toMatchObject(
    refusal(422, 'human_id_prefix: only the server sets it; must be "DEMO"'),
  )
})
