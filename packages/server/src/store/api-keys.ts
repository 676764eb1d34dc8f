import type { ApiKeyRow, Store } from './schema.ts'

export async function saveKeyHash(store: Store, hash: string): Promise<void> {
  await store
    .insertInto('api_keys')
    .values({ hash, created_at: Date.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function readKeyHashes(store: Store): Promise<Buffer[]> {
  const rows = await store.selectFrom('api_keys').select('hash').execute()
  return rows.map(({ hash }) => Buffer.from(hash, 'hex'))
}

/** Keys, oldest first. */
export function readKeys(store: Store): Promise<ApiKeyRow[]> {
  return store.selectFrom('api_keys').selectAll().orderBy('created_at').orderBy('hash').execute()
}

export async function deleteKey(store: Store, hash: string): Promise<void> {
  await store.deleteFrom('api_keys').where('hash', '=', hash).execute()
}
