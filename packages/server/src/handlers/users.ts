import { selectUsers } from '../store/users.ts'
import type { Handler } from './handler.ts'
import { readAccountList } from './paging.ts'

export const listUsers: Handler<'listUsers'> = async ({ query, store, url, profile }) => {
  const { rows, ...paging } = await readAccountList(selectUsers(store), 'users', query, url, profile)
  return { status: 200, body: { message: '', data: rows.map(profile.user), ...paging } }
}
