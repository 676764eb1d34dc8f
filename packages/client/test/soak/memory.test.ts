import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LargeAccount, openLargeAccount } from '../large-account.ts'

const USERS = 100_000

let account: LargeAccount

beforeAll(async () => {
  account = await openLargeAccount(USERS)
})

afterAll(() => account.close())

it(`reads ${USERS} users in constant memory`, async () => {
  const { count, megabytes } = await account.walk()
  console.log(`${count} users, ${megabytes.toFixed(1)} MB more at the end than after a tenth`)

  expect(count).toBe(USERS)
  expect(megabytes).toBeLessThan(2)
})

it('would fail if entries were kept', async () => {
  expect((await account.walk({ keep: true })).megabytes).toBeGreaterThan(10)
})
