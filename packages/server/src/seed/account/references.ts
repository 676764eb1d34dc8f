import { selectLookupValues } from '../../store/lookups.ts'
import type { Store } from '../../store/schema.ts'
import { type LookupName, lookupLists } from './schema.ts'

/** IDs by name, in the order of the account. */
export type Names = Map<string, string>

export interface References {
  lookups: Record<LookupName, Names>
  labels: Names
  /** By e-mail address, in lower case. */
  users: Names
}

/** Everything that test cases can refer to, whether stored before or just now. */
export async function readReferences(store: Store): Promise<References> {
  const valuesOf = async (name: LookupName) =>
    byName(await selectLookupValues(store, lookupLists[name]).orderBy('position').execute())
  const users = await store.selectFrom('users').select(['id', 'email']).orderBy('tsid').execute()
  return {
    lookups: {
      types: await valuesOf('types'),
      statuses: await valuesOf('statuses'),
      automation_types: await valuesOf('automation_types'),
      priorities: await valuesOf('priorities'),
    },
    labels: byName(await store.selectFrom('labels').select(['id', 'name']).orderBy('tsid').execute()),
    users: byName(users.map(({ id, email }) => ({ id, name: email.toLowerCase() }))),
  }
}

function byName(rows: { id: string; name: string }[]): Names {
  return new Map(rows.map(({ id, name }) => [name, id]))
}
