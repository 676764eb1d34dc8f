import type { TestCase } from '@testsigma-tms/client'
import type { Session } from '../session.ts'
import { placed } from './folders.ts'
import type { Lookup } from './names.ts'
import { emailsOf } from './people.ts'

/** A test case with names instead of ids. */
export interface CaseWords {
  readonly human_id: string
  readonly title: string
  readonly folder: string
  readonly status: string
  readonly priority: string
  readonly type: string
  readonly automation_type: string
  readonly owner: string
  readonly labels: readonly string[]
}

/** Fetches the names that the test cases of a project refer to. */
export async function createCaseWords({ names }: Session, project_id: string): Promise<(each: TestCase) => CaseWords> {
  const nameIn = async (lookup: Lookup) => {
    const values = new Map((await names.values(lookup)).map(({ id, name }) => [id, name]))
    return (id: string) => values.get(id) ?? id
  }
  const paths = new Map(placed(await names.folders(project_id)).map(({ path, folder }) => [folder.id, path]))
  const [statusOf, priorityOf, typeOf, automationOf] = await Promise.all([
    nameIn('testCaseStatuses'),
    nameIn('testCasePriorities'),
    nameIn('testCaseTypes'),
    nameIn('automationTypes'),
  ])
  const emailOf = await emailsOf(names)
  return (each) => ({
    human_id: each.human_id ?? each.id,
    title: each.title,
    folder: each.folder_id ? (paths.get(each.folder_id) ?? each.folder_id) : '',
    status: statusOf(each.status_id),
    priority: priorityOf(each.priority_id),
    type: typeOf(each.type_id),
    automation_type: automationOf(each.automation_type_id),
    owner: emailOf(each.owner_id) ?? '',
    labels: (each.labels ?? []).map(({ name }) => name),
  })
}
