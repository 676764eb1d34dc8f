import { prepared } from './prepared.ts'
import type { LookupList, LookupValueRow, Store } from './schema.ts'

/** @param hiddenIds IDs of values to leave out */
export function selectLookupValues(store: Store, list: LookupList, hiddenIds: string[] = []) {
  return store
    .selectFrom('lookup_values')
    .selectAll()
    .where('list', '=', list)
    .$if(hiddenIds.length > 0, (values) => values.where('id', 'not in', hiddenIds))
}

const valuesById = prepared<LookupValueRow, [list: LookupList, id: string]>((store, list, id) =>
  selectLookupValues(store, list).where('id', '=', id),
)

export async function findLookupValue(store: Store, list: LookupList, id: string): Promise<LookupValueRow | undefined> {
  return (await valuesById(store, list, id.toLowerCase()))[0]
}
