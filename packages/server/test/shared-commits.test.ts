import { statSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { expect, onTestFinished, test, vi } from 'vitest'
import { NodeSqliteDialect } from '../src/store/sqlite/dialect.ts'
import { newDatabase } from './database.ts'
import { demo, start, temporaryFolder } from './start.ts'

const named = (name: string): RequestInit => ({ body: JSON.stringify({ name }) })

test('writes that come at once share commits, and take less of the disk', async () => {
  const { options } = await newDatabase()
  const { call } = await start(options)
  const project = `/projects/${demo.project}`
  const written = async (work: () => Promise<unknown>) => {
    const before = statSync(`${options.data}-wal`).size
    await work()
    return statSync(`${options.data}-wal`).size - before
  }
  const atOnce = await written(() =>
    Promise.all(Array.from({ length: 20 }, (_, index) => call('PUT', project, named(`Clinic ${index}`)))),
  )
  const oneByOne = await written(async () => {
    for (let index = 0; index < 20; index++) await call('PUT', project, named(`Ward ${index}`))
  })
  expect(atOnce).toBeLessThan(oneByOne / 2)
})

test('what one of them is refused, the others keep', async () => {
  const { options, query } = await newDatabase()
  const { call } = await start(options)
  const titles = Array.from({ length: 30 }, (_, index) => `Night ${index >> 1}`)
  const answers = await Promise.all(
    titles.map((title) =>
      call('POST', `/projects/${demo.project}/test_runs`, {
        body: JSON.stringify({ title, selection_type: 'DYNAMIC' }),
      }),
    ),
  )
  expect(answers.map(({ status }) => status)).toEqual(titles.map((_, index) => (index % 2 ? 422 : 200)))
  const rows = await query("select title from test_runs where title like 'Night %'")
  expect(rows.map(({ title }) => title).sort()).toEqual([...new Set(titles)].sort())
})

test('whatever a read shows is on the disk', async () => {
  const file = join(temporaryFolder(), 'seen.sqlite')
  const { database, store } = open(file)
  database.exec('create table notes (text text)')
  const other = new DatabaseSync(file)
  onTestFinished(() => other.close())
  const write = store.transaction().execute((notes) => notes.insertInto('notes').values({ text: 'new' }).execute())
  const shown = await store.selectFrom('notes').selectAll().execute()
  expect(shown).toEqual([{ text: 'new' }])
  expect(other.prepare('select * from notes').all()).toEqual(shown)
  await write
})

test('writes are counted, in transactions and outside, and reads are not', async () => {
  const { database, dialect, store } = open(':memory:')
  database.exec('create table notes (text text)')
  const insert = (notes: Kysely<Notes>) => notes.insertInto('notes').values({ text: 'new' }).execute()
  const counted = async (work: () => Promise<unknown>) => {
    const before = dialect.writes
    await work()
    return dialect.writes - before
  }
  expect(await counted(() => store.selectFrom('notes').selectAll().execute())).toBe(0)
  expect(await counted(() => insert(store))).toBe(1)
  expect(await counted(() => store.transaction().execute(insert))).toBe(1)
})

test('commits while a test has taken all timers away', async () => {
  const { database, store } = open(':memory:')
  database.exec('create table notes (text text)')
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  await store.transaction().execute((notes) => notes.insertInto('notes').values({ text: 'new' }).execute())
  expect(database.prepare('select * from notes').all()).toEqual([{ text: 'new' }])
})

test('if the disk is full, those whose commit it was fail alike, and what is written later is kept', async () => {
  const file = join(temporaryFolder(), 'small.sqlite')
  const { database, store } = open(file)
  await store.schema.createTable('notes').addColumn('text', 'text').execute()
  const write = (...texts: string[]) =>
    store.transaction().execute(async (transaction) => {
      for (const text of texts) await transaction.insertInto('notes').values({ text }).execute()
    })
  const stored = async () => (await store.selectFrom('notes').selectAll().execute()).map(({ text }) => text)

  database.exec('pragma max_page_count = 20')
  const large = 'x'.repeat(100_000)
  const results = await Promise.allSettled([write('first'), write('second', large), write('third')])
  const kept = ['first', 'second', 'third'].filter((_, index) => results[index]?.status === 'fulfilled')
  expect(results[1]).toMatchObject({ status: 'rejected', reason: { message: 'database or disk is full' } })
  expect(await stored()).toEqual(kept)

  database.exec('pragma max_page_count = 1000')
  await write('later', large)
  expect(await stored()).toEqual([...kept, 'later', large])
})

test('if the commit itself fails, every transaction of it does, and nothing of them is kept', async () => {
  const file = join(temporaryFolder(), 'strict.sqlite')
  const { database, store } = open(file)
  database.exec('pragma foreign_keys = on; create table notes (text text primary key)')
  database.exec('create table replies (note text references notes deferrable initially deferred)')
  const reply = (note: string) =>
    store.transaction().execute((transaction) => transaction.insertInto('replies').values({ note }).execute())

  await store.insertInto('notes').values({ text: 'there' }).execute()
  const results = await Promise.allSettled([reply('there'), reply('missing'), reply('there')])
  expect(results).toMatchObject(
    Array(3).fill({ status: 'rejected', reason: { message: expect.stringContaining('FOREIGN KEY') } }),
  )
  expect(await store.selectFrom('replies').selectAll().execute()).toEqual([])
  await reply('there')
  expect(await store.selectFrom('replies').selectAll().execute()).toEqual([{ note: 'there' }])
})

interface Notes {
  notes: { text: string }
  replies: { note: string }
}

function open(file: string): { database: DatabaseSync; dialect: NodeSqliteDialect; store: Kysely<Notes> } {
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal')
  const dialect = new NodeSqliteDialect(database)
  const store = new Kysely<Notes>({ dialect })
  onTestFinished(() => store.destroy())
  return { database, dialect, store }
}
