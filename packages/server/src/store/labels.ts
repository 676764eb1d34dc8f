import type { Store } from './schema.ts'

export function selectLabels(store: Store) {
  return store.selectFrom('labels').selectAll()
}

/** The names of these labels, in the same order. */
export async function readLabelNames(store: Store, ids: string[]): Promise<string[]> {
  if (ids.length === 0) return []
  const labels = await selectLabels(store).where('id', 'in', ids).execute()
  return ids.flatMap((id) => labels.find((label) => label.id === id)?.name ?? [])
}
