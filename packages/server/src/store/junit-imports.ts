import type { JunitImportRow, Store } from './schema.ts'

export function findImport(store: Store, id: string): Promise<JunitImportRow | undefined> {
  return store.selectFrom('junit_imports').selectAll().where('id', '=', id).executeTakeFirst()
}

/**
 * Those in which nothing has happened lately. One of the future was last worked on before the clock was set back.
 *
 * @param now in milliseconds
 * @param patience how far from now the last work may be to count as lately, in milliseconds
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
