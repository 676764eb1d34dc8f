import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { createServer, type Server } from '@testsigma-tms/server'
import { afterAll, beforeAll, expect, it } from 'vitest'

const USERS = 100_000

let folder: string
let server: Server
let origin: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tms-memory-'))
  const data = join(folder, 'tms.sqlite')
  await (await createServer({ data })).close()
  addUsers(data)
  server = await createServer({ data })
  origin = await server.listen({ port: 0 })
}, 60_000)

afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** Copies of the first user, until there are enough. */
function addUsers(data: string): void {
  const database = new DatabaseSync(data)
  const { count } = database.prepare('SELECT count(*) AS count FROM users').get() as { count: number }
  database.exec(`
    WITH RECURSIVE number(n) AS (SELECT ${count + 1} UNION ALL SELECT n + 1 FROM number WHERE n < ${USERS})
    INSERT INTO users (id, tsid, created_at, updated_at, email, first_name, last_name, status)
    SELECT printf('00000000-0000-4000-8000-%012d', n), printf('7ZZZZZZZZZZZZZZZ%010d', n),
      created_at, updated_at, 'user' || n || '@example.com', first_name, last_name, status
    FROM number, (SELECT * FROM users LIMIT 1)`)
  database.close()
}

/** Walks over every user, and says what the process holds after a tenth of them and at the end. */
const WALK = `
  import { createClient } from '@testsigma-tms/client'
  const kept = []
  const used = () => { gc(); return process.memoryUsage().heapUsed / 1e6 }
  const tms = createClient({ rateLimit: false })
  let count = 0, before
  for await (const user of tms.users.list({ page_size: 500 })) {
    if (process.env.KEEP) kept.push(user)
    if (++count === ${USERS / 10}) before = used()
  }
  console.log(JSON.stringify({ count, megabytes: used() - before, kept: kept.length }))`

async function walk(keep: string): Promise<{ count: number; megabytes: number }> {
  const env = { ...process.env, KEEP: keep, TESTSIGMA_API_KEY: server.apiKey, TESTSIGMA_BASE_URL: `${origin}/api/v1` }
  const args = ['--expose-gc', '--input-type=module', '-e', WALK]
  const cwd = resolve(import.meta.dirname, '..')
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, env })
  return JSON.parse(stdout)
}

it(`walks over ${USERS} users in constant memory`, { timeout: 60_000 }, async () => {
  const { count, megabytes } = await walk('')
  console.log(`${count} users, ${megabytes.toFixed(1)} MB more at the end than after a tenth`)

  expect(count).toBe(USERS)
  expect(megabytes).toBeLessThan(2)
})

it('would notice if entries were kept', { timeout: 60_000 }, async () => {
  expect((await walk('1')).megabytes).toBeGreaterThan(10)
})
