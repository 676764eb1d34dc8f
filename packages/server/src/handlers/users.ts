import type { User } from '@testsigma-tms/types'
import { readPage } from '../paging.ts'
import type { UserRow } from '../store/schema.ts'
import { selectUsers } from '../store/users.ts'
import { toTimestamp } from '../timestamps.ts'
import type { Handler } from './handler.ts'

export const listUsers: Handler<'listUsers'> = async ({ query, store, url }) => {
  const { rows, page_info } = await readPage(selectUsers(store), 'users', query, url)
  return { status: 200, body: { message: '', data: rows.map(toUser), page_info } }
}

function toUser({ id, email, first_name, last_name, created_at, updated_at, status }: UserRow): User {
  return {
    id,
    email,
    first_name,
    last_name,
    created_at: toTimestamp(created_at),
    updated_at: toTimestamp(updated_at),
    status,
  }
}
