import type { Store, UserRow } from './schema.ts'

export function selectUsers(store: Store) {
  return store.selectFrom('users').selectAll()
}

export function findUser(store: Store, id: string): Promise<UserRow | undefined> {
  return selectUsers(store).where('id', '=', id.toLowerCase()).executeTakeFirst()
}

/** The one who has been in the account for the longest time. */
export function findFirstUser(store: Store): Promise<UserRow | undefined> {
  return selectUsers(store).orderBy('tsid').limit(1).executeTakeFirst()
}
