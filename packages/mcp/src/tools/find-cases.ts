import type { TestCase } from '@testsigma-tms/client'
import { field, integer, list, name, object, optional, text } from '../contract/fields.ts'
import type { Session } from '../session.ts'
import { createCaseWords } from '../world/cases.ts'
import { findProject } from '../world/find.ts'
import { findFolder } from '../world/find-folder.ts'
import { withInner } from '../world/folders.ts'
import { findUser } from '../world/people.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

/** Most test cases that are read if the API cannot filter. */
const mostLookedAt = 10_000

export const findCases = defineTool({
  name: 'find_cases',
  title: 'Find test cases',
  description: 'Finds test cases by text in the title, folder (with those inside), status, priority or owner.',
  sets: ['read'],
  operations: [
    'listTestCases',
    'listTestCaseStatuses',
    'listTestCasePriorities',
    'listTestCaseTypes',
    'listAutomationTypes',
  ],
  input: {
    project: inputs.project,
    text: optional(name()),
    folder: optional(name('Path: Regression Suite/Booking')),
    status: optional(name()),
    priority: optional(name()),
    owner: inputs.user,
    limit: inputs.limit,
    from: inputs.from,
  },
  output: {
    total: integer(),
    cases: list(
      object({
        human_id: field('TestCase', 'human_id'),
        title: field('TestCase', 'title'),
        folder: text(),
        status: text(),
        priority: text(),
      }),
    ),
  },
  async run({ limit = 50, from = 0, ...wanted }, session) {
    const project = await findProject(session, wanted.project)
    const isWanted = await createFilter(session, project.id, wanted)
    const found = await collect(session, project.id, wanted.text, isWanted, from + limit)
    const inWords = await createCaseWords(session, project.id)
    const cases = found.cases.slice(from, from + limit).map((each) => {
      const { human_id, title, folder, status, priority } = inWords(each)
      return { human_id, title, folder, status, priority }
    })
    return {
      data: { total: found.total, cases },
      list: { name: 'cases', from, total: found.total, tool: 'find_cases' },
      notes: found.isCut ? [`Only the first ${mostLookedAt} cases were looked at: narrow it with text.`] : [],
    }
  },
})

interface Wanted {
  readonly folder?: string | undefined
  readonly status?: string | undefined
  readonly priority?: string | undefined
  readonly owner?: string | undefined
}

/** @returns `undefined` if there is no filter, so that the API's own count is correct */
async function createFilter(session: Session, project_id: string, { folder, status, priority, owner }: Wanted) {
  const { names } = session
  if ([folder, status, priority, owner].every((each) => each === undefined)) return undefined
  const folders = folder && withInner(await names.folders(project_id), await findFolder(session, project_id, folder))
  const status_id = status && (await names.resolver.testCaseStatus(status))
  const priority_id = priority && (await names.resolver.testCasePriority(priority))
  const owner_id = owner && (await findUser(session, owner)).id
  return (each: TestCase) =>
    (!folders || folders.has(each.folder_id ?? '')) &&
    (!status_id || each.status_id === status_id) &&
    (!priority_id || each.priority_id === priority_id) &&
    (!owner_id || each.owner_id === owner_id)
}

interface Collected {
  readonly cases: readonly TestCase[]
  readonly total: number
  readonly isCut: boolean
}

async function collect(
  { tms, options, step }: Session,
  project_id: string,
  search: string | undefined,
  isWanted: ((each: TestCase) => boolean) | undefined,
  needed: number,
): Promise<Collected> {
  const cases: TestCase[] = []
  let lookedAt = 0
  const params = { project_id, page_size: 100, ...(search && { search }) }
  for await (const { items, pageInfo } of tms.testCases.list(params, options).pages()) {
    cases.push(...(isWanted ? items.filter(isWanted) : items))
    lookedAt += items.length
    step(`Looked at ${lookedAt} cases`)
    const counted = isWanted ? undefined : pageInfo?.total_count
    if (counted !== undefined && cases.length >= needed) return { cases, total: counted, isCut: false }
    if (lookedAt >= mostLookedAt) return { cases, total: cases.length, isCut: true }
  }
  return { cases, total: cases.length, isCut: false }
}
