import type { TestCase } from '@testsigma-tms/client'
import { columns, idColumn, stepFields } from './columns.ts'
import type { Lists } from './lists.ts'

/** A test case with names instead of IDs, by column. */
export type CaseRow = Readonly<Record<string, unknown>>

export function rowOf(testCase: TestCase, lists: Lists): CaseRow {
  const row: Record<string, unknown> = { [idColumn]: testCase.human_id ?? '' }
  for (const { name, field, kind, list } of columns) {
    const value = testCase[field]
    if (kind === 'text') row[name] = value ?? ''
    else if (kind === 'json') row[name] = plainSteps(testCase.individual_steps ?? [])
    else if (kind === 'names') row[name] = (testCase.labels ?? []).map((label) => label.name)
    else row[name] = list && typeof value === 'string' && value !== '' ? lists.nameOf(list, value) : ''
  }
  return row
}

/** Keeps only the writable fields of steps, without empty and default values. */
export function plainSteps(steps: readonly object[]): Record<string, unknown>[] {
  return steps.map((step, index) => {
    const values = step as Record<string, unknown>
    const isSaid = (name: string) => {
      const value = values[name]
      if (name === 'order') return value !== undefined && value !== index + 1
      return value !== undefined && value !== '' && value !== null && !(name === 'step_type' && value === 'DEFAULT')
    }
    return Object.fromEntries(stepFields.filter(isSaid).map((name) => [name, values[name]]))
  })
}
