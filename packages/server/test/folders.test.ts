import type { Folder, TestCase } from '@testsigma-tms/types'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ids, newCase, nobody, type Project, project, refusal, startProject, wrongInput } from './requests.ts'
import { demo } from './start.ts'

interface One {
  folder: Folder
}

test('is created at the root, read, and partially updated', async () => {
  const { ask } = await startProject()
  const { folder } = await ask<One>('POST', '/folders', { name: 'Billing' })
  expect(folder).toEqual({
    id: expect.any(String),
    name: 'Billing',
    project_id: demo.project,
    children: [],
    parent_folder_id: '',
    order: -1,
  })
  expect(await ask('PUT', `/folders/${folder.id}`, { order: 7 })).toEqual({ folder: { ...folder, order: 7 } })
  expect(await ask('PUT', `/folders/${folder.id}`, { name: 'Bills' })).toMatchObject({ folder: { order: 7 } })
  expect(await ask('GET', `/folders/${folder.id}`)).toEqual({ folder: { ...folder, name: 'Bills', order: 7 } })
})

test('moves into another one, and back to the root with an empty string or null', async () => {
  const { ask } = await startProject()
  const move = `/folders/${ids.smokeFolder}/move`
  for (const root of ['', null]) {
    expect(await ask('POST', move, { parent_folder_id: ids.innerFolder.toUpperCase() })).toMatchObject({
      folder: { parent_folder_id: ids.innerFolder, name: 'Smoke Tests' },
    })
    expect(await ask('POST', move, { parent_folder_id: root })).toMatchObject({ folder: { parent_folder_id: '' } })
  }
})

describe('a move is refused', () => {
  test.each([
    ['into itself', ids.folder, 'neither the folder itself nor one inside it'],
    ['into a folder inside it', ids.innerFolder, 'neither the folder itself nor one inside it'],
    ['into a folder that does not exist', nobody, 'the ID of a folder of this project'],
    ['into something that is not an ID', 'root', 'a string like'],
  ])('%s', async (_, parent_folder_id, noun) => {
    const { send } = await startProject()
    const details = `parent_folder_id: must be ${noun}`
    expect(await send('POST', `/folders/${ids.folder}/move`, { parent_folder_id })).toMatchObject(refusal(422, details))
  })

  test('into another project', async () => {
    const { send, started } = await startProject()
    const { folder } = await project(started, demo.otherProject).ask<One>('POST', '/folders', { name: 'Theirs' })
    const path = `/folders/${ids.folder}/move`
    expect(await send('POST', path, { parent_folder_id: folder.id })).toMatchObject(refusal(422, 'parent_folder_id'))
    expect(await send('GET', `/folders/${folder.id}`)).toMatchObject(refusal(404, 'folder not found'))
  })
})

test('the contents of a deleted folder move to its parent', async () => {
  const { ask, send } = await startProject()
  await ask('POST', `/folders/${ids.smokeFolder}/move`, { parent_folder_id: ids.innerFolder })
  expect(await send('DELETE', `/folders/${ids.innerFolder}`)).toMatchObject({ status: 200 })
  expect(await send('GET', `/folders/${ids.innerFolder}`)).toMatchObject({ status: 404 })
  expect(await ask('GET', `/folders/${ids.smokeFolder}`)).toMatchObject({ folder: { parent_folder_id: ids.folder } })
  const { test_cases } = await ask<{ test_cases: TestCase[] }>('GET', `/test_cases?folder_id=${ids.folder}`)
  expect(test_cases).toHaveLength(4)

  await ask('DELETE', `/folders/${ids.folder}`)
  expect(await ask('GET', '/test_cases/DEMO-1')).toMatchObject({ test_case: { folder_id: '' } })
  expect(await ask('GET', `/folders/${ids.smokeFolder}`)).toMatchObject({ folder: { parent_folder_id: '' } })
})

test('random moves and deletions create no cycle, and lose neither folders nor test cases', async () => {
  const world = await startProject()
  const step = fc.record({
    kind: fc.constantFrom('create', 'move', 'move', 'move', 'delete'),
    one: fc.nat(1000),
    other: fc.option(fc.nat(1000)),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      for (const { kind, one, other } of steps) await takeStep(world, kind, one, other)
    }),
    { numRuns: 12 },
  )
})

async function takeStep({ ask, send }: Project, kind: string, one: number, other: number | null): Promise<void> {
  const before = await readFolders(ask)
  const folder = before[one % before.length]
  const parent = other === null ? undefined : before[other % before.length]
  if (kind === 'create' || !folder) await ask('POST', '/folders', { name: 'New' })
  else if (kind === 'delete') await ask('DELETE', `/folders/${folder.id}`)
  else {
    const { status } = await send('POST', `/folders/${folder.id}/move`, { parent_folder_id: parent?.id ?? null })
    expect(status).toBe(parent && wayUp(parent, before).includes(folder.id) ? wrongInput : 200)
  }

  const after = await readFolders(ask)
  const difference = kind === 'create' || !folder ? 1 : kind === 'delete' ? -1 : 0
  expect(after).toHaveLength(before.length + difference)
  for (const one of after) expect(wayUp(one, after).length).toBeLessThanOrEqual(after.length)
  const { page_info } = (await send('GET', '/test_cases')).body as { page_info: { total_count: number } }
  expect(page_info.total_count).toBe(4)
}

/** IDs from a folder to the root; longer than the number of folders if there is a cycle. */
function wayUp({ id, parent_folder_id }: Folder, all: Folder[], steps = 0): string[] {
  if (!parent_folder_id || steps > all.length) return [id]
  const parent = all.find((folder) => folder.id === parent_folder_id)
  expect(parent, 'the parent exists').toBeDefined()
  return [id, ...wayUp(parent as Folder, all, steps + 1)]
}

async function readFolders(ask: Project['ask']): Promise<Folder[]> {
  return (await ask<{ folders: Folder[] }>('GET', '/folders?page_size=1000')).folders
}

test('contains test cases', async () => {
  const { ask } = await startProject()
  const { folder } = await ask<One>('POST', '/folders', { name: 'Billing' })
  await ask('POST', '/test_cases', { ...newCase, folder_id: folder.id })
  expect(await ask('GET', `/test_cases?folder_id=${folder.id.toUpperCase()}`)).toMatchObject({
    test_cases: [{ title: newCase.title, folder_id: folder.id }],
  })
})
