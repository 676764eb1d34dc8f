import type { JunitImportRow, Store } from './schema.ts'

export function findImport(store: Store, id: string): Promise<JunitImportRow | undefined> {
  return store.selectFrom('junit_imports').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * Imports without recent progress. A timestamp in the future means that the clock was set back.
 *
 * @param now in milliseconds
 * @param patience age of the last progress in milliseconds that still counts as recent
 */
export function selectUnfinishedImports(store: Store, now: number, patience: number): Promise<{ id: string }[]> {
  return store
    .selectFrom('junit_imports')
    .select('id')
    .where('status', 'in', ['pending', 'in_progress'])
    .where((row) => row.or([row('updated_at', '<', now - patience), row('updated_at', '>', now + patience)]))
    .orderBy('tsid')
    .execute()
}
