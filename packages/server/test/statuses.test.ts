import { expect, test } from 'vitest'
import { exampleRequests } from './contract-examples.ts'
import { newDatabase } from './database.ts'
import { start } from './start.ts'

test.each(['documented', 'observed'] as const)('without a key, every operation is 401 (%s)', async (profile) => {
  const { call } = await start({ profile })
  for (const { method, path } of exampleRequests) {
    expect(await call(method, path, { headers: {} })).toMatchObject({ status: 401, body: { code: 401 } })
  }
})

test('without a database, every operation is 500, and says nothing about the inside', async () => {
  const { options, query } = await newDatabase()
  const { call } = await start(options)
  await query('drop table api_keys')
  for (const { method, path } of exampleRequests) {
    expect(await call(method, path)).toMatchObject({ status: 500, body: { message: 'internal server error' } })
  }
})
