import { insertRows } from '../../store/entities.ts'
import type { LookupList, LookupValueRow, Store, UserRow } from '../../store/schema.ts'
import { entityAt } from './entity.ts'
import { examples } from './examples.ts'

/** Users to whom the examples refer by ID only. */
const others = [
  { id: examples.assignment.user_id, email: 'priya.nair@example.com', first_name: 'Priya', last_name: 'Nair' },
  { id: secondTester(), email: 'luis.ortega@example.com', first_name: 'Luis', last_name: 'Ortega' },
]

/** Inserts users, labels and lookup values. */
export async function insertDemoAccount(store: Store): Promise<void> {
  await insertRows(store, 'users', [...examples.users.map(toUserRow), ...others.map(toOtherUserRow)])
  await insertRows(store, 'labels', examples.labels.map(toLabelRow))
  await insertLookups(store)
}

/** Inserts the lookup values. An empty account has them too: the API cannot create any, and test cases need them. */
export async function insertLookups(store: Store): Promise<void> {
  await insertRows(store, 'lookup_values', [
    ...toLookupRows('automation_types', examples.automationTypes),
    ...toLookupRows('types', examples.types),
    ...toLookupRows('case_statuses', examples.caseStatuses),
    ...toLookupRows('priorities', examples.priorities),
    ...toLookupRows('run_statuses', examples.runStatuses),
  ])
}

function secondTester(): string {
  const { test_cases } = examples.entries.documented.value.data
  return String(test_cases.find(({ assignee_id }) => assignee_id !== examples.assignment.user_id)?.assignee_id)
}

function toUserRow(user: (typeof examples.users)[number]): UserRow {
  return {
    ...user,
    ...entityAt(user.created_at * 1000),
    id: user.id,
    updated_at: user.updated_at * 1000,
    status: user.status as UserRow['status'],
  }
}

/** Created after the users of the examples. */
function toOtherUserRow(user: (typeof others)[number]): UserRow {
  const day = 24 * 60 * 60
  const latest = Math.max(...examples.users.map(({ created_at }) => created_at))
  return { ...entityAt((latest + day) * 1000), ...user, status: 'active' }
}

/** The only example of labels was observed, with timestamps in milliseconds. */
function toLabelRow({ id, name, createdAt, updatedAt }: (typeof examples.labels)[number]) {
  return { ...entityAt(createdAt), id, name, updated_at: updatedAt }
}

function toLookupRows(list: LookupList, values: typeof examples.types): LookupValueRow[] {
  const { id: _, ...entity } = entityAt(Number(examples.projects[0]?.created_at) * 1000)
  return values.map(({ id, name, alias, icon_url }, index) => ({
    ...entity,
    tsid: entityAt(entity.created_at).tsid,
    id,
    list,
    name,
    alias,
    icon_url,
    position: index + 1,
  }))
}
