import { expect } from 'vitest'
import type { Called } from './connect.ts'

export interface Step {
  readonly does: string
  readonly tool: string
  readonly args: Record<string, unknown> | ((state: State) => Record<string, unknown>)
  check(result: Called, state: State): void
}

/** Data that later steps need from earlier ones. */
export interface State {
  cases: string[]
  /** Names that differ between the profiles. */
  priorities: string[]
  run: string
}

const isFine = (result: Called) => expect(result.isError, result.said).toBe(false)
const title = 'Patient portal 2.5, first look'
const report = `<testsuites><testsuite name="portal">
  <testcase name="DEMO-1 signs in" time="1"/>
  <testcase name="DEMO-4 resets the password"><failure message="no mail"/></testcase>
  <testcase name="something else"/>
</testsuite></testsuites>`

function step(does: string, tool: string, args: Step['args'], check: Step['check'] = () => {}): Step {
  return {
    does,
    tool,
    args,
    check(result, state) {
      isFine(result)
      check(result, state)
    },
  }
}

/** A step that does nothing of what was requested, and whose data says why. */
function failure(does: string, tool: string, args: Step['args'], check: Step['check']): Step {
  return {
    does,
    tool,
    args,
    check(result, state) {
      expect(result.isError).toBe(true)
      check(result, state)
    },
  }
}

function refusal(does: string, tool: string, args: Step['args'], message: RegExp): Step {
  return {
    does,
    tool,
    args,
    check(result) {
      expect(result.isError).toBe(true)
      expect(result.said).toMatch(message)
    },
  }
}

/** A day of a tester who works with an assistant. */
export const day: readonly Step[] = [
  step('look around', 'list_names', { kind: 'projects' }, ({ data }) => {
    expect(data.names).toContain('DEMO: Health Care Project')
  }),
  refusal('forget the project', 'find_cases', { text: 'password' }, /project: required; .*DEMO .*BNK/),
  refusal('misspell it', 'find_cases', { project: 'DMEO' }, /"DMEO" is not a project; the projects are DEMO/),
  step('see the folders', 'list_names', { kind: 'folders', project: 'DEMO' }, ({ data }) => {
    expect(data.names).toEqual(['Regression Suite', 'Regression Suite/Booking', 'Smoke Tests'])
  }),
  step('see the people', 'list_names', { kind: 'users' }, ({ data }) => {
    expect(data.names).toContain('priya.nair@example.com (Priya Nair)')
  }),
  step('see the results there are', 'list_names', { kind: 'testRunStatuses' }, ({ data }) => {
    expect(data.names).toEqual(expect.arrayContaining(['Passed', 'Failed', 'Blocked', 'Skipped', 'UnTested']))
  }),
  step('see the priorities', 'list_names', { kind: 'testCasePriorities' }, ({ data }, state) => {
    expect([
      ['High', 'Medium'],
      ['Major', 'Minor'],
    ]).toContainEqual(data.names)
    state.priorities = data.names
  }),
  step('see the labels', 'list_names', { kind: 'labels' }, ({ data }) =>
    expect(data.names).toEqual(['Regression', 'Smoke']),
  ),
  step('find cases about passwords', 'find_cases', { project: 'DEMO', text: 'password' }, ({ data }) => {
    expect(data.cases.map((each: { human_id: string }) => each.human_id)).toEqual(['DEMO-1', 'DEMO-4'])
  }),
  step('find cases in a folder', 'find_cases', { project: 'demo', folder: 'regression suite' }, ({ data }) => {
    expect(data.total).toBe(4)
    expect(data.cases[0].folder).toBe('Regression Suite/Booking')
  }),
  step(
    'find cases of a person',
    'find_cases',
    ({ priorities }) => ({ project: 'DEMO', owner: 'Priya Nair', priority: String(priorities[0]).toLowerCase() }),
    ({ data }) => {
      expect(data.total).toBeGreaterThan(0)
    },
  ),
  step('read a case', 'read_case', { case: 'DEMO-2' }, ({ data }) => {
    expect(data).toMatchObject({
      title: 'Refuse an appointment without a date of birth',
      status: expect.stringMatching(/^(Active|Ready)$/),
    })
    expect(data.individual_steps[0].step_description).toBe('Open the booking form')
  }),
  refusal(
    'read one that does not exist',
    'read_case',
    { case: 'DEMO-99' },
    /no test case "DEMO-99" in Health Care Project/,
  ),
  step(
    'draft three cases',
    'create_cases',
    ({ priorities }) => ({
      project: 'DEMO',
      folder: 'Regression Suite/Sign-in',
      cases: [
        {
          title: 'Refuse a wrong password',
          preconditions: 'A patient has an account.',
          individual_steps: [
            { step_description: 'Enter a wrong password', expected_results: 'A hint says so' },
            { step_description: 'Enter the right one', expected_results: 'The overview opens' },
          ],
          priority: String(priorities[1]),
          labels: ['smoke'],
        },
        {
          title: 'Lock after five wrong passwords',
          steps: 'Enter five wrong passwords.',
          expected_results: 'The account is locked.',
        },
        { title: 'Sign out', owner: 'luis.ortega@example.com' },
      ],
    }),
    ({ data, said }, state) => {
      state.cases = data.created.map((each: { human_id: string }) => each.human_id)
      expect(state.cases).toEqual(['DEMO-5', 'DEMO-6', 'DEMO-7'])
      expect(data.created[0]).toMatchObject({
        folder: 'Regression Suite/Sign-in',
        priority: state.priorities[1],
        owner: 'jane.doe@example.com',
      })
      expect(data.created[2]).toMatchObject({ owner: 'luis.ortega@example.com' })
      expect(said).toMatch(/Created 3 of 3 test cases in the folder Regression Suite\/Sign-in/)
    },
  ),
  refusal(
    'draft one with an unknown priority',
    'create_cases',
    { project: 'DEMO', cases: [{ title: 'x', priority: 'Huge' }] },
    /no test case priority "Huge"/,
  ),
  step(
    'read a draft',
    'read_case',
    ({ cases }) => ({ case: cases[0] }),
    ({ data }) => {
      expect(data.individual_steps).toEqual([
        { step_description: 'Enter a wrong password', expected_results: 'A hint says so' },
        { step_description: 'Enter the right one', expected_results: 'The overview opens' },
      ])
    },
  ),
  step(
    'correct it',
    'update_case',
    ({ cases, priorities }) => ({ case: cases[1], title: 'Lock after three wrong passwords', priority: priorities[1] }),
    ({ data }) => {
      expect(data.changed).toContainEqual({
        field: 'title',
        before: 'Lock after five wrong passwords',
        after: 'Lock after three wrong passwords',
      })
      expect(data.changed.map((each: { field: string }) => each.field).sort()).toEqual(['priority', 'title'])
    },
  ),
  step(
    'say the same again',
    'update_case',
    ({ cases, priorities }) => ({ case: cases[1], priority: String(priorities[1]).toLowerCase() }),
    ({ data }) => {
      expect(data).toMatchObject({ changed: [], unchanged: ['priority'] })
    },
  ),
  refusal('change nothing', 'update_case', { case: 'DEMO-1' }, /at least one field/),
  step(
    'move a case',
    'update_case',
    ({ cases }) => ({ case: cases[2], folder: 'Smoke Tests' }),
    ({ data }) => {
      expect(data.changed).toEqual([{ field: 'folder', before: 'Regression Suite/Sign-in', after: 'Smoke Tests' }])
    },
  ),
  step('see the runs', 'find_runs', { project: 'DEMO' }, ({ data }) => expect(data.total).toBe(2)),
  step('see the runs of a plan', 'find_runs', { plan: 'DEMO-P-1' }),
  step('see the plans', 'plan_progress', { project: 'DEMO' }, ({ data }) => {
    expect(data.plans[0]).toMatchObject({ human_id: 'DEMO-P-1', status: 'ACTIVE' })
    expect(data.plans[0].runs[0]).toMatchObject({ total: 2, passed: 1, failed: 1 })
  }),
  step(
    'create a run',
    'create_run',
    ({ cases }) => ({
      project: 'DEMO',
      title,
      folder: 'Regression Suite',
      cases: [cases[2]],
      plan: 'DEMO-P-1',
      assignee: 'Jane Doe',
      labels: ['Smoke'],
    }),
    ({ data, said }, state) => {
      expect(data).toMatchObject({ title, cases: 7 })
      expect(said).toMatch(/shows 7 of 7 cases/)
      state.run = data.human_id ?? title
    },
  ),
  refusal('make it again', 'create_run', { project: 'DEMO', title, cases: ['DEMO-1'] }, /title/),
  refusal('make one of nothing', 'create_run', { project: 'DEMO', title: 'Empty' }, /Give cases, folder or text/),
  step(
    'share out the work',
    'assign_cases',
    ({ run, cases }) => ({ run, user: 'Luis Ortega', cases: [cases[0], cases[1]] }),
    ({ data }) => {
      expect(data).toMatchObject({ assigned: 2 })
    },
  ),
  step(
    'see who has what to do',
    'workload',
    ({ run }) => ({ run, project: 'DEMO' }),
    ({ data }) => {
      const luis = data.people.find((each: { user: string }) => each.user === 'luis.ortega@example.com')
      expect(luis.runs[0].results).toEqual({ UnTested: 2 })
    },
  ),
  step(
    'see it for one person, in all runs',
    'workload',
    { project: 'DEMO', user: 'luis.ortega@example.com' },
    ({ data }) => {
      expect(data.people).toHaveLength(1)
    },
  ),
  step(
    'record results',
    'record_results',
    ({ run, cases }) => ({
      run,
      project: 'DEMO',
      user: 'jane.doe@example.com',
      results: [
        { case: 'DEMO-1', result: 'passed' },
        {
          case: 'DEMO-2',
          result: 'Failed',
          note: 'The form closed.',
          evidence: [{ name: 'console.log', text: 'TypeError' }],
        },
        { case: cases[0], result: 'Blocked', note: 'No account.' },
      ],
    }),
    ({ data, said }) => {
      expect(data.recorded).toBe(3)
      expect(data.results.map((each: { now: string }) => each.now)).toEqual(['Passed', 'Failed', 'Blocked'])
      expect(said).toMatch(/Recorded 3 of 3/)
    },
  ),
  step(
    'record one as its assignee',
    'record_results',
    ({ run, cases }) => ({ run, project: 'DEMO', results: [{ case: cases[1], result: 'Passed' }] }),
    ({ data }) => {
      expect(data.recorded).toBe(1)
    },
  ),
  refusal(
    'record an unknown result',
    'record_results',
    ({ run }) => ({ run, project: 'DEMO', results: [{ case: 'DEMO-98', result: 'Passed' }] }),
    /no test case "DEMO-98"/,
  ),
  failure(
    'see the effect of a wrong result',
    'record_results',
    ({ run }) => ({ run, project: 'DEMO', results: [{ case: 'DEMO-3', result: 'Great' }] }),
    ({ data }) => {
      expect(data).toMatchObject({ recorded: 0, results: [{ recorded: false, now: 'UnTested' }] })
      expect(data.results[0].problem).toMatch(/no test run status "Great"/)
    },
  ),
  step(
    'see the failures',
    'read_run',
    ({ run }) => ({ run, project: 'DEMO', result: 'Failed' }),
    ({ data }) => {
      expect(data.cases).toMatchObject([{ case: 'DEMO-2', result: 'Failed', assignee: 'jane.doe@example.com' }])
      expect(data.results).toMatchObject({ Passed: 2, Failed: 1, Blocked: 1 })
    },
  ),
  step(
    'import a report',
    'import_report',
    ({ run }) => ({ run, project: 'DEMO', xml: report }),
    ({ data }) => {
      expect(data).toMatchObject({ status: 'completed', imported_count: 2, failed_count: 1 })
      expect(data.results).toMatchObject({ Failed: 2 })
    },
  ),
  refusal('import nothing', 'import_report', ({ run }) => ({ run, project: 'DEMO' }), /either path or xml/),
  step(
    'look up what no tool shows',
    'api_get',
    { operation: 'listStepGroups', parameters: { project_id: 'c47ade67-0543-4582-a4a5-b7de447c94f5', page_size: 2 } },
    ({ data }) => {
      expect(data.result.items.length).toBeGreaterThan(0)
    },
  ),
  refusal(
    'look it up wrongly',
    'api_get',
    { operation: 'listFolders', parameters: { project: 'DEMO' } },
    /no parameter "project"; it has project_id/,
  ),
  refusal(
    'close the run without asking',
    'close_run',
    ({ run }) => ({ run, project: 'DEMO' }),
    /Ask the person; if they agree, .* confirm: "Patient portal 2.5, first look"/,
  ),
  step(
    'close the run',
    'close_run',
    ({ run }) => ({ run, project: 'DEMO', confirm: title }),
    ({ data }) => {
      expect(data.status).toBe('CLOSED')
    },
  ),
  failure(
    'find that it is too late',
    'record_results',
    ({ run }) => ({ run, project: 'DEMO', user: 'Jane Doe', results: [{ case: 'DEMO-3', result: 'Passed' }] }),
    ({ data }) => {
      expect(data.recorded).toBe(0)
      expect(data.results[0].problem).toMatch(/closed/)
    },
  ),
  refusal(
    'delete without asking',
    'delete',
    ({ cases }) => ({ kind: 'test_case', what: cases[2] }),
    /Delete the test case "Sign out" .* confirm: "Sign out"/,
  ),
  step(
    'delete a draft',
    'delete',
    ({ cases }) => ({ kind: 'test_case', what: cases[2], confirm: 'Sign out' }),
    ({ data }) => {
      expect(data.deleted).toBe(true)
    },
  ),
  step(
    'delete a folder',
    'delete',
    { kind: 'folder', what: 'Smoke Tests', project: 'DEMO', confirm: 'Smoke Tests' },
    ({ data }) => expect(data.deleted).toBe(true),
  ),
  step(
    'delete the run',
    'delete',
    ({ run }) => ({ kind: 'test_run', what: run, project: 'DEMO', confirm: title }),
    ({ data }) => expect(data.deleted).toBe(true),
  ),
  step('delete a plan', 'delete', { kind: 'test_plan', what: 'DEMO-P-2', confirm: 'Nightly smoke runs' }, ({ data }) =>
    expect(data.deleted).toBe(true),
  ),
]

/** Runs the steps one after the other. */
export async function spend(
  steps: readonly Step[],
  call: (tool: string, args: Record<string, unknown>) => Promise<Called>,
): Promise<void> {
  const state: State = { cases: [], priorities: [], run: '' }
  for (const { does, tool, args, check } of steps) {
    const result = await call(tool, typeof args === 'function' ? args(state) : args)
    try {
      check(result, state)
    } catch (error) {
      throw new Error(`${does} (${tool}): ${result.said} ${result.json}`, { cause: error })
    }
  }
}
