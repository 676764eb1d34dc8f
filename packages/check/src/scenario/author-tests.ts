import type { TestsigmaClient } from '@testsigma-tms/client'
import { walk } from './walk.ts'

/** IDs of the created test material. */
export interface AuthoredTests {
  readonly folder: string
  readonly stepGroup: string
  readonly prose: string
  readonly steps: string
  readonly user: string
}

/** Creates folders, step groups and test cases, and reads all lists that they refer to. */
export async function authorTests(tms: TestsigmaClient, project_id: string): Promise<AuthoredTests> {
  const folder = await makeFolders(tms, project_id)
  const stepGroup = await makeStepGroup(tms, project_id)
  const references = {
    type_id: (await walk(tms.testCaseTypes.list())).id,
    status_id: (await walk(tms.testCaseStatuses.list())).id,
    priority_id: (await walk(tms.testCasePriorities.list())).id,
    automation_type_id: (await walk(tms.automationTypes.list())).id,
    owner_id: (await walk(tms.users.list())).id,
    label_ids: [(await walk(tms.labels.list())).id],
    folder_id: folder,
  }
  const prose = await tms.testCases.create({
    ...references,
    project_id,
    title: 'Signs in with a valid password',
    template_type: 'TCD',
    steps: 'Sign in',
    expected_results: 'The home page is shown',
  })
  const steps = await tms.testCases.create({
    ...references,
    project_id,
    title: 'Resets a forgotten password',
    template_type: 'STEPS',
    individual_steps: [
      { step_description: 'Ask for a new password', expected_results: 'A mail arrives', order: 1 },
      { step_description: 'Read that mail', step_type: 'STEP_GROUP', step_group_id: stepGroup, order: 2 },
    ],
  })
  await walk(tms.testCases.list({ project_id, page_size: 1 }))
  for (const test_case_id of [prose.id, steps.id]) await tms.testCases.get({ project_id, test_case_id })
  await tms.testCases.update({ project_id, test_case_id: steps.id, description: 'Also without a mailbox' })
  return { folder, stepGroup, prose: prose.id, steps: steps.id, user: references.owner_id }
}

async function makeFolders(tms: TestsigmaClient, project_id: string): Promise<string> {
  const outer = await tms.folders.create({ project_id, name: 'Accounts' })
  const { id: folder_id } = await tms.folders.create({ project_id, name: 'Passwords' })
  await tms.folders.move({ project_id, folder_id, parent_folder_id: outer.id })
  await tms.folders.update({ project_id, folder_id, name: 'Passwords and keys' })
  await tms.folders.get({ project_id, folder_id })
  await walk(tms.folders.list({ project_id, page_size: 1 }))
  return folder_id
}

async function makeStepGroup(tms: TestsigmaClient, project_id: string): Promise<string> {
  const { id: step_group_id } = await tms.stepGroups.create({
    project_id,
    title: 'Reads a mail',
    steps: [{ step_description: 'Open the mailbox', expected_result: 'There is a mail', order: 1 }],
  })
  await tms.stepGroups.get({ project_id, step_group_id })
  await tms.stepGroups.update({ project_id, step_group_id, title: 'Reads the newest mail' })
  await walk(tms.stepGroups.list({ project_id, page_size: 1 }))
  return step_group_id
}
