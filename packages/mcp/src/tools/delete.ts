import { NotFoundError } from '@testsigma-tms/client'
import { boolean, name, oneOf, text } from '../contract/fields.ts'
import { ToolError } from '../output/tool-error.ts'
import type { Session } from '../session.ts'
import { findCase, findPlan, findProject, findRun, titleOf } from '../world/find.ts'
import { findFolder } from '../world/find-folder.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

const kinds = ['test_case', 'folder', 'test_run', 'test_plan'] as const
type Kind = (typeof kinds)[number]

export const deleteEntity = defineTool({
  name: 'delete',
  title: 'Delete',
  description: 'Permanently deletes a test case, folder, test run or test plan, after a person confirms.',
  sets: ['author', 'run'],
  operations: [
    'deleteTestCase',
    'deleteFolder',
    'deleteTestRun',
    'deleteTestPlan',
    'getTestCase',
    'listTestCases',
    'getFolder',
    'getTestRun',
    'getTestPlan',
    'listTestRuns',
    'listTestPlans',
  ],
  input: {
    kind: oneOf(kinds),
    what: name('Human ID, title or path'),
    project: inputs.project,
    confirm: inputs.confirm,
  },
  output: { kind: oneOf(kinds), title: text(), deleted: boolean() },
  async run({ kind, what, project, confirm }, session) {
    const target = await find(session, kind, what, project)
    await session.confirm({
      text: `Delete the ${kind.replace('_', ' ')} "${target.title}" (${what}) permanently? ${target.effect}`,
      phrase: target.title,
      given: confirm,
    })
    await target.remove()
    const deleted = await isGone(target.read)
    if (kind === 'folder') session.names.forgetFolders(target.project_id)
    return {
      data: { kind, title: target.title, deleted },
      did: deleted ? 'Deleted; it can no longer be read.' : 'The API accepted the deletion, but it can still be read.',
    }
  },
})

interface Target {
  readonly project_id: string
  readonly title: string
  /** Further effects of the deletion, as far as they are known. */
  readonly effect: string
  remove(): PromiseLike<unknown>
  read(): PromiseLike<unknown>
}

async function find(session: Session, kind: Kind, what: string, project: string | undefined): Promise<Target> {
  const { tms, options } = session
  if (kind === 'folder') {
    const { id: project_id } = await findProject(session, project)
    const { id: folder_id, name: title } = await findFolder(session, project_id, what)
    const params = { project_id, folder_id }
    return {
      project_id,
      title,
      effect: 'What happens to the cases in it is not documented.',
      remove: () => tms.folders.delete(params, options),
      read: () => tms.folders.get(params, options),
    }
  }
  if (kind === 'test_case') {
    const { project: owner, entity } = await findCase(session, what, project)
    const params = { project_id: owner.id, test_case_id: entity.id }
    return {
      project_id: owner.id,
      title: entity.title,
      effect: '',
      remove: () => tms.testCases.delete(params, options),
      read: () => tms.testCases.get(params, options),
    }
  }
  if (kind === 'test_run') {
    const { project: owner, entity } = await findRun(session, what, project)
    const params = { project_id: owner.id, test_run_id: entity.id }
    return {
      project_id: owner.id,
      title: titleOf(entity),
      effect: 'Its results are lost.',
      remove: () => tms.testRuns.delete(params, options),
      read: () => tms.testRuns.get(params, options),
    }
  }
  const { project: owner, entity } = await findPlan(session, what, project)
  const params = { project_id: owner.id, test_plan_id: entity.id }
  return {
    project_id: owner.id,
    title: titleOf(entity),
    effect: 'Its runs stay, without a plan.',
    remove: () => tms.testPlans.delete(params, options),
    read: () => tms.testPlans.get(params, options),
  }
}

async function isGone(read: () => PromiseLike<unknown>): Promise<boolean> {
  try {
    await read()
    return false
  } catch (error) {
    if (error instanceof NotFoundError) return true
    throw new ToolError('The API accepted the deletion; whether it is gone could not be read.')
  }
}
