import { selectLabels } from '../store/labels.ts'
import type { Handler } from './handler.ts'
import { readAccountList } from './paging.ts'

export const listLabels: Handler<'listLabels'> = async ({ query, ...call }) => {
  const { rows, ...paging } = await readAccountList({ rows: selectLabels(call.store), table: 'labels' }, query, call)
  const { timestamp } = call.profile
  const labels = rows.map(({ id, name, created_at, updated_at }) => ({
    id,
    name,
    createdAt: timestamp(created_at),
    updatedAt: timestamp(updated_at),
  }))
  return { status: 200, body: { message: '', data: { labels }, ...paging } }
}
