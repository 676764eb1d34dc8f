import type { TestsigmaClient } from '@testsigma-tms/client'
import type { AuthoredTests } from './author-tests.ts'
import { walk } from './walk.ts'

/** A plan with runs, results of every kind, and an import. */
export async function runTests(tms: TestsigmaClient, project_id: string, tests: AuthoredTests): Promise<void> {
  const { id: test_plan_id } = await tms.testPlans.create({ project_id, title: 'Release 1', description: 'All of it' })
  await tms.testPlans.get({ project_id, test_plan_id })
  await tms.testPlans.update({ project_id, test_plan_id, title: 'Release 1.0' })
  await walk(tms.testPlans.list({ project_id, page_size: 1 }))

  const { id: test_run_id } = await tms.testRuns.create({
    project_id,
    title: 'Accounts, by hand',
    selection_type: 'STATIC',
    static_selection_filters: [{ field: 'id', operator: 'IN', values: [tests.prose, tests.steps] }],
    test_plan_id,
  })
  const dynamic = await tms.testRuns.create({
    project_id,
    title: 'Everything',
    selection_type: 'DYNAMIC',
    test_plan_id,
  })
  await walk(tms.testRuns.list({ project_id, page_size: 1 }))
  await walk(tms.testPlans.listRuns({ project_id, test_plan_id }))
  await recordResults(tms, project_id, test_run_id, tests)
  await importReport(tms, project_id, test_run_id)

  await tms.testRuns.get({ project_id, test_run_id })
  await tms.testRuns.update({ project_id, test_run_id, status: 'CLOSED' })
  await tms.testRuns.delete({ project_id, test_run_id: dynamic.id })
  await tms.testPlans.complete({ project_id, test_plan_id })
  await tms.testPlans.get({ project_id, test_plan_id })
  await tms.testPlans.delete({ project_id, test_plan_id })
}

async function recordResults(
  tms: TestsigmaClient,
  project_id: string,
  test_run_id: string,
  { prose, steps, user }: AuthoredTests,
): Promise<void> {
  const { id: test_run_status_id } = await walk(tms.testRunStatuses.list())
  await tms.testRuns.assignUser({ project_id, test_run_id, user_id: user, test_case_id: prose })
  const result = { test_run_status_id, user_id: user, description: 'As expected' }
  await tms.testRuns.updateCases({ project_id, test_run_id, test_run_cases: [{ ...result, test_case_id: prose }] })
  await tms.testRuns.updateCases({
    project_id,
    test_run_id,
    test_run_cases: [{ ...result, test_case_id: steps }],
    attachments_0_0: new Blob(['what was seen'], { type: 'text/plain' }),
  })
  await walk(tms.testRuns.listCases({ project_id, test_run_id, page_size: 1 }))
}

/** Maximum number of polls for an import. */
const MOST_QUESTIONS = 200

async function importReport(tms: TestsigmaClient, project_id: string, test_run_id: string): Promise<void> {
  const report = '<testsuites><testsuite><testcase name="Signs in with a valid password"/></testsuite></testsuites>'
  const { id: import_id } = await tms.junitImports.create({
    project_id,
    test_run_id,
    junit_xml: new Blob([report], { type: 'application/xml' }),
  })
  for (let question = 0; question < MOST_QUESTIONS; question++) {
    const { status } = await tms.junitImports.getStatus({ project_id, import_id })
    if (status === 'completed' || status === 'failed') return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error('The import of a JUnit report did not end.')
}
