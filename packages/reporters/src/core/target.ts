import { type Project, type TestRun, type TestsigmaClient, UsageError } from '@testsigma-tms/client'
import { ensureRun } from '@testsigma-tms/client/helpers'
import { matchTests } from '@testsigma-tms/junit'
import { type PlannedTest, toReported } from './finished-test.ts'
import type { Settings } from './options.ts'

/** A test case of the run. */
export interface RunCase {
  readonly id: string
  readonly human_id: string
  readonly title: string
  /** Its current result in the run. */
  readonly status?: string
  /** UUID of the assignee. */
  readonly assignee?: string
}

/** The run in which results are recorded. */
export interface Target {
  readonly project_id: string
  readonly run: TestRun
  /** Human ID of the run, or its UUID. */
  readonly name: string
  readonly cases: readonly RunCase[]
  /** E-mail address of the person who carried out a test case. */
  userOf(one: RunCase): string
}

/** The live API may add the cases of a new run with a delay; this is how long to wait for the first one. */
const patience = { tries: 4, delay: 2_000 }

/**
 * Finds or creates the run to record into.
 * @param planned all tests of all shards; without them, a new run has all test cases of the project
 * @throws {TestsigmaError} when the project or the run does not exist, or the API is unreachable
 */
export async function findTarget(
  tms: TestsigmaClient,
  settings: Settings,
  planned: readonly PlannedTest[] | undefined,
): Promise<Target | undefined> {
  const project = await findProject(tms, settings.project)
  const { id: project_id } = project
  const user = await findUser(tms, settings.user)
  // A new run has no assignees.
  if (settings.run === undefined && user.only === undefined) throw new UsageError(noUser)
  const run = settings.run
    ? await tms.testRuns.get({ project_id, test_run_id: asWritten(settings.run, project) })
    : await makeRun(tms, project, settings, planned)
  if (run === undefined) return undefined
  if (run.status === 'CLOSED')
    throw new UsageError(`The test run ${run.human_id ?? run.id} is closed and accepts no results.`)
  const cases = await readRunCases(tms, project_id, run.id)
  return { project_id, run, cases, name: run.human_id ?? run.id, userOf: chooseUser(user, cases) }
}

/** Normalises a human ID: `DEMO-R-1` for `demo-r-1`. */
function asWritten(id: string, { human_id_prefix: prefix }: Project): string {
  const isHumanId = id.toLowerCase().startsWith(`${prefix.toLowerCase()}-`)
  return isHumanId ? prefix + id.slice(prefix.length).toUpperCase() : id
}

async function findProject(tms: TestsigmaClient, reference: string | undefined): Promise<Project> {
  const projects = await (await tms.projects.list({ page_size: 100 })).all({ limit: 10_000 })
  const isCalled = ({ id, name, human_id_prefix }: Project) =>
    [id, name, human_id_prefix].some((each) => each.toLowerCase() === reference?.toLowerCase())
  const found = reference === undefined ? projects : projects.filter(isCalled)
  const [project] = found
  if (project && found.length === 1) return project
  const known = projects.map(({ name, human_id_prefix }) => `${human_id_prefix} (${name})`).join(', ') || 'none'
  throw new UsageError(
    `The option project (variable TESTSIGMA_PROJECT) must name one project, got ${JSON.stringify(reference) ?? 'nothing'}; there are ${known}.`,
  )
}

/** @returns `undefined` if no test names a test case, so that the run would be empty */
async function makeRun(
  tms: TestsigmaClient,
  project: Project,
  { title, key, cases, plan }: Settings,
  planned: readonly PlannedTest[] | undefined,
): Promise<TestRun | undefined> {
  const { id: project_id } = project
  // The body requires a UUID, while paths accept a human ID, too.
  const test_plan_id = plan && (await tms.testPlans.get({ project_id, test_plan_id: asWritten(plan, project) })).id
  const shared = { project_id, title: `${title} (${key})`, ...(test_plan_id && { test_plan_id }) }
  if (cases === 'project' || planned === undefined) {
    return (await ensureRun(tms, { ...shared, selection_type: 'DYNAMIC', dynamic_selection_filters: [] })).run
  }
  const { matched } = matchTests(planned.map(toReported), await readProjectCases(tms, project_id))
  const values = [...new Set(matched.flatMap((match) => match.cases.map(({ id }) => id)))]
  if (values.length === 0) return undefined
  const static_selection_filters = [{ field: 'id', operator: 'IN', values }]
  return (await ensureRun(tms, { ...shared, selection_type: 'STATIC', static_selection_filters })).run
}

async function readProjectCases(tms: TestsigmaClient, project_id: string): Promise<RunCase[]> {
  const cases: RunCase[] = []
  for await (const { id, human_id = '', title } of tms.testCases.list({ project_id, page_size: 100 })) {
    cases.push({ id, human_id, title })
  }
  return cases
}

/** The test cases of a run, with their current results. */
export async function readRunCases(tms: TestsigmaClient, project_id: string, test_run_id: string): Promise<RunCase[]> {
  const entries = await readEntries(tms, project_id, test_run_id)
  const isComplete = entries.every(({ test_case }) => test_case?.human_id)
  // Documented entries have no human IDs, so they are taken from the project's test cases.
  const known = new Map(isComplete ? [] : (await readProjectCases(tms, project_id)).map((one) => [one.id, one]))
  return entries.map(({ id, name = '', status, assignee_id, test_case }) => ({
    id: test_case?.id ?? id,
    human_id: test_case?.human_id ?? known.get(id)?.human_id ?? '',
    title: test_case?.title ?? known.get(id)?.title ?? name,
    status,
    ...(assignee_id && { assignee: assignee_id }),
  }))
}

async function readEntries(tms: TestsigmaClient, project_id: string, test_run_id: string) {
  for (let left = patience.tries; ; left -= 1) {
    const page = await tms.testRuns.listCases({ project_id, test_run_id, page_size: 100 })
    const entries = await page.all({ limit: Number.POSITIVE_INFINITY })
    if (entries.length > 0 || left <= 1) return entries
    await new Promise((resolve) => setTimeout(resolve, patience.delay))
  }
}

interface User {
  /** E-mail address from the settings, or of the only active user. */
  readonly only: string | undefined
  readonly isNamed: boolean
  /** E-mail addresses by id. */
  readonly emails: ReadonlyMap<string, string>
}

async function findUser(tms: TestsigmaClient, email: string | undefined): Promise<User> {
  if (email !== undefined) return { only: email, isNamed: true, emails: new Map() }
  const users = await (await tms.users.list({ page_size: 100 })).all({ limit: 10_000 })
  const active = users.filter(({ status }) => status.toUpperCase() === 'ACTIVE')
  const emails = new Map(users.map((user) => [user.id, user.email]))
  return { only: active.length === 1 ? active[0]?.email : undefined, isNamed: false, emails }
}

const noUser =
  'Each result needs a user, and nobody is assigned to some test cases: set TESTSIGMA_USER or the option user to an e-mail address.'

/** The user from the settings, otherwise the assignee, otherwise the only active user. */
function chooseUser({ only, isNamed, emails }: User, cases: readonly RunCase[]): (one: RunCase) => string {
  if (only === undefined && cases.some(({ assignee }) => assignee === undefined)) throw new UsageError(noUser)
  return ({ assignee }) => String((isNamed ? undefined : emails.get(assignee ?? '')) ?? only)
}
