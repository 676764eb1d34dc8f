import type { CreateTestRunRequest, SelectionFilter } from '@testsigma-tms/types'
import type { Profile } from '../profiles/profile.ts'
import { selectFolders } from '../store/folders.ts'
import type { ProjectRow, Store } from '../store/schema.ts'
import { selectTestCases } from '../store/test-cases.ts'
import { refuse, wrong } from './references.ts'

export interface Selection {
  filters: SelectionFilter[]
  excluded: string[]
  caseIds: string[]
}

/** What each filter may compare, and with what: the values have to be rows of the project. */
const fields = {
  id: {
    noun: 'the ID of a test case of this project',
    read: (store: Store, { id }: ProjectRow): Promise<{ id: string }[]> =>
      selectTestCases(store, id).clearSelect().select('id').execute(),
  },
  folder_id: {
    noun: 'the ID of a folder of this project',
    read: (store: Store, { id }: ProjectRow): Promise<{ id: string }[]> =>
      selectFolders(store, id).clearSelect().select('id').execute(),
  },
}

/**
 * The test cases that a new run takes.
 *
 * @throws {ApiError} 422 that names every filter, and every value in it, that selects nothing there is
 */
export async function select(
  store: Store,
  project: ProjectRow,
  body: CreateTestRunRequest,
  profile: Profile,
): Promise<Selection> {
  const { name, filters } = filtersOf(body)
  const excluded = body.dynamic_selection_excluded_test_case_ids ?? []
  refuse([
    ...filters.flatMap((filter, index) => checkShape(filter, `${name}.${index}`, body.selection_type)),
    ...(await checkValues(store, project, filters, name)),
    ...(await missing(store, project, 'id', excluded, 'dynamic_selection_excluded_test_case_ids')),
  ])
  return { filters, excluded, caseIds: await selectIds(store, project, profile.effectiveFilters(filters), excluded) }
}

function filtersOf(body: CreateTestRunRequest) {
  const { selection_type, static_selection_filters: fixed, dynamic_selection_filters: dynamic } = body
  const isStatic = selection_type === 'STATIC'
  const [name, filters, otherName, others] = isStatic
    ? (['static_selection_filters', fixed, 'dynamic_selection_filters', dynamic] as const)
    : (['dynamic_selection_filters', dynamic, 'static_selection_filters', fixed] as const)
  const none = `absent or empty when selection_type is ${selection_type}`
  refuse(others?.length ? [wrong(otherName, none, others)] : [])
  refuse(
    isStatic && !filters?.length ? [`${name}: required when selection_type is STATIC, with one filter or more`] : [],
  )
  const excluded = 'dynamic_selection_excluded_test_case_ids'
  refuse(isStatic && body[excluded]?.length ? [wrong(excluded, none, body[excluded])] : [])
  return { name, filters: filters ?? [] }
}

function checkShape({ field, operator, values }: SelectionFilter, path: string, type: string): string[] {
  const known = type === 'STATIC' ? ['id'] : Object.keys(fields)
  if (!known.includes(field)) return [wrong(`${path}.field`, known.join(' or '), field)]
  if (!['IN', 'EQUALS'].includes(operator)) return [wrong(`${path}.operator`, 'IN or EQUALS', operator)]
  if (operator === 'EQUALS' && values.length !== 1) return [wrong(`${path}.values`, 'one value for EQUALS', values)]
  return values.length === 0 ? [wrong(`${path}.values`, 'one value or more', values)] : []
}

async function checkValues(store: Store, project: ProjectRow, filters: SelectionFilter[], name: string) {
  const failures = filters.map(({ field, values }, index) =>
    field in fields ? missing(store, project, field as keyof typeof fields, values, `${name}.${index}.values`) : [],
  )
  return (await Promise.all(failures)).flat()
}

async function missing(
  store: Store,
  project: ProjectRow,
  field: keyof typeof fields,
  values: string[],
  path: string,
): Promise<string[]> {
  if (values.length === 0) return []
  const { noun, read } = fields[field]
  const ids = new Set((await read(store, project)).map(({ id }) => id))
  return values.flatMap((value, index) =>
    ids.has(value.toLowerCase()) ? [] : [wrong(`${path}.${index}`, noun, value)],
  )
}

async function selectIds(store: Store, project: ProjectRow, filters: SelectionFilter[], excluded: string[]) {
  const list = selectTestCases(store, project.id).orderBy('tsid')
  const cases = await list.clearSelect().select(['id', 'folder_id']).execute()
  const without = new Set(excluded.map((id) => id.toLowerCase()))
  const wanted = filters.map(({ field, values }) => ({
    field: field as keyof typeof fields,
    values: new Set(values.map((value) => value.toLowerCase())),
  }))
  return cases
    .filter((row) => wanted.every(({ field, values }) => values.has(row[field] ?? '')) && !without.has(row.id))
    .map(({ id }) => id)
}
