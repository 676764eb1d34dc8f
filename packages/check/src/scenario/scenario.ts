import type { TestsigmaClient } from '@testsigma-tms/client'
import { authorTests } from './author-tests.ts'
import { runTests } from './run-tests.ts'
import { walk } from './walk.ts'

/** Calls every operation at least once, using entities created by earlier calls, and deletes everything. */
export async function runScenario(tms: TestsigmaClient): Promise<void> {
  const { id: project_id } = await tms.projects.create({ name: 'Conformance', description: 'Made to be deleted' })
  await tms.projects.get({ project_id })
  await tms.projects.update({ project_id, description: 'Read, and made to be deleted' })
  await walk(tms.projects.list({ page_size: 1 }))

  const tests = await authorTests(tms, project_id)
  await runTests(tms, project_id, tests)

  await tms.testCases.delete({ project_id, test_case_id: tests.prose })
  await tms.stepGroups.delete({ project_id, step_group_id: tests.stepGroup })
  await tms.folders.delete({ project_id, folder_id: tests.folder })
  await tms.projects.delete({ project_id })
}
