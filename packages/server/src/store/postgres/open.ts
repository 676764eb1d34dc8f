import { Socket } from 'node:net'
import { Kysely, sql } from 'kysely'
import { Client, Pool, types } from 'pg'
import { bringUpToDate, type FirstData, NewerVersionError } from '../bring-up-to-date.ts'
import { nameOf, type Place } from '../place.ts'
import type { Database, Store } from '../schema.ts'
import { transact } from '../transact.ts'
import { isQueryTimeout } from '../unavailable-error.ts'
import { DatabaseError } from './database-error.ts'
import { SerialPostgresDialect } from './dialect.ts'

const longestConnecting = 10_000
/** Milliseconds without a statement after which a stalled transaction loses the writers' lock. */
const longestPause = 4000
/** Milliseconds that a write waits for the lock. */
const longestWait = 5000
/**
 * Maximum milliseconds of a statement (unless the URL sets `query_timeout`), for a database process that is paused or
 * unreachable.
 */
const longestStatement = 20_000
const int8 = 20

/** Suggested fixes by error code. */
const advice: Record<string, string> = {
  ECONNREFUSED: 'nothing listens there. Start PostgreSQL, or name another host and port with --database',
  ENOTFOUND: 'there is no such host. Name another one with --database',
  EAI_AGAIN: 'there is no such host. Name another one with --database',
  ETIMEDOUT: 'nothing responds there. Start PostgreSQL, or name another host and port with --database',
  ENOENT: 'there is no such socket. Start PostgreSQL, or name another host with --database',
  '28000': 'the user is refused. Name another user with --database',
  '28P01': 'user and password are refused. Correct them in --database, or the password in PGPASSWORD',
  '3D000': 'there is no such database. Make it with createdb, or name another one with --database',
  '53300': 'it has too many connections. Raise its max_connections, or stop another program',
}

/** Errors of pg without a code. */
const adviceByMessage: [RegExp, string][] = [
  [/client password must be a/, 'it asks for a password. Give it in --database, or in PGPASSWORD'],
  [/timeout/, String(advice.ETIMEDOUT)],
]

/** Opens the database, and creates the tables if the schema is empty. The database itself must exist. */
export async function openPostgres(url: Place, insertFirst: FirstData): Promise<Store> {
  const sockets = new Set<Socket>()
  const dialect = new SerialPostgresDialect({ pool: createPool(url, sockets) }, sockets)
  const store = new Kysely<Database>({ dialect })
  try {
    await transact(store, (transaction) => fill(transaction, url, insertFirst))
    return store
  } catch (error) {
    await store.destroy()
    throw error instanceof DatabaseError ? error : new DatabaseError(nameOf(url), reasonOf(error), error)
  }
}

/** @param sockets learns the open ones */
function createPool(connectionString: string, sockets: Set<Socket>): Pool {
  const pool = new Pool({
    Client: ClosingClient,
    connectionString,
    allowExitOnIdle: true,
    connectionTimeoutMillis: longestConnecting,
    fallback_application_name: 'testsigma-tms-server',
    idle_in_transaction_session_timeout: longestPause,
    lock_timeout: longestWait,
    query_timeout: longestStatement,
    keepAlive: true,
    stream: () => {
      const socket = new Socket()
      sockets.add(socket.once('close', () => sockets.delete(socket)))
      return socket
    },
    // Timestamps and counts are safe integers; pg would return strings.
    types: { getTypeParser: (oid, format) => (oid === int8 ? Number : types.getTypeParser(oid, format)) as never },
  })
  // Errors of idle connections: the next user gets another connection, or the error.
  pool.on('error', () => {})
  return pool
}

/**
 * Closes the connection in two cases where pg leaves it open: if it has no password although one is required, which
 * would keep the process alive for a minute; and after a query timeout, which would block the next user of the
 * connection.
 */
class ClosingClient extends Client {
  constructor(config?: ConstructorParameters<typeof Client>[0]) {
    super(config)
    // The error is reported by the statement as well; without a listener the process would crash.
    this.on('error', () => {})
    const send = this.query.bind(this)
    const close = (error: Error) => {
      if (isQueryTimeout(error)) void this.end().catch(() => {})
    }
    this.query = ((...args: Parameters<typeof send>) => {
      const result: unknown = send(...args)
      if (result instanceof Promise) result.catch(close)
      return result
    }) as typeof this.query
  }

  override connect(): Promise<Client>
  override connect(callback: (error: Error) => void): void
  override connect(callback?: (error: Error) => void): Promise<Client> | undefined {
    if (!callback) return super.connect()
    super.connect((error: Error) => {
      if (error) void this.end().catch(() => {})
      callback(error)
    })
    return undefined
  }
}

/** Checks the schema before changing anything, because it may belong to another program. */
async function fill(transaction: Store, url: Place, insertFirst: FirstData): Promise<void> {
  const { rows: schemas } = await sql<Schema>`
    select current_schema() as name, has_schema_privilege(current_schema(), 'create') as writable,
      array(select relname::text from pg_class where relnamespace = current_schema()::regnamespace) as relations
    where current_schema() is not null`.execute(transaction)
  const [schema] = schemas
  if (!schema) throw new DatabaseError(nameOf(url), 'none of the schemas in its search_path exists. Make one')
  const isNew = schema.relations.length === 0
  const isOurs = ['kysely_migration', 'human_id_counters'].every((table) => schema.relations.includes(table))
  if (!isNew && !isOurs) throw new DatabaseError(nameOf(url), othersReason(schema))
  if (isNew && !schema.writable) throw new DatabaseError(nameOf(url), rightsReason(schema))
  await bringUpToDate(transaction, isNew ? insertFirst : undefined, schema.name)
}

interface Schema {
  name: string
  writable: boolean
  relations: string[]
}

function othersReason({ name }: Schema): string {
  return `its schema ${name} has tables of another program. Name an empty database with --database, or add an empty schema to the URL: ?options=-csearch_path%3D<schema>`
}

function rightsReason({ name }: Schema): string {
  return `the user may not make tables in its schema ${name}. Grant that, or name another user with --database`
}

function reasonOf(error: unknown): string {
  const { code = '', syscall, message } = error as { code?: string; syscall?: string; message: string }
  if (error instanceof NewerVersionError) return `${message}. Update the server, or choose another database`
  if (syscall === 'open') return `a file that its URL names cannot be read (${message}). Name another one`
  const [, byMessage] = adviceByMessage.find(([pattern]) => pattern.test(message)) ?? []
  return advice[code] ?? byMessage ?? message
}
