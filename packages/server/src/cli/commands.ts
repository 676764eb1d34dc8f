import { showProgress } from '../seed/progress.ts'
import { restoreDemoData } from '../seed/reset.ts'
import { SeedError, seedStore } from '../seed/seed.ts'
import { addKey, listKeys, revokeKey } from '../store/keys.ts'
import { openStore } from '../store/open.ts'
import { nameOf } from '../store/place.ts'
import type { Store } from '../store/schema.ts'
import { CommandError } from './command-error.ts'
import type { CliOptions } from './options.ts'
import { serve } from './serve.ts'

type WithStore = (store: Store, options: CliOptions) => Promise<void>

const withStore: Record<Exclude<CliOptions['command'], 'serve'>, WithStore> = {
  'keys create': async (store) => {
    const { id, key } = await addKey(store)
    process.stdout.write(`${key}\n`)
    console.error(`This is key ${id}. It is shown this once: only its hash is stored.`)
  },
  'keys list': async (store) => {
    for (const { id, created_at } of await listKeys(store)) {
      process.stdout.write(`${id}  ${new Date(created_at).toISOString()}\n`)
    }
  },
  'keys revoke': async (store, { data, keyId }) => {
    if (await revokeKey(store, data, keyId)) console.error(`Key ${keyId} is revoked.`)
    else throw new CommandError(`No key ${keyId} in ${nameOf(data)}; see "keys list"`)
  },
  seed: async (store, { data, amounts, seed }) => {
    console.error(`Adds data to ${nameOf(data)}; --seed ${seed} makes the same again.`)
    const stop = new AbortController()
    process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())
    try {
      const isWhole = await seedStore(store, amounts, seed, showProgress(process.stderr), stop.signal)
      if (!isWhole && process.stderr.isTTY) process.stderr.write('\n')
      if (!isWhole) throw new CommandError('Stopped. What was added so far is whole and stays.')
    } catch (error) {
      throw error instanceof SeedError ? new CommandError(`${nameOf(data)}: ${error.message}`) : error
    }
  },
  reset: async (store, { data }) => {
    await restoreDemoData(store)
    console.error(`${nameOf(data)} holds the demo data again, and the same keys as before.`)
  },
}

/** Does what the command line asks for. */
export async function run(options: CliOptions): Promise<void> {
  if (options.command === 'serve') return serve(options)
  const store = await openStore(options.data)
  try {
    await withStore[options.command](store, options)
  } finally {
    await store.destroy()
  }
}
