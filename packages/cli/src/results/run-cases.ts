import { type TestsigmaClient, ValidationError } from '@testsigma-tms/client'

/** A test case for which a result can be recorded. */
export interface RunCase {
  /** UUID of the test case. */
  readonly id: string
  readonly human_id: string
  readonly title: string
  /** Its current result in the run, spelled as in the API. */
  readonly status?: string
  readonly description?: string
  /** Its assignee in the run. */
  readonly assignee?: string
}

interface Place {
  readonly project_id: string
  readonly signal: AbortSignal
}

/**
 * The local server accepts 1,000 entries per page; the live API's maximum is unknown, so a smaller size is the
 * fallback.
 */
const pageSizes = [1_000, 100]

/**
 * Reads the test cases of a run with their current results.
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

/** Looks up human IDs in the project, for runs that do not contain them. */
async function withHumanIds(tms: TestsigmaClient, place: Place, cases: readonly RunCase[]): Promise<RunCase[]> {
  const known = new Map((await readProjectCases(tms, place)).map((one) => [one.id, one]))
  return cases.map((one) => ({ ...one, ...pickNames(known.get(one.id)) }))
}

function pickNames(known: RunCase | undefined) {
  return known ? { human_id: known.human_id, title: known.title } : {}
}

/** Reads the test cases of a project, or of one folder. */
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
