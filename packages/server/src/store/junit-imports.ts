import type { JunitImportRow, Store } from './schema.ts'

export function findImport(store: Store, id: string): Promise<JunitImportRow | undefined> {
  return store.selectFrom('junit_imports').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Those in which nothing has happened since that moment, in milliseconds. */
export function selectUnfinishedImports(store: Store, moment: number): Promise<{ id: string }[]> {
  return store
    .selectFrom('junit_imports')
    .select('id')
    .where('status', 'in', ['pending', 'in_progress'])
    .where('updated_at', '<', moment)
    .orderBy('tsid')
    .execute()
}
