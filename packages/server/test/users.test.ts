import { expect, test } from 'vitest'
import { demo, start } from './start.ts'

const seed = [
  {
    id: '5f9a82b6-4e79-4162-9da6-7a3c2e5f4183',
    email: 'jane.doe@example.com',
    first_name: 'Jane',
    last_name: 'Doe',
    created_at: 1710675200,
    updated_at: 1710675200,
    status: 'active',
  },
  {
    id: '6a0b93c7-5f80-4273-8eb7-8b4d3f6a5294',
    email: 'john.smith@example.com',
    first_name: 'John',
    last_name: 'Smith',
    created_at: 1710761600,
    updated_at: 1710761600,
    status: 'inactive',
  },
]

test('lists the documented users first, then those that the examples need', async () => {
  const { call } = await start()
  const { status, body } = await call('GET', '/users')
  expect(status).toBe(200)
  expect(body).toMatchObject({
    message: '',
    data: [...seed, { id: demo.users[2] }, { id: demo.users[3] }],
    page_info: { page_size: 25, total_count: 4, next: '', prev: '' },
  })
})

test('ignores unknown query parameters', async () => {
  const { call } = await start()
  expect(await call('GET', '/users?name__CONTAINS=Jane')).toMatchObject({ body: { page_info: { total_count: 4 } } })
})

test('responds to every request with a unique request ID', async () => {
  const { call } = await start()
  const ids = await Promise.all([1, 2, 3].map(async () => (await call('GET', '/users')).headers.get('x-request-id')))
  expect(new Set(ids).size).toBe(3)
})
