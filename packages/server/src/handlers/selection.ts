import type { CreateTestRunRequest, SelectionFilter } from '@testsigma-tms/types'
import type { Profile } from '../profiles/profile.ts'
import { inBatches } from '../store/batches.ts'
import { selectFolders } from '../store/folders.ts'
import type { ProjectRow, Store } from '../store/schema.ts'
import { selectTestCases } from '../store/test-cases.ts'
import { refuse, wrong } from './references.ts'

export interface Selection {
  filters: SelectionFilter[]
  excluded: string[]
  caseIds: string[]
}

interface CaseOfProject {
  id: string
  folder_id: string | null
}

/** Everything that filters can refer to, read once. */
interface Known {
  cases: CaseOfProject[]
  /** Allowed IDs by field. */
  ids: Record<Field, Set<string>>
}

/** Fields that filters can compare; values must be rows of the project. */
const nouns = {
  id: 'the ID of a test case of this project',
  folder_id: 'the ID of a folder of this project',
}

type Field = keyof typeof nouns

const mostFilters = 100

/**
 * The test cases of a new run.
 *
 * @throws {ApiError} 422 that lists every filter, and every value in it, that selects nothing
 */
export async function select(
  store: Store,
  project: ProjectRow,
  body: CreateTestRunRequest,
  profile: Profile,
): Promise<Selection> {
  const { name, filters } = filtersOf(body)
  const excluded = body.dynamic_selection_excluded_test_case_ids ?? []
  refuse(
    filters.length > mostFilters ? [`${name}: must be ${mostFilters} filters or fewer, got ${filters.length}`] : [],
  )
  const known = await readKnown(store, project)
  refuse([
    ...filters.flatMap((filter, index) => checkShape(filter, `${name}.${index}`, body.selection_type)),
    ...filters.flatMap(({ field, values }, index) =>
      isField(field) ? missing(known, field, values, `${name}.${index}.values`) : [],
    ),
    ...missing(known, 'id', excluded, 'dynamic_selection_excluded_test_case_ids'),
  ])
  return { filters, excluded, caseIds: selectIds(known, profile.effectiveFilters(filters), excluded) }
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

async function readKnown(store: Store, { id }: ProjectRow): Promise<Known> {
  const cases: CaseOfProject[] = []
  const all = selectTestCases(store, id).clearSelect().select(['tsid', 'id', 'folder_id']).orderBy('tsid')
  for await (const rows of inBatches((after, limit) => all.where('tsid', '>', after).limit(limit).execute())) {
    for (const { id, folder_id } of rows) cases.push({ id, folder_id })
  }
  const folders = await selectFolders(store, id).clearSelect().select('id').execute()
  const idsOf = (rows: { id: string }[]) => new Set(rows.map(({ id }) => id))
  return { cases, ids: { id: idsOf(cases), folder_id: idsOf(folders) } }
}

function checkShape({ field, operator, values }: SelectionFilter, path: string, type: string): string[] {
  const known = type === 'STATIC' ? ['id'] : Object.keys(nouns)
  if (!known.includes(field)) return [wrong(`${path}.field`, known.join(' or '), field)]
  if (!['IN', 'EQUALS'].includes(operator)) return [wrong(`${path}.operator`, 'IN or EQUALS', operator)]
  if (operator === 'EQUALS' && values.length !== 1) return [wrong(`${path}.values`, 'one value for EQUALS', values)]
  return values.length === 0 ? [wrong(`${path}.values`, 'one value or more', values)] : []
}

function missing({ ids }: Known, field: Field, values: string[], path: string): string[] {
  return values.flatMap((value, index) =>
    ids[field].has(value.toLowerCase()) ? [] : [wrong(`${path}.${index}`, nouns[field], value)],
  )
}

function selectIds({ cases }: Known, filters: SelectionFilter[], excluded: string[]): string[] {
  const without = new Set(excluded.map((id) => id.toLowerCase()))
  const wanted = Object.entries(wantedValues(filters)) as [Field, Set<string>][]
  return cases
    .filter((row) => wanted.every(([field, values]) => values.has(row[field] ?? '')) && !without.has(row.id))
    .map(({ id }) => id)
}

/**
 * For each field, the values that all of its filters allow, so that each test case is checked once, however many
 * filters there are.
 */
function wantedValues(filters: SelectionFilter[]): { [Name in Field]?: Set<string> } {
  const wanted: { [Name in Field]?: Set<string> } = {}
  for (const { field, values } of filters) {
    if (!isField(field)) continue
    const before = wanted[field]
    const lower = lowerCased(values)
    wanted[field] = before ? new Set([...lower].filter((value) => before.has(value))) : lower
  }
  return wanted
}

/** `in` would also match inherited properties. */
function isField(field: string): field is Field {
  return Object.hasOwn(nouns, field)
}

function lowerCased(values: string[]): Set<string> {
  return new Set(values.map((value) => value.toLowerCase()))
}
