import type { Store, UserRow } from './schema.ts'

export function selectUsers(store: Store) {
  return store.selectFrom('users').selectAll()
}

export function findUser(store: Store, id: string): Promise<UserRow | undefined> {
  return selectUsers(store).where('id', '=', id.toLowerCase()).executeTakeFirst()
}
