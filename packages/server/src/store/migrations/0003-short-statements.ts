import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** What lets long work be done in statements that keep nobody waiting. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPieces(db)
  // The entries of a run are read batch by batch, in their order.
  await db.schema.createIndex('test_run_cases_list').on('test_run_cases').columns(['test_run_id', 'tsid']).execute()
}

/** Files in pieces. Those that were stored before stay as they are. */
async function createPieces(db: Kysely<unknown>): Promise<void> {
  const type = db.getExecutor().adapter instanceof PostgresAdapter ? sql`bytea` : sql`blob`
  await db.schema
    .createTable('attachment_pieces')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tsid', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .addColumn('attachment_id', 'text', (column) => column.notNull().references('attachments.id').onDelete('cascade'))
    .addColumn('bytes', type, (column) => column.notNull())
    .execute()
  await db.schema
    .createIndex('attachment_pieces_attachment_id')
    .on('attachment_pieces')
    .column('attachment_id')
    .execute()
}
