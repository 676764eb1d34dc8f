import { selectUsers } from '../store/users.ts'
import type { Handler } from './handler.ts'

export const listUsers: Handler<'listUsers'> = async ({ query, store, url, profile }) => {
  const { rows, ...paging } = await profile.readAccountList(selectUsers(store), 'users', query, url)
  return { status: 200, body: { message: '', data: rows.map(profile.user), ...paging } }
}
