import type { Store } from './schema.ts'

export async function saveKeyHash(store: Store, hash: string): Promise<void> {
  await store
    .insertInto('api_keys')
    .values({ hash, created_at: Date.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function readKeyHashes(store: Store): Promise<string[]> {
  const rows = await store.selectFrom('api_keys').select('hash').execute()
  return rows.map(({ hash }) => hash)
}
