import type {
  JunitImportState,
  SelectionType,
  StepType,
  TestCaseTemplate,
  TestPlanStatus,
  TestRunState,
} from '@testsigma-tms/types'
import type { Kysely } from 'kysely'

export type Store = Kysely<Database>

/** Timestamps are milliseconds since 1970; `tsid` is the ULID by which lists are ordered. */
export interface Database {
  api_keys: ApiKeyRow
  attachment_pieces: AttachmentPieceRow
  attachments: AttachmentRow
  folders: FolderRow
  human_id_counters: HumanIdCounterRow
  junit_imports: JunitImportRow
  labels: LabelRow
  lookup_values: LookupValueRow
  projects: ProjectRow
  step_group_steps: StepGroupStepRow
  step_groups: StepGroupRow
  test_case_steps: TestCaseStepRow
  test_cases: TestCaseRow
  test_plans: TestPlanRow
  test_run_cases: TestRunCaseRow
  test_runs: TestRunRow
  users: UserRow
}

/** A list stored as JSON text, which both databases support. It is never searched. */
export type JsonText = string

export interface ApiKeyRow {
  /** SHA-256 of the key, in hexadecimal. The key itself is not stored. */
  hash: string
  created_at: number
}

export interface EntityRow {
  id: string
  tsid: string
  created_at: number
  updated_at: number
}

interface ProjectEntityRow extends EntityRow {
  project_id: string
}

interface NumberedRow extends ProjectEntityRow {
  human_id: string
}

export interface UserRow extends EntityRow {
  email: string
  first_name: string
  last_name: string
  status: 'active' | 'inactive'
}

export interface LabelRow extends EntityRow {
  name: string
}

export type LookupList = 'automation_types' | 'types' | 'case_statuses' | 'priorities' | 'run_statuses'

export interface LookupValueRow extends EntityRow {
  list: LookupList
  name: string
  position: number
  alias: string
  icon_url: string
}

export interface ProjectRow extends EntityRow {
  name: string
  description: string
  human_id_prefix: string
}

/** The last number given to an entity of this kind in a project; numbers are never reused. */
export interface HumanIdCounterRow {
  project_id: string
  kind: string
  last_number: number
}

export interface FolderRow extends ProjectEntityRow {
  name: string
  parent_folder_id: string | null
  position: number
}

export interface StepGroupRow extends NumberedRow {
  title: string
  description: string
  label_ids: JsonText
}

export interface StepGroupStepRow extends EntityRow {
  step_group_id: string
  step_description: string
  expected_results: string
  position: number
}

export interface TestCaseRow extends NumberedRow {
  title: string
  description: string
  template_type: TestCaseTemplate
  preconditions: string
  steps: string
  expected_results: string
  label_ids: JsonText
  type_id: string
  status_id: string
  automation_type_id: string
  priority_id: string
  owner_id: string
  reviewer_id: string | null
  folder_id: string | null
  /** Set for deleted test cases, which are kept for the runs that contain them. */
  deleted_at: number | null
}

export interface TestCaseStepRow extends EntityRow {
  test_case_id: string
  step_description: string
  expected_results: string
  step_type: StepType
  step_group_id: string | null
  position: number
}

export interface TestPlanRow extends NumberedRow {
  title: string
  description: string
  status: TestPlanStatus
  label_ids: JsonText
  start_date: number | null
  end_date: number | null
  completed_at: number | null
}

export interface TestRunRow extends NumberedRow {
  title: string
  description: string
  status: TestRunState
  selection_type: SelectionType
  selection_filters: JsonText
  excluded_test_case_ids: JsonText
  label_ids: JsonText
  environment_ids: JsonText
  start_date: number | null
  end_date: number | null
  closed_at: number | null
  assignee_id: string | null
  test_plan_id: string | null
}

/** A test case in a test run. */
export interface TestRunCaseRow extends EntityRow {
  test_run_id: string
  test_case_id: string
  status_id: string
  /** The assignee, or the user who executed it. */
  user_id: string | null
  description: string
}

export interface AttachmentRow extends EntityRow {
  test_run_case_id: string
  file_name: string
  content_type: string
  /** Size of the file in bytes. */
  size: number
  /** Base64, for files stored by the first version; otherwise empty. */
  content: string
  /** For files stored by the second version. */
  bytes: Uint8Array | null
}

/** A chunk of a file, ordered by `tsid`: storing a whole file would block other requests. */
export interface AttachmentPieceRow extends EntityRow {
  attachment_id: string
  bytes: Uint8Array
}

export interface JunitImportRow extends ProjectEntityRow {
  test_run_id: string
  status: JunitImportState
  /** The XML, until the import has ended. */
  report: string
  imported_count: number
  failed_count: number
  errors: JsonText
}
