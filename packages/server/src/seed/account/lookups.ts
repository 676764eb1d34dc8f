import { insertAll } from '../../store/entities.ts'
import { selectLookupValues } from '../../store/lookups.ts'
import type { Store } from '../../store/schema.ts'
import { type Account, type LookupName, lookupLists } from './schema.ts'

const columns = {
  types: 'type_id',
  statuses: 'status_id',
  automation_types: 'automation_type_id',
  priorities: 'priority_id',
} as const

/**
 * Replaces stored lists by those of the file.
 *
 * @returns problems: test cases that use values of a stored list
 */
export async function replaceLookups(store: Store, lookups: NonNullable<Account['lookups']>): Promise<string[]> {
  const problems: string[] = []
  for (const [name, values] of Object.entries(lookups) as [LookupName, string[]][]) {
    const list = lookupLists[name]
    const old = await selectLookupValues(store, list).orderBy('position').execute()
    const user = await findUserOf(
      store,
      columns[name],
      old.map(({ id }) => id),
    )
    if (user) {
      problems.push(`lookups.${name}: test case ${user} has a value of the stored list; start from --empty data`)
      continue
    }
    await store.deleteFrom('lookup_values').where('list', '=', list).execute()
    const icon_url = String(old[0]?.icon_url)
    const rows = values.map((value, index) => ({
      list,
      name: value,
      alias: aliasOf(value),
      position: index + 1,
      icon_url,
    }))
    await insertAll(store, 'lookup_values', rows)
  }
  return problems
}

async function findUserOf(store: Store, column: (typeof columns)[LookupName], ids: string[]) {
  const found = await store.selectFrom('test_cases').select('human_id').where(column, 'in', ids).limit(1).execute()
  return found[0]?.human_id
}

/** "Not Automated" gives not_automated. */
function aliasOf(name: string): string {
  return name.toLowerCase().replaceAll(/\s+/g, '_')
}
