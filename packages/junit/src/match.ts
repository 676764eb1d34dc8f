import type { ReportedTest } from './reported-test.ts'
import { IdFinder, normalised } from './test-ids.ts'

export interface TestCaseReference {
  readonly human_id: string
  readonly title: string
}

export interface Match<Case, Test extends ReportedTest = ReportedTest> {
  readonly test: Test
  /** One test case, or more if the test names several. */
  readonly cases: readonly Case[]
  /** IDs in the test that belong to no test case. */
  readonly unknownIds: readonly string[]
}

export interface UnmatchedTest<Test extends ReportedTest = ReportedTest> {
  readonly test: Test
  readonly reason: string
}

export interface Matches<Case, Test extends ReportedTest = ReportedTest> {
  readonly matched: Match<Case, Test>[]
  readonly unmatched: UnmatchedTest<Test>[]
}

const untitled = 'it names no test case by ID, and no title is the same as its name'
const ambiguous = 'it names no test case by ID, and several have its name as their title'

/**
 * Finds the test cases of each test, by the IDs in the test, otherwise by an identical title. If the first ID belongs
 * to no given test case, the test is unmatched.
 * @param cases candidates, of a run or of a project. Only IDs with one of their prefixes are recognised
 */
export function matchTests<Case extends TestCaseReference, Test extends ReportedTest>(
  tests: Iterable<Test>,
  cases: Iterable<Case>,
): Matches<Case, Test> {
  const matcher = new TestMatcher<Case, Test>(cases)
  for (const test of tests) matcher.add(test)
  return matcher.matches
}

/** Streaming version of `matchTests`. */
export class TestMatcher<Case extends TestCaseReference, Test extends ReportedTest = ReportedTest> {
  /** Results for the tests so far. */
  readonly matches: Matches<Case, Test> = { matched: [], unmatched: [] }
  readonly #index: Index<Case>

  constructor(cases: Iterable<Case>) {
    this.#index = indexOf(cases)
  }

  add(test: Test): void {
    const found = find(test, this.#index)
    if ('reason' in found) this.matches.unmatched.push(found)
    else this.matches.matched.push(found)
  }
}

interface Index<Case> {
  byId: Map<string, Case>
  byTitle: Map<string, Case[]>
  finder: IdFinder
}

function indexOf<Case extends TestCaseReference>(cases: Iterable<Case>): Index<Case> {
  const byId = new Map<string, Case>()
  const byTitle = new Map<string, Case[]>()
  const prefixes = new Set<string>()
  for (const one of cases) {
    byId.set(normalised(one.human_id), one)
    const titled = byTitle.get(one.title)
    if (titled) titled.push(one)
    else byTitle.set(one.title, [one])
    prefixes.add(one.human_id.replace(/-\d+$/, ''))
  }
  return { byId, byTitle, finder: new IdFinder(prefixes) }
}

function find<Case extends TestCaseReference, Test extends ReportedTest>(
  test: Test,
  index: Index<Case>,
): Match<Case, Test> | UnmatchedTest<Test> {
  const ids = index.finder.idsOf(test)
  if (ids.length === 0) return findByTitle(test, index)
  const known = ids.flatMap((id) => index.byId.get(normalised(id)) ?? [])
  const unknownIds = ids.filter((id) => !index.byId.has(normalised(id)))
  if (unknownIds[0] === ids[0]) return { test, reason: `it names ${ids[0]}, which is no test case here` }
  return { test, cases: known, unknownIds }
}

function findByTitle<Case, Test extends ReportedTest>(
  test: Test,
  { byTitle }: Index<Case>,
): Match<Case, Test> | UnmatchedTest<Test> {
  const titled = byTitle.get(test.name) ?? []
  if (titled.length === 1) return { test, cases: titled, unknownIds: [] }
  return { test, reason: titled.length > 1 ? ambiguous : untitled }
}
