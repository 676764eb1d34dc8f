import { ulid } from 'ulid'
import type { Store, UserRow } from '../src/store/schema.ts'

/** Adds users with these creation times, in milliseconds. */
export async function addUsers(store: Store, moments: number[]): Promise<void> {
  await store.transaction().execute(async (transaction) => {
    for (const moment of moments) await transaction.insertInto('users').values(user(moment)).execute()
  })
}

function user(moment: number): UserRow {
  return {
    id: crypto.randomUUID(),
    tsid: ulid(moment),
    email: `user-${moment}@example.com`,
    first_name: 'User',
    last_name: String(moment),
    status: 'active',
    created_at: moment,
    updated_at: moment,
  }
}
