import { inParts } from './parts.ts'
import { prepared } from './prepared.ts'
import type { Store, UserRow } from './schema.ts'

export function selectUsers(store: Store) {
  return store.selectFrom('users').selectAll()
}

const usersById = prepared<UserRow, [id: string]>((store, id) => selectUsers(store).where('id', '=', id))

export async function findUser(store: Store, id: string): Promise<UserRow | undefined> {
  return (await usersById(store, id.toLowerCase()))[0]
}

/** Returns those of the IDs that belong to users, in lower case. */
export async function findUsers(store: Store, ids: string[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (const some of inParts(ids.map((id) => id.toLowerCase()))) {
    const rows = await store.selectFrom('users').select('id').where('id', 'in', some).execute()
    for (const { id } of rows) found.add(id)
  }
  return found
}

/** The oldest user of the account. */
export function findFirstUser(store: Store): Promise<UserRow | undefined> {
  return selectUsers(store).orderBy('tsid').limit(1).executeTakeFirst()
}
