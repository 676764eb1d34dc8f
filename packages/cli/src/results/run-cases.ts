import { type TestsigmaClient, ValidationError } from '@testsigma-tms/client'

/** A test case that a result may be recorded for. */
export interface RunCase {
  /** UUID of the test case. */
  readonly id: string
  readonly human_id: string
  readonly title: string
  /** The result that it has in the run, as the API writes it. */
  readonly status?: string
  readonly description?: string
  /** Who is responsible for it in the run. */
  readonly assignee?: string
}

interface Place {
  readonly project_id: string
  readonly signal: AbortSignal
}

/** The local server takes 1,000 entries a page; what the live API takes at most is unknown, so that a refusal is met. */
const pageSizes = [1_000, 100]

/**
 * The test cases of a run, with the results that they have.
 * @param names whether human IDs are needed, which may take more requests
 */
export async function readRunCases(
  tms: TestsigmaClient,
  { project_id, signal }: Place,
  test_run_id: string,
  { names = true } = {},
): Promise<RunCase[]> {
  const entries = await inLargePages((page_size) =>
    tms.testRuns.listCases({ project_id, test_run_id, page_size }, { signal }),
  )
  const cases = entries.map(({ id, name, status, description, assignee_id, test_case }) => ({
    id: test_case?.id ?? id,
    human_id: test_case?.human_id ?? '',
    title: test_case?.title ?? name ?? '',
    status,
    ...(description === undefined ? {} : { description }),
    ...(assignee_id ? { assignee: assignee_id } : {}),
  }))
  return !names || cases.every(({ human_id }) => human_id) ? cases : withHumanIds(tms, { project_id, signal }, cases)
}

/** Where a run does not tell the human IDs of its test cases, the project does. */
async function withHumanIds(tms: TestsigmaClient, place: Place, cases: readonly RunCase[]): Promise<RunCase[]> {
  const known = new Map((await readProjectCases(tms, place)).map((one) => [one.id, one]))
  return cases.map((one) => ({ ...one, ...pickNames(known.get(one.id)) }))
}

function pickNames(known: RunCase | undefined) {
  return known ? { human_id: known.human_id, title: known.title } : {}
}

/** The test cases of a project, or of one folder. */
export async function readProjectCases(
  tms: TestsigmaClient,
  { project_id, signal }: Place,
  filter: { folder_id?: string } = {},
): Promise<RunCase[]> {
  const cases = await inLargePages((page_size) => tms.testCases.list({ project_id, ...filter, page_size }, { signal }))
  return cases.map(({ id, human_id = '', title }) => ({ id, human_id, title }))
}

async function inLargePages<T>(list: (pageSize: number) => AsyncIterable<T>): Promise<T[]> {
  for (const size of pageSizes) {
    try {
      const entries: T[] = []
      for await (const entry of list(size)) entries.push(entry)
      return entries
    } catch (error) {
      if (!(error instanceof ValidationError) || size === pageSizes.at(-1)) throw error
    }
  }
  return []
}
