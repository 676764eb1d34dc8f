import { loadOptional } from '../optional.ts'
import { insertDemoData } from '../seed/demo/demo.ts'
import type { FirstData } from './bring-up-to-date.ts'
import { isDatabase, type Place } from './place.ts'
import type { Store } from './schema.ts'
import { openSqlite, type Sync } from './sqlite/open.ts'

/** Opens an existing store, or creates one with initial data. */
export async function openStore(
  place: Place,
  sync: Sync = 'normal',
  insertFirst: FirstData = insertDemoData,
): Promise<Store> {
  if (!isDatabase(place)) return openSqlite(place, sync, insertFirst)
  // Loaded only when needed, because it is slow to load.
  const { openPostgres } = await loadOptional('pg', '--database', () => import('./postgres/open.ts'))
  return openPostgres(place, insertFirst)
}
