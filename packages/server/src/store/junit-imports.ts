import type { JunitImportRow, Store } from './schema.ts'

export function findImport(store: Store, id: string): Promise<JunitImportRow | undefined> {
  return store.selectFrom('junit_imports').selectAll().where('id', '=', id).executeTakeFirst()
}

export function selectUnfinishedImports(store: Store): Promise<{ id: string }[]> {
  return store
    .selectFrom('junit_imports')
    .select('id')
    .where('status', 'in', ['pending', 'in_progress'])
    .orderBy('tsid')
    .execute()
}
