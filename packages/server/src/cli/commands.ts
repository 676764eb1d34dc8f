import { existsSync } from 'node:fs'
import { AccountFileError } from '../seed/account/error.ts'
import { type AccountFile, readAccountFile } from '../seed/account/read.ts'
import { storeAccount } from '../seed/account/store.ts'
import { insertLookups } from '../seed/demo/account.ts'
import { insertDemoData } from '../seed/demo/demo.ts'
import { showProgress } from '../seed/progress.ts'
import { resetStore } from '../seed/reset.ts'
import { SeedError, seedStore } from '../seed/seed.ts'
import { addKey, listKeys, revokeKey } from '../store/keys.ts'
import { openStore } from '../store/open.ts'
import { isDatabase, nameOf } from '../store/place.ts'
import type { Store } from '../store/schema.ts'
import { CommandError } from './command-error.ts'
import type { CliOptions } from './options.ts'
import { serve } from './serve.ts'

type WithStore = (store: Store, options: CliOptions) => Promise<void>

const withStore: Record<Exclude<CliOptions['command'], 'serve'>, WithStore> = {
  'keys create': async (store) => {
    const { id, key } = await addKey(store)
    process.stdout.write(`${key}\n`)
    console.error(`This is key ${id}. It is shown only now: only its hash is stored.`)
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
      if (!isWhole) throw new CommandError('Stopped. What was added so far is complete and kept.')
    } catch (error) {
      throw error instanceof SeedError ? new CommandError(`${nameOf(data)}: ${error.message}`) : error
    }
  },
  reset: async (store, { data, empty }) => {
    await resetStore(store, empty ? insertLookups : insertDemoData)
    const content = empty ? 'no data but the lookups' : 'the demo data again'
    console.error(`${nameOf(data)} now contains ${content}; keys are kept.`)
  },
}

/** Runs the command. */
export async function run(options: CliOptions): Promise<void> {
  const { command, from, data } = options
  if (command === 'serve') return serve(options)
  const hasKeys = isDatabase(data) || data === ':memory:' || existsSync(data)
  if (!hasKeys && (command === 'keys list' || command === 'keys revoke')) {
    throw new CommandError(`There is no data in ${data}. Name its file with --data`)
  }
  try {
    // Read before anything is written, so that an invalid file has no effect.
    const account = from === undefined ? undefined : await readAccountFile(from)
    await withOpenStore(options, (store) =>
      account ? addAccount(store, options, account) : withStore[command](store, options),
    )
  } catch (error) {
    throw error instanceof AccountFileError ? new CommandError(error.message) : error
  }
}

async function addAccount(store: Store, { data, from }: CliOptions, account: AccountFile): Promise<void> {
  await storeAccount(store, account)
  console.error(`${nameOf(data)} now contains the account of ${from}.`)
}

async function withOpenStore({ data, empty }: CliOptions, work: (store: Store) => Promise<void>): Promise<void> {
  const store = await openStore(data, 'normal', empty ? insertLookups : insertDemoData)
  try {
    await work(store)
  } finally {
    await store.destroy()
  }
}
