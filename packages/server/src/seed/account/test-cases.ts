import { type Fields, insertAll } from '../../store/entities.ts'
import type { ProjectRow, Store } from '../../store/schema.ts'
import { shown } from './place.ts'
import type { Names, References } from './references.ts'
import type { AccountTestCase } from './schema.ts'

const mostNames = 10

interface CaseWorld extends References {
  folders: Names
  /** Location in the file of a part of the project's test cases. */
  place: (...path: (string | number)[]) => string
}

/** @returns problems: unknown names; if there are any, nothing is stored */
export async function storeTestCases(
  store: Store,
  project: ProjectRow,
  cases: AccountTestCase[],
  world: CaseWorld,
): Promise<string[]> {
  const problems: string[] = []
  const rows = cases.map((testCase, index) => toRow(project, testCase, index, world, problems))
  if (problems.length > 0) return problems
  await insertAll(store, 'test_cases', rows)
  await store
    .insertInto('human_id_counters')
    .values({ project_id: project.id, kind: 'test_cases', last_number: rows.length })
    .execute()
  return []
}

function toRow(
  project: ProjectRow,
  testCase: AccountTestCase,
  index: number,
  { lookups, labels, users, folders, place }: CaseWorld,
  problems: string[],
): Fields<'test_cases'> {
  const find = (names: Names, name: string, ...path: (string | number)[]) => {
    const id = names.get(name)
    if (id === undefined) problems.push(`${place(index, ...path)}: must be ${choiceOf(names)}, got ${shown(name)}`)
    return id ?? ''
  }
  const findOrFirst = (names: Names, name: string | undefined, field: string) => {
    const [first] = names.values()
    if (name !== undefined) return find(names, name, field)
    if (first === undefined) problems.push(`${place(index, field)}: there is none yet; add a user to users`)
    return first ?? ''
  }
  const { folder, reviewer, owner } = testCase
  return {
    project_id: project.id,
    human_id: `${project.human_id_prefix}-${index + 1}`,
    title: testCase.title,
    description: testCase.description ?? '',
    template_type: 'TCD',
    preconditions: testCase.preconditions ?? '',
    steps: testCase.steps ?? '',
    expected_results: testCase.expected_results ?? '',
    label_ids: JSON.stringify((testCase.labels ?? []).map((name, at) => find(labels, name, 'labels', at))),
    type_id: findOrFirst(lookups.types, testCase.type, 'type'),
    status_id: findOrFirst(lookups.statuses, testCase.status, 'status'),
    automation_type_id: findOrFirst(lookups.automation_types, testCase.automation_type, 'automation_type'),
    priority_id: findOrFirst(lookups.priorities, testCase.priority, 'priority'),
    owner_id: findOrFirst(users, owner?.toLowerCase(), 'owner'),
    reviewer_id: reviewer === undefined ? null : find(users, reviewer.toLowerCase(), 'reviewer'),
    folder_id: folder === undefined ? null : find(folders, folder, 'folder'),
    deleted_at: null,
  }
}

function choiceOf(names: Names): string {
  const some = [...names.keys()].slice(0, mostNames)
  if (some.length === 0) return 'left out, as there is none yet'
  return `one of ${some.join(', ')}${names.size > some.length ? ' and others' : ''}`
}
