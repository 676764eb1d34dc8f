import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { promisify } from 'node:util'
import { createServer } from '@testsigma-tms/server'

export interface LargeAccount {
  /** Reads every user in a process of its own, which keeps each of them if `keep` is set. */
  walk(options?: { keep: boolean }): Promise<{
    readonly count: number
    /** How much more memory the process uses at the end than after a tenth of the users. */
    readonly megabytes: number
  }>
  close(): Promise<void>
}

/** A local server whose account has this many users. */
export async function openLargeAccount(users: number): Promise<LargeAccount> {
  const folder = await mkdtemp(join(tmpdir(), 'tms-memory-'))
  const data = join(folder, 'tms.sqlite')
  await (await createServer({ data })).close()
  addUsers(data, users)
  const server = await createServer({ data })
  const TESTSIGMA_BASE_URL = `${await server.listen({ port: 0 })}/api/v1`
  return {
    async walk({ keep } = { keep: false }) {
      const env = { ...process.env, KEEP: keep ? '1' : '', TESTSIGMA_API_KEY: server.apiKey, TESTSIGMA_BASE_URL }
      const args = ['--expose-gc', '--input-type=module', '-e', WALK, String(users / 10)]
      const cwd = resolve(import.meta.dirname, '..')
      const { stdout } = await promisify(execFile)(process.execPath, args, { cwd, env })
      return JSON.parse(stdout)
    },
    async close() {
      await server.close()
      await rm(folder, { recursive: true })
    },
  }
}

/** Adds copies of the first user. */
function addUsers(data: string, users: number): void {
  const database = new DatabaseSync(data)
  const { count } = database.prepare('SELECT count(*) AS count FROM users').get() as { count: number }
  database.exec(`
    WITH RECURSIVE number(n) AS (SELECT ${count + 1} UNION ALL SELECT n + 1 FROM number WHERE n < ${users})
    INSERT INTO users (id, tsid, created_at, updated_at, email, first_name, last_name, status)
    SELECT printf('00000000-0000-4000-8000-%012d', n), printf('7ZZZZZZZZZZZZZZZ%010d', n),
      created_at, updated_at, 'user' || n || '@example.com', first_name, last_name, status
    FROM number, (SELECT * FROM users LIMIT 1)`)
  database.close()
}

const WALK = `
  import { createClient } from '@testsigma-tms/client'
  const kept = []
  const used = () => { gc(); return process.memoryUsage().heapUsed / 1e6 }
  const tms = createClient({ rateLimit: false })
  let count = 0, before
  for await (const user of tms.users.list({ page_size: 500 })) {
    if (process.env.KEEP) kept.push(user)
    if (++count === Number(process.argv[1])) before = used()
  }
  console.log(JSON.stringify({ count, megabytes: used() - before, kept: kept.length }))`
