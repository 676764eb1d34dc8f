import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Kysely } from 'kysely'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { NodeSqliteDialect } from '../src/store/sqlite/dialect.ts'
import { FileGuard } from '../src/store/sqlite/file-guard.ts'
import { newDatabase } from './database.ts'
import { demo, start, temporaryFolder } from './start.ts'

test('a refused write does not affect concurrent writes', async () => {
  const { options, query } = await newDatabase()
  const { call } = await start(options)
  const titles = Array.from({ length: 30 }, (_, index) => `Night ${index >> 1}`)
  const responses = await Promise.all(
    titles.map((title) =>
      call('POST', `/projects/${demo.project}/test_runs`, {
        body: JSON.stringify({ title, selection_type: 'DYNAMIC' }),
      }),
    ),
  )
  expect(responses.map(({ status }) => status).sort()).toEqual([...Array(15).fill(200), ...Array(15).fill(422)])
  const rows = await query("select title from test_runs where title like 'Night %'")
  expect(rows.map(({ title }) => title).sort()).toEqual([...new Set(titles)].sort())
})

describe.each(['file', 'memory'])('in %s', (place) => {
  test('uncommitted data is visible only in its own transaction', async () => {
    const { store } = open(place)
    const { promise: isRead, resolve: goOn } = Promise.withResolvers<void>()
    const write = store.transaction().execute(async (transaction) => {
      await transaction.insertInto('notes').values({ text: 'new' }).execute()
      const own = await transaction.selectFrom('notes').selectAll().execute()
      if (place === 'file') await isRead
      return own
    })
    // Data in memory has a single connection, so the read waits for the end of the transaction.
    const during = store.selectFrom('notes').selectAll().execute()
    expect(await during).toEqual(place === 'file' ? [] : [{ text: 'new' }])
    goOn()
    expect(await write).toEqual([{ text: 'new' }])
    expect(await store.selectFrom('notes').selectAll().execute()).toEqual([{ text: 'new' }])
  })

  test('every commit changes the state, a read does not, and only a deletion changes the state of other tables', async () => {
    const { store, dialect } = open(place)
    const states = () => [dialect.changes.now().all, dialect.changes.of('notes'), dialect.changes.of('replies')]
    const changed = async (work: () => Promise<unknown>) => {
      const before = states()
      await work()
      return states().map((state, index) => state !== before[index])
    }
    expect(await changed(() => store.selectFrom('notes').selectAll().execute())).toEqual([false, false, false])
    expect(await changed(() => note(store, 'new'))).toEqual([true, true, false])
    const rolledBack = note(store, 'new').catch(() => 'refused')
    expect(await changed(() => rolledBack)).toEqual([false, false, false])
    const remove = () => store.transaction().execute((transaction) => transaction.deleteFrom('notes').execute())
    expect(await changed(remove)).toEqual([true, true, true])
  })

  test('if a commit fails, nothing is stored, and the next one succeeds', async () => {
    const { store } = open(place)
    const reply = (text: string) =>
      store.transaction().execute((transaction) => transaction.insertInto('replies').values({ note: text }).execute())
    await note(store, 'there')
    const results = await Promise.allSettled([reply('there'), reply('missing'), reply('there')])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(await store.selectFrom('replies').selectAll().execute()).toEqual([{ note: 'there' }, { note: 'there' }])
  })

  test('after a full disk, later writes are stored', async () => {
    const { store, database } = open(place)
    database.exec('pragma max_page_count = 20')
    const large = 'x'.repeat(100_000)
    const results = await Promise.allSettled([note(store, 'first'), note(store, large), note(store, 'third')])
    const reason = { name: 'UnavailableError', message: expect.stringContaining('the disk is full') }
    expect(results).toMatchObject([{}, { status: 'rejected', reason }, {}])
    database.exec('pragma max_page_count = 1000')
    await note(store, large)
    expect(await store.selectFrom('notes').select('text').orderBy('rowid').execute()).toEqual(
      ['first', 'third', large].map((text) => ({ text })),
    )
  })

  test('commits while all timers are faked', async () => {
    const { store } = open(place)
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    await note(store, 'new')
    expect(await store.selectFrom('notes').selectAll().execute()).toEqual([{ text: 'new' }])
  })
})

describe('another process that has locked the file', () => {
  test('does not block readers, and writers only while it is locked', async () => {
    const { options } = await newDatabase()
    const { call } = await start(options)
    const other = new DatabaseSync(String(options.data))
    onTestFinished(() => other.close())
    other.exec('begin exclusive')
    const write = call('PUT', `/projects/${demo.project}`, { body: JSON.stringify({ name: 'Clinic' }) })
    let isWritten = false
    void write.then(() => {
      isWritten = true
    })
    expect(await call('GET', '/users')).toMatchObject({ status: 200 })
    expect(isWritten).toBe(false)
    other.exec('rollback')
    expect(await write).toMatchObject({ status: 200 })
  })

  test('for too long, makes a write 503, with the advice to retry', async () => {
    const { options } = await newDatabase()
    const { call } = await start(options)
    const other = new DatabaseSync(String(options.data))
    onTestFinished(() => other.close())
    other.exec('begin exclusive')
    const { status, headers, body } = await call('PUT', `/projects/${demo.project}`, { body: '{"name":"Clinic"}' })
    expect({ status, body }).toEqual({
      status: 503,
      body: { code: 503, message: 'Service Unavailable: another process has locked the data file for 5000 ms' },
    })
    expect(headers.get('retry-after')).toBe('1')
  })
})

interface Notes {
  notes: { text: string; rowid: number | undefined }
  replies: { note: string }
}

function note(store: Kysely<Notes>, text: string) {
  return store
    .transaction()
    .execute((transaction) => transaction.insertInto('notes').values({ text, rowid: undefined }).execute())
}

function open(place: string) {
  const file = place === 'file' ? join(temporaryFolder(), 'notes.sqlite') : ':memory:'
  const database = new DatabaseSync(file)
  database.exec('pragma journal_mode = wal; pragma foreign_keys = on')
  database.exec('create table notes (text text unique)')
  database.exec('create table replies (note text references notes (text) deferrable initially deferred)')
  const reader = place === 'file' ? new DatabaseSync(file, { readOnly: true }) : database
  const dialect = new NodeSqliteDialect({ writer: database, reader, guard: new FileGuard(file, () => undefined) })
  const store = new Kysely<Notes>({ dialect })
  onTestFinished(() => store.destroy())
  return { database, dialect, store }
}
