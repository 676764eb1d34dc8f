import { IndeterminateWriteError, type TestCase, type UpdateTestCaseRequest } from '@testsigma-tms/client'
import { boolean, field, integer, list, name, object, optional, text, type ValuesOf } from '../contract/fields.ts'
import { describeFailure, readBack } from '../output/failure.ts'
import type { Session } from '../session.ts'
import { createCaseWords } from '../world/cases.ts'
import { findProject } from '../world/find.ts'
import { ensureFolder } from '../world/find-folder.ts'
import type { Lookup } from '../world/names.ts'
import { requireUser } from '../world/people.ts'
import { caseNames, caseTexts, toCaseFields } from './case-inputs.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

const newCase = {
  title: field('CreateTestCaseRequest', 'title'),
  ...caseTexts,
  ...caseNames,
}

export const createCases = defineTool({
  name: 'create_cases',
  title: 'Create test cases',
  description:
    'Creates test cases in a folder, which is created if it is missing. Status, priority and types default to the first of their lists. Returns the cases as read back.',
  sets: ['author'],
  operations: [
    'createTestCase',
    'getTestCase',
    'createFolder',
    'moveFolder',
    'listTestCases',
    'listLabels',
    'listTestCaseStatuses',
    'listTestCasePriorities',
    'listTestCaseTypes',
    'listAutomationTypes',
  ],
  input: {
    project: inputs.project,
    folder: optional(name('Path: Regression Suite/Booking')),
    cases: list(object(newCase), { minItems: 1, maxItems: 20 }),
  },
  output: {
    created: list(
      object({
        human_id: field('TestCase', 'human_id'),
        title: field('TestCase', 'title'),
        folder: text(),
        status: text(),
        priority: text(),
        owner: text(),
      }),
    ),
    failed: optional(object({ title: text(), reason: text(), uncertain: boolean(), not_tried: integer() })),
  },
  async run({ project, folder, cases }, session) {
    const { id: project_id } = await findProject(session, project)
    // Looks up all names before anything is created.
    const prepared = await prepare(session, cases)
    const place = folder === undefined ? undefined : await ensureFolder(session, project_id, folder)
    const made: TestCase[] = []
    const failure = await createEach(session, project_id, place?.id, prepared, made)
    const inWords = await readBack(`${made.length} test cases were created.`, () =>
      createCaseWords(session, project_id),
    )
    const created = made.map((each) => {
      const { human_id, title, folder, status, priority, owner } = inWords(each)
      return { human_id, title, folder, status, priority, owner }
    })
    const shown = failure?.unread ? 'the last of which could not be read back' : 'confirmed by reading them back'
    return {
      data: { created, ...(failure && { failed: failure.reported }) },
      failed: created.length === 0,
      did: `Created ${created.length} of ${cases.length} test cases${place ? ` in the folder ${folder}` : ''}, ${shown}.`,
      list: { name: 'created', from: 0, total: created.length, tool: 'find_cases' },
    }
  },
})

type NewCase = ValuesOf<typeof newCase>
type Prepared = UpdateTestCaseRequest & { title: string }

async function prepare(session: Session, cases: readonly NewCase[]): Promise<Prepared[]> {
  const prepared: Prepared[] = []
  for (const { title, ...given } of cases) {
    const owner = await requireUser(session, given.owner, 'owner')
    const [status, priority, type, automation_type] = await Promise.all([
      given.status ?? firstOf(session, 'testCaseStatuses'),
      given.priority ?? firstOf(session, 'testCasePriorities'),
      given.type ?? firstOf(session, 'testCaseTypes'),
      given.automation_type ?? firstOf(session, 'automationTypes'),
    ])
    const fields = { ...given, owner: owner.email, status, priority, type, automation_type }
    prepared.push({ ...(await toCaseFields(session, fields)), title })
  }
  return prepared
}

async function firstOf({ names }: Session, lookup: Lookup): Promise<string | undefined> {
  const values = [...(await names.values(lookup))].sort((one, other) => (one.order ?? 0) - (other.order ?? 0))
  return values[0]?.name
}

/** Stops at the first failure, because the next case would probably fail, too. */
async function createEach(
  session: Session,
  project_id: string,
  folder_id: string | undefined,
  prepared: readonly Prepared[],
  made: TestCase[],
) {
  const { tms, options } = session
  for (const [index, fields] of prepared.entries()) {
    const isMade = () => made.length > index
    try {
      const created = await tms.testCases.create(
        { ...(fields as Prepared & CreateFields), project_id, ...(folder_id && { folder_id }) },
        options,
      )
      // It counts as created even if it cannot be read back.
      made.push(created)
      session.step(`Created ${made.length} of ${prepared.length} cases`)
      made[index] = await tms.testCases.get({ project_id, test_case_id: created.id }, options)
    } catch (error) {
      const uncertain = error instanceof IndeterminateWriteError
      const said = describeFailure(error)
      const reason = isMade() ? `It was created, and could not be read back: ${said}` : said
      const reported = { title: fields.title, reason, uncertain, not_tried: prepared.length - index - 1 }
      return { reported, unread: isMade() }
    }
  }
  return undefined
}

/** Fields that `prepare` has set. */
interface CreateFields {
  readonly type_id: string
  readonly status_id: string
  readonly automation_type_id: string
  readonly priority_id: string
  readonly owner_id: string
}
