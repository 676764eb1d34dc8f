import type { TestsigmaClient } from '../client.ts'
import { usageError } from './arguments.ts'
import type { SeveralCalls } from './several-calls.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

interface Case {
  readonly id: string
  readonly human_id: string | undefined
  readonly title: string | undefined
}

/** Finds the UUIDs of a run's test cases by UUID, human ID or title. The lists are fetched once, and only if needed. */
export function createCaseFinder(
  tms: TestsigmaClient,
  run: { readonly project_id: string; readonly test_run_id: string },
  calls: SeveralCalls,
): (name: string) => Promise<string> {
  let cases: Promise<readonly Case[]> | undefined
  return async (name) => {
    if (UUID.test(name)) return name
    cases ??= readCases(tms, run, calls)
    return idOf(tms, await cases, name)
  }
}

function idOf(tms: TestsigmaClient, cases: readonly Case[], name: string): string {
  const wanted = name.toLowerCase()
  const byId = cases.filter(({ human_id }) => human_id?.toLowerCase() === wanted)
  const found = byId.length > 0 ? byId : cases.filter(({ title }) => title?.toLowerCase() === wanted)
  const [first, second] = found
  if (!first) throw usageError(tms, `The run has no test case "${name}": no human ID and no title matches.`)
  if (!second) return first.id
  const ids = found.map(({ human_id, id }) => human_id ?? id).join(', ')
  throw usageError(tms, `The run has ${found.length} test cases with the title "${name}": ${ids}. Use an ID instead.`)
}

/** Human IDs and titles that the run does not contain are taken from the project's list. */
async function readCases(
  tms: TestsigmaClient,
  { project_id, test_run_id }: { readonly project_id: string; readonly test_run_id: string },
  calls: SeveralCalls,
): Promise<readonly Case[]> {
  const place = { project_id, page_size: 100 }
  const entries = await tms.testRuns.listCases({ ...place, test_run_id }, calls.options()).all({ limit: Infinity })
  const cases = entries.map(({ id, name, test_case }) => {
    return { id: test_case?.id ?? id, human_id: test_case?.human_id, title: test_case?.title ?? name }
  })
  if (cases.every(({ human_id }) => human_id)) return cases
  const all = await tms.testCases.list(place, calls.options()).all({ limit: Infinity })
  const known = new Map(all.map((one) => [one.id, one]))
  return cases.map((one) => {
    return { ...one, human_id: known.get(one.id)?.human_id, title: one.title ?? known.get(one.id)?.title }
  })
}
