import type { TestCase } from '@testsigma-tms/client'
import { field, integer, list, object, oneOf, optional, text } from '../contract/fields.ts'
import { ToolError } from '../output/tool-error.ts'
import { createCaseWords } from '../world/cases.ts'
import { findCase } from '../world/find.ts'
import { inputs } from './inputs.ts'
import { defineTool } from './tool.ts'

const texts = ['description', 'preconditions', 'steps', 'expected_results'] as const

export const readCase = defineTool({
  name: 'read_case',
  title: 'Read a test case',
  description: 'Reads one test case with its steps.',
  sets: ['read'],
  operations: [
    'getTestCase',
    'listTestCases',
    'listTestCaseStatuses',
    'listTestCasePriorities',
    'listTestCaseTypes',
    'listAutomationTypes',
  ],
  input: {
    case: inputs.case,
    project: inputs.project,
    part: optional(oneOf([...texts, 'individual_steps'], 'This part alone')),
    from: optional(integer('Characters or steps of the part to skip', { minimum: 0 })),
  },
  output: {
    human_id: field('TestCase', 'human_id'),
    title: field('TestCase', 'title'),
    folder: optional(text()),
    status: optional(text()),
    priority: optional(text()),
    type: optional(text()),
    automation_type: optional(text()),
    owner: optional(text()),
    labels: optional(list(text())),
    description: optional(field('TestCase', 'description')),
    preconditions: optional(field('TestCase', 'preconditions')),
    steps: optional(field('TestCase', 'steps')),
    expected_results: optional(field('TestCase', 'expected_results')),
    individual_steps: optional(
      list(
        object({
          step_description: field('IndividualStep', 'step_description'),
          expected_results: field('IndividualStep', 'expected_results'),
        }),
      ),
    ),
  },
  async run({ case: reference, project, part, from = 0 }, session) {
    if (part === undefined && from > 0) throw new ToolError('from: requires part.')
    const { project: owner, entity } = await findCase(session, reference, project)
    const words = (await createCaseWords(session, owner.id))(entity)
    const steps = stepsOf(entity)
    const wholeTexts = `Call read_case with part (${texts.join(', ')}) and from (characters to skip) for more.`
    const { human_id, title } = words
    if (part !== undefined && part !== 'individual_steps') {
      // `from` is a position in the text that is shown, so it is cleaned first.
      return { data: { human_id, title, [part]: session.clean(entity[part] ?? '').slice(from) }, wholeTexts }
    }
    return {
      data:
        part === undefined
          ? { ...words, ...textsOf(entity), individual_steps: steps }
          : { human_id, title, individual_steps: steps.slice(from) },
      list: { name: 'individual_steps', from, total: steps.length, tool: 'read_case with part: individual_steps' },
      wholeTexts,
    }
  },
})

function textsOf(entity: TestCase) {
  return Object.fromEntries(texts.flatMap((name) => (entity[name] ? [[name, entity[name]]] : [])))
}

function stepsOf({ individual_steps = [] }: TestCase) {
  return [...individual_steps]
    .sort((one, other) => one.order - other.order)
    .map(({ step_description, expected_results }) => ({ step_description, expected_results }))
}
