import type { Kysely } from 'kysely'

export type Store = Kysely<Database>

/** Times are milliseconds since 1970; `tsid` is the ULID that lists are ordered by. */
export interface Database {
  api_keys: ApiKeyRow
  projects: ProjectRow
  test_cases: TestCaseRow
  test_run_cases: TestRunCaseRow
  test_runs: TestRunRow
  users: UserRow
}

export interface ApiKeyRow {
  /** SHA-256 of the key, in hexadecimal. The key itself is not stored. */
  hash: string
  created_at: number
}

interface EntityRow {
  id: string
  tsid: string
  created_at: number
  updated_at: number
}

export interface UserRow extends EntityRow {
  email: string
  first_name: string
  last_name: string
  status: 'active' | 'inactive'
}

export interface ProjectRow extends EntityRow {
  name: string
  prefix: string
}

export interface TestCaseRow extends EntityRow {
  project_id: string
  human_id: string
  title: string
}

export interface TestRunRow extends EntityRow {
  project_id: string
  human_id: string
  title: string
}

/** The entry of a test case in a test run. */
export interface TestRunCaseRow extends EntityRow {
  test_run_id: string
  test_case_id: string
  user_id: string | null
}
