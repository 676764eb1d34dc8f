import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LargeAccount, openLargeAccount } from './large-account.ts'

const USERS = 10_000

let account: LargeAccount

beforeAll(async () => {
  account = await openLargeAccount(USERS)
})

afterAll(() => account.close())

it(`keeps none of ${USERS} users in memory, and would fail if it did`, async () => {
  const { count, megabytes } = await account.walk()
  const kept = await account.walk({ keep: true })

  expect([count, kept.count]).toEqual([USERS, USERS])
  expect(megabytes).toBeLessThan(kept.megabytes / 2)
})
