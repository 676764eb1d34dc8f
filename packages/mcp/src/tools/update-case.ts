import type { TestCase } from '@testsigma-tms/client'
import { anything, field, list, name, object, optional, text } from '../contract/fields.ts'
import { readBack } from '../output/failure.ts'
import { ToolError } from '../output/tool-error.ts'
import { type CaseWords, createCaseWords } from '../world/cases.ts'
import { findCase } from '../world/find.ts'
import { findFolder } from '../world/find-folder.ts'
import { caseNames, caseTexts, toCaseFields } from './case-inputs.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

export const updateCase = defineTool({
  name: 'update_case',
  title: 'Update a test case',
  description: 'Replaces the given fields of a test case. Returns each changed field before and after.',
  sets: ['author'],
  operations: [
    'getTestCase',
    'listTestCases',
    'updateTestCase',
    'listLabels',
    'listTestCaseStatuses',
    'listTestCasePriorities',
    'listTestCaseTypes',
    'listAutomationTypes',
  ],
  input: {
    case: inputs.case,
    project: inputs.project,
    title: optional(field('UpdateTestCaseRequest', 'title')),
    folder: optional(name('Path of an existing folder')),
    ...caseTexts,
    ...caseNames,
  },
  output: {
    human_id: field('TestCase', 'human_id'),
    title: field('TestCase', 'title'),
    changed: list(object({ field: text(), before: anything(), after: anything() })),
    unchanged: optional(list(text())),
  },
  async run({ case: reference, project, title, folder, ...given }, session) {
    const { tms, options } = session
    const found = await findCase(session, reference, project)
    const project_id = found.project.id
    const folder_id = folder === undefined ? undefined : (await findFolder(session, project_id, folder)).id
    const fields = {
      ...(title !== undefined && { title }),
      ...(folder_id && { folder_id }),
      ...(await toCaseFields(session, given)),
    }
    const asked = Object.entries({ title, folder, ...given }).filter(([, value]) => value !== undefined)
    if (asked.length === 0) throw new ToolError('Give at least one field to change.')

    const target = { project_id, test_case_id: found.entity.id }
    // Fetches the names before the change, so that a failure cannot occur after it.
    const inWords = await createCaseWords(session, project_id)
    await tms.testCases.update({ ...fields, ...target }, options)
    const entity = await readBack('The API accepted the change.', () => tms.testCases.get(target, options))
    const before = flatten(found.entity, inWords(found.entity))
    const after = flatten(entity, inWords(entity))
    const changed = differences(before, after)
    const unchanged = asked.map(([name]) => name).filter((name) => changed.every((each) => each.field !== name))
    return {
      data: {
        human_id: String(after.human_id),
        title: entity.title,
        changed,
        ...(unchanged.length > 0 && { unchanged }),
      },
      did: `Reading ${after.human_id} back shows ${changed.length} changed ${changed.length === 1 ? 'field' : 'fields'}.`,
      list: { name: 'changed', from: 0, total: changed.length, tool: 'read_case' },
      wholeTexts: 'read_case shows the case as it is now.',
    }
  },
})

function flatten(entity: TestCase, words: CaseWords): Record<string, unknown> {
  const { description, preconditions = '', steps = '', expected_results = '', individual_steps = [] } = entity
  const inOrder = individual_steps.map(({ step_description, expected_results }) => ({
    step_description,
    expected_results,
  }))
  return { ...words, description, preconditions, steps, expected_results, individual_steps: inOrder }
}

function differences(before: Record<string, unknown>, after: Record<string, unknown>) {
  return Object.keys(after)
    .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
    .map((name) => ({ field: name, before: before[name], after: after[name] }))
}
