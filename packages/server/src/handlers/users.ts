import { selectUsers } from '../store/users.ts'
import type { Handler } from './handler.ts'
import { readAccountList } from './paging.ts'

export const listUsers: Handler<'listUsers'> = async ({ query, ...call }) => {
  const { store, profile } = call
  const { rows, ...paging } = await readAccountList({ rows: selectUsers(store), table: 'users' }, query, call)
  return { status: 200, body: { message: '', data: rows.map(profile.user), ...paging } }
}
