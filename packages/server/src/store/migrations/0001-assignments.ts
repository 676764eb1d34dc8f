import type { Kysely } from 'kysely'

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('api_keys')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute()

  await createEntityTable(db, 'users')
    .addColumn('email', 'text', (column) => column.notNull())
    .addColumn('first_name', 'text', (column) => column.notNull())
    .addColumn('last_name', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .execute()

  await createEntityTable(db, 'projects')
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('prefix', 'text', (column) => column.notNull().unique())
    .execute()

  await createEntityTable(db, 'test_cases')
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
    .addColumn('human_id', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addUniqueConstraint('test_cases_human_id', ['project_id', 'human_id'])
    .execute()

  await createEntityTable(db, 'test_runs')
    .addColumn('project_id', 'text', (column) => column.notNull().references('projects.id'))
    .addColumn('human_id', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addUniqueConstraint('test_runs_human_id', ['project_id', 'human_id'])
    .execute()

  await createEntityTable(db, 'test_run_cases')
    .addColumn('test_run_id', 'text', (column) => column.notNull().references('test_runs.id'))
    .addColumn('test_case_id', 'text', (column) => column.notNull().references('test_cases.id'))
    .addColumn('user_id', 'text', (column) => column.references('users.id'))
    .addUniqueConstraint('test_run_cases_once', ['test_run_id', 'test_case_id'])
    .execute()
}

function createEntityTable(db: Kysely<unknown>, name: string) {
  return db.schema
    .createTable(name)
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tsid', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
}
