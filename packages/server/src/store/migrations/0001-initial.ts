import { type ColumnDefinitionBuilder, type CreateTableBuilder, type Kysely, PostgresAdapter, sql } from 'kysely'

type Schema = Kysely<unknown>
type Table = CreateTableBuilder<string, string>

/** Uses column types that SQLite and PostgreSQL share; lists and files are text. */
export async function up(db: Schema): Promise<void> {
  await createAccountTables(db)
  await createProjectTables(db)
  await createTestCaseTables(db)
  await createTestRunTables(db)
}

async function createAccountTables(db: Schema): Promise<void> {
  await db.schema
    .createTable('api_keys')
    .addColumn('hash', 'text', (column) => column.primaryKey())
    .addColumn('created_at', 'bigint', required)
    .execute()

  await texts(entityTable(db, 'users'), 'email', 'first_name', 'last_name', 'status').execute()
  await texts(entityTable(db, 'labels'), 'name').addUniqueConstraint('labels_name', ['name']).execute()
  await texts(entityTable(db, 'lookup_values'), 'list', 'name', 'alias', 'icon_url')
    .addColumn('position', 'integer', required)
    .addUniqueConstraint('lookup_values_alias', ['list', 'alias'])
    .execute()
}

async function createProjectTables(db: Schema): Promise<void> {
  await texts(entityTable(db, 'projects'), 'name', 'description', 'human_id_prefix').execute()
  await db.schema
    .createTable('human_id_counters')
    .addColumn('project_id', 'text', owned('projects'))
    .addColumn('kind', 'text', required)
    .addColumn('last_number', 'bigint', required)
    .addPrimaryKeyConstraint('human_id_counters_key', ['project_id', 'kind'])
    .execute()

  await texts(projectTable(db, 'folders'), 'name')
    .addColumn('parent_folder_id', 'text', (column) => column.references('folders.id'))
    .addColumn('position', 'integer', required)
    .execute()
  await index(db, 'folders', 'parent_folder_id')
}

async function createTestCaseTables(db: Schema): Promise<void> {
  await texts(numberedTable(db, 'step_groups'), 'title', 'description', 'label_ids').execute()
  await unique(db, 'step_groups', 'human_id')
  await texts(entityTable(db, 'step_group_steps'), 'step_description', 'expected_results')
    .addColumn('step_group_id', 'text', owned('step_groups'))
    .addColumn('position', 'integer', required)
    .execute()
  await index(db, 'step_group_steps', 'step_group_id')

  await texts(numberedTable(db, 'test_cases'), 'title', 'description', 'template_type')
    .addColumn('preconditions', 'text', required)
    .addColumn('steps', 'text', required)
    .addColumn('expected_results', 'text', required)
    .addColumn('label_ids', 'text', required)
    .addColumn('type_id', 'text', reference('lookup_values'))
    .addColumn('status_id', 'text', reference('lookup_values'))
    .addColumn('automation_type_id', 'text', reference('lookup_values'))
    .addColumn('priority_id', 'text', reference('lookup_values'))
    .addColumn('owner_id', 'text', reference('users'))
    .addColumn('reviewer_id', 'text', (column) => column.references('users.id'))
    .addColumn('folder_id', 'text', (column) => column.references('folders.id'))
    .addColumn('deleted_at', 'bigint')
    .execute()
  await unique(db, 'test_cases', 'human_id')
  await index(db, 'test_cases', 'folder_id')

  await texts(entityTable(db, 'test_case_steps'), 'step_description', 'expected_results', 'step_type')
    .addColumn('test_case_id', 'text', owned('test_cases'))
    .addColumn('position', 'double precision', required)
    .addColumn('step_group_id', 'text', (column) => column.references('step_groups.id'))
    .execute()
  await index(db, 'test_case_steps', 'test_case_id')
  await index(db, 'test_case_steps', 'step_group_id')
}

async function createTestRunTables(db: Schema): Promise<void> {
  await texts(numberedTable(db, 'test_plans'), 'title', 'description', 'status', 'label_ids')
    .addColumn('start_date', 'bigint')
    .addColumn('end_date', 'bigint')
    .addColumn('completed_at', 'bigint')
    .execute()
  await unique(db, 'test_plans', 'human_id')

  await texts(numberedTable(db, 'test_runs'), 'title', 'description', 'status', 'selection_type')
    .addColumn('selection_filters', 'text', required)
    .addColumn('excluded_test_case_ids', 'text', required)
    .addColumn('label_ids', 'text', required)
    .addColumn('environment_ids', 'text', required)
    .addColumn('start_date', 'bigint')
    .addColumn('end_date', 'bigint')
    .addColumn('closed_at', 'bigint')
    .addColumn('assignee_id', 'text', (column) => column.references('users.id'))
    .addColumn('test_plan_id', 'text', (column) => column.references('test_plans.id').onDelete('set null'))
    .execute()
  await unique(db, 'test_runs', 'human_id')
  await unique(db, 'test_runs', 'title')
  await index(db, 'test_runs', 'test_plan_id')

  await texts(entityTable(db, 'test_run_cases'), 'description')
    .addColumn('test_run_id', 'text', owned('test_runs'))
    .addColumn('test_case_id', 'text', owned('test_cases'))
    .addColumn('status_id', 'text', reference('lookup_values'))
    .addColumn('user_id', 'text', (column) => column.references('users.id'))
    .addUniqueConstraint('test_run_cases_once', ['test_run_id', 'test_case_id'])
    .execute()
  await index(db, 'test_run_cases', 'test_case_id')

  await texts(entityTable(db, 'attachments'), 'file_name', 'content_type', 'content')
    .addColumn('test_run_case_id', 'text', owned('test_run_cases'))
    .addColumn('size', 'integer', required)
    .execute()
  await index(db, 'attachments', 'test_run_case_id')

  await texts(projectTable(db, 'junit_imports'), 'status', 'report', 'errors')
    .addColumn('test_run_id', 'text', owned('test_runs'))
    .addColumn('imported_count', 'integer', required)
    .addColumn('failed_count', 'integer', required)
    .execute()
  await index(db, 'junit_imports', 'test_run_id')
}

function entityTable(db: Schema, name: string): Table {
  return db.schema
    .createTable(name)
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tsid', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', required)
    .addColumn('updated_at', 'bigint', required) as Table
}

/** The unique constraint is also the index for lists. */
function projectTable(db: Schema, name: string): Table {
  return entityTable(db, name)
    .addColumn('project_id', 'text', owned('projects'))
    .addUniqueConstraint(`${name}_list`, ['project_id', 'tsid'])
}

function numberedTable(db: Schema, name: string): Table {
  return texts(projectTable(db, name), 'human_id')
}

function texts(table: Table, ...names: string[]): Table {
  return names.reduce((longer, name) => longer.addColumn(name, 'text', required), table)
}

/**
 * A unique index on a text column per project. PostgreSQL cannot index long texts, so there the index is on their
 * hashes, with a hash index for look-ups.
 */
async function unique(db: Schema, table: string, column: string): Promise<void> {
  const name = `${table}_${column}`
  const create = db.schema.createIndex(name).unique().on(table)
  if (db.getExecutor().adapter instanceof PostgresAdapter) {
    await create.expression(sql`project_id, md5(${sql.ref(column)})`).execute()
    await db.schema.createIndex(`${name}_found`).on(table).using('hash').column(column).execute()
  } else await create.columns(['project_id', column]).execute()
}

async function index(db: Schema, table: string, column: string): Promise<void> {
  await db.schema.createIndex(`${table}_${column}`).on(table).column(column).execute()
}

function required(column: ColumnDefinitionBuilder): ColumnDefinitionBuilder {
  return column.notNull()
}

function reference(table: string) {
  return (column: ColumnDefinitionBuilder) => column.notNull().references(`${table}.id`)
}

/** Deleted together with its owner. */
function owned(table: string) {
  return (column: ColumnDefinitionBuilder) => column.notNull().references(`${table}.id`).onDelete('cascade')
}
