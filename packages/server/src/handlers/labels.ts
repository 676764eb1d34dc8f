import type { Label } from '@testsigma-tms/types'
import { readPage } from '../paging.ts'
import { selectLabels } from '../store/labels.ts'
import type { LabelRow } from '../store/schema.ts'
import { toTimestamp } from '../timestamps.ts'
import type { Handler } from './handler.ts'

export const listLabels: Handler<'listLabels'> = async ({ query, store, url }) => {
  const { rows, page_info } = await readPage(selectLabels(store), 'labels', query, url)
  return { status: 200, body: { message: '', data: { labels: rows.map(toLabel) }, page_info } }
}

function toLabel({ id, name, created_at, updated_at }: LabelRow): Label {
  return { id, name, createdAt: toTimestamp(created_at), updatedAt: toTimestamp(updated_at) }
}
