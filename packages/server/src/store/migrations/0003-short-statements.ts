import { type Kysely, PostgresAdapter, sql } from 'kysely'

/** Tables and indexes with which long work can be split into short statements. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await createPieces(db)
  // The entries of a run are read in batches, in their order.
  await db.schema.createIndex('test_run_cases_list').on('test_run_cases').columns(['test_run_id', 'tsid']).execute()
}

/** Stores files in chunks. Existing files are not converted. */
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
