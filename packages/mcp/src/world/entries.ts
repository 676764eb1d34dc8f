import { NotFoundError, type TestCase, type TestRun, type TestRunCase } from '@testsigma-tms/client'
import type { Session } from '../session.ts'
import { emailsOf } from './people.ts'

/** A test case in a run, with names instead of ids. */
export interface Entry {
  readonly test_case_id: string
  readonly case: string
  readonly title: string
  /** Name of the result. */
  readonly result: string
  /** E-mail address. */
  readonly assignee?: string
  readonly note?: string
}

/** For more test cases than this, listing all cases of the project needs fewer requests than one per case. */
const fewCases = 10

/** Reads the test cases of a run, with their results. */
export async function readEntries(session: Session, run: TestRun, project_id: string): Promise<Entry[]> {
  const { tms, names, options } = session
  const rows: TestRunCase[] = []
  for await (const row of tms.testRuns.listCases({ project_id, test_run_id: run.id, page_size: 100 }, options)) {
    rows.push(row)
  }
  const [emailOf, resultOf] = await Promise.all([emailsOf(names), resultNames(session)])
  const humanIds = await readHumanIds(
    session,
    project_id,
    rows.filter(({ test_case }) => test_case === undefined).map(({ id }) => id),
  )
  return rows.map((row) => {
    // Documented rows contain the name and the id of the test case itself.
    const { id, title, human_id } = row.test_case ?? { id: row.id, title: row.name ?? '', human_id: undefined }
    const assignee = emailOf(row.assignee_id)
    return {
      test_case_id: id,
      case: human_id ?? humanIds.get(id) ?? id,
      title,
      result: resultOf(row.status),
      ...(assignee && { assignee }),
      ...(row.description && { note: row.description }),
    }
  })
}

/** The documented API returns results in upper case. */
async function resultNames({ names }: Session): Promise<(status: string) => string> {
  const statuses = new Map((await names.values('testRunStatuses')).map(({ name }) => [name.toLowerCase(), name]))
  return (status) => statuses.get(status.toLowerCase()) ?? status
}

async function readHumanIds(
  session: Session,
  project_id: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const { tms, options } = session
  const found = new Map<string, string>()
  const add = ({ id, human_id }: TestCase) => human_id && found.set(id, human_id)
  if (ids.length > fewCases) {
    for await (const testCase of tms.testCases.list({ project_id, page_size: 100 }, options)) add(testCase)
    return found
  }
  for (const test_case_id of ids) {
    try {
      add(await tms.testCases.get({ project_id, test_case_id }, options))
    } catch (error) {
      // A deleted test case remains in its runs.
      if (!(error instanceof NotFoundError)) throw error
    }
  }
  return found
}

/** Number of entries by result. */
export function countResults(entries: readonly Entry[]): Record<string, number> {
  const counts: Record<string, number> = Object.create(null)
  for (const { result } of entries) counts[result] = (counts[result] ?? 0) + 1
  return counts
}

export function isCalled(name: string, wanted: string): boolean {
  return name.toLowerCase() === wanted.toLowerCase()
}
