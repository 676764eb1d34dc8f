import type { LookupList, LookupValueRow, Store } from './schema.ts'

export function selectLookupValues(store: Store, list: LookupList) {
  return store.selectFrom('lookup_values').selectAll().where('list', '=', list)
}

export function findLookupValue(store: Store, list: LookupList, id: string): Promise<LookupValueRow | undefined> {
  return selectLookupValues(store, list).where('id', '=', id.toLowerCase()).executeTakeFirst()
}
