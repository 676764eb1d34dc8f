import { loadOptional } from '../optional.ts'
import { insertDemoData } from '../seed/demo/demo.ts'
import type { FirstData } from './bring-up-to-date.ts'
import { isDatabase, type Place } from './place.ts'
import type { Store } from './schema.ts'
import { openSqlite, type Sync } from './sqlite/open.ts'

/** Opens what is there, or makes it and fills it with what it is to start with. */
export async function openStore(
  place: Place,
  sync: Sync = 'normal',
  insertFirst: FirstData = insertDemoData,
): Promise<Store> {
  if (!isDatabase(place)) return openSqlite(place, sync, insertFirst)
  // Loaded by those alone who use it, as it takes its time.
  const { openPostgres } = await loadOptional('pg', '--database', () => import('./postgres/open.ts'))
  return openPostgres(place, insertFirst)
}
