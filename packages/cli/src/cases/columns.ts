import type { TestCase, UpdateTestCaseParams } from '@testsigma-tms/client'

/** The list in which the names of a column are looked up. */
export type ListName = 'statuses' | 'priorities' | 'types' | 'automationTypes' | 'users' | 'labels' | 'folders'

/** A column of an exported file, with the corresponding field of a test case. */
export interface Column {
  readonly name: string
  readonly field: keyof TestCase & (keyof UpdateTestCaseParams | 'labels')
  readonly kind: 'text' | 'name' | 'names' | 'json'
  readonly list?: ListName
  /** Required to create a test case. */
  readonly isNeeded?: true
}

/** All columns after `human_id`. */
export const columns: readonly Column[] = [
  { name: 'title', field: 'title', kind: 'text', isNeeded: true },
  { name: 'folder', field: 'folder_id', kind: 'name', list: 'folders' },
  { name: 'status', field: 'status_id', kind: 'name', list: 'statuses', isNeeded: true },
  { name: 'priority', field: 'priority_id', kind: 'name', list: 'priorities', isNeeded: true },
  { name: 'type', field: 'type_id', kind: 'name', list: 'types', isNeeded: true },
  { name: 'automation_type', field: 'automation_type_id', kind: 'name', list: 'automationTypes', isNeeded: true },
  { name: 'owner', field: 'owner_id', kind: 'name', list: 'users', isNeeded: true },
  { name: 'reviewer', field: 'reviewer_id', kind: 'name', list: 'users' },
  { name: 'labels', field: 'labels', kind: 'names', list: 'labels' },
  { name: 'description', field: 'description', kind: 'text' },
  { name: 'template_type', field: 'template_type', kind: 'text' },
  { name: 'preconditions', field: 'preconditions', kind: 'text' },
  { name: 'steps', field: 'steps', kind: 'text' },
  { name: 'expected_results', field: 'expected_results', kind: 'text' },
  { name: 'individual_steps', field: 'individual_steps', kind: 'json' },
]

export const idColumn = 'human_id'
export const columnNames: readonly string[] = [idColumn, ...columns.map(({ name }) => name)]

/** The writable fields of a step. Responses contain more. */
export const stepFields = ['step_description', 'expected_results', 'order', 'step_type', 'step_group_id'] as const
