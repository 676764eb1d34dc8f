import type { TestCase, UpdateTestCaseParams } from '@testsigma-tms/client'

/** Which list a column takes its names from. */
export type ListName = 'statuses' | 'priorities' | 'types' | 'automationTypes' | 'users' | 'labels' | 'folders'

/** A column of an exported file, and the field of a test case behind it. */
export interface Column {
  readonly name: string
  readonly field: keyof TestCase & (keyof UpdateTestCaseParams | 'labels')
  readonly kind: 'text' | 'name' | 'names' | 'json'
  readonly list?: ListName
  /** Needed to create a test case. */
  readonly isNeeded?: true
}

/** `human_id` comes before these. */
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

/** What a person writes into a step. The API adds more to what it returns. */
export const stepFields = ['step_description', 'expected_results', 'order', 'step_type', 'step_group_id'] as const
