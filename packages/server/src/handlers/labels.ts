import { selectLabels } from '../store/labels.ts'
import type { Handler } from './handler.ts'
import { readAccountList } from './paging.ts'

export const listLabels: Handler<'listLabels'> = async ({ query, store, url, profile }) => {
  const { rows, ...paging } = await readAccountList(selectLabels(store), 'labels', query, url, profile)
  const { timestamp } = profile
  const labels = rows.map(({ id, name, created_at, updated_at }) => ({
    id,
    name,
    createdAt: timestamp(created_at),
    updatedAt: timestamp(updated_at),
  }))
  return { status: 200, body: { message: '', data: { labels }, ...paging } }
}
