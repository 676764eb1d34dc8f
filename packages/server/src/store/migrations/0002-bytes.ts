import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** Files as bytes; base64 made them a third larger, and slow. Those that were stored before stay as they are. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = db.getExecutor().adapter instanceof PostgresAdapter ? sql`bytea` : sql`blob`
  await db.schema.alterTable('attachments').addColumn('bytes', type).execute()
  // Counting the test cases of a project reads this alone.
  await sql`create index test_cases_shown on test_cases (project_id, tsid) where deleted_at is null`.execute(db)
}
