const { createClient, NotFoundError } = require('@testsigma-tms/client')
const { ensurePath } = require('@testsigma-tms/client/helpers')

const project_id = 'c47ade67-0543-4582-a4a5-b7de447c94f5'

test('the client works', async () => {
  const folder = await ensurePath(createClient(), { project_id, path: 'Jest' })
  const missing = createClient().folders.get({ project_id, folder_id: '00000000-0000-4000-8000-000000000000' })

  expect(folder.name).toBe('Jest')
  await expect(missing).rejects.toThrow(NotFoundError)
})

test('the next call after fake timers is sent immediately', async () => {
  const tms = createClient()
  jest.useFakeTimers()
  const calls = Promise.all(Array.from({ length: 12 }, () => tms.users.list()))
  await jest.advanceTimersByTimeAsync(5_000)
  jest.useRealTimers()

  expect((await tms.users.list()).items.length).toBeGreaterThan(0)
  await calls
})
