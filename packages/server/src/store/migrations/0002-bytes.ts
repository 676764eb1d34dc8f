import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** Stores files as bytes; base64 was a third larger, and slow. Existing files are not converted. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const type = db.getExecutor().adapter instanceof PostgresAdapter ? sql`bytea` : sql`blob`
  await db.schema.alterTable('attachments').addColumn('bytes', type).execute()
  // Covering index for counting the test cases of a project.
  await sql`create index test_cases_shown on test_cases (project_id, tsid) where deleted_at is null`.execute(db)
}
