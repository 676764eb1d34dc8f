/** Code of a user of the first release, one file for each thing that changes. */
export const consumerFiles: Readonly<Record<string, string>> = {
  'users.ts': code('for await (const user of tms.users.list()) String(user.email)'),
  'plans.ts': code("await tms.testPlans.complete({ project_id: 'a', test_plan_id: 'b' })"),
  'runs.ts': code(
    "for await (const run of tms.testPlans.listRuns({ project_id: 'a', test_plan_id: 'b' })) String(run)",
  ),
}

function code(use: string): string {
  return `import { createClient } from '@testsigma-tms/client'\nconst tms = createClient({ apiKey: 'key' })\n${use}\n`
}

export interface Change {
  readonly name: string
  /** Date of the release. */
  readonly day: string
  readonly bumps: Readonly<Record<string, 'patch' | 'minor'>>
  /** Text of the changeset. */
  readonly text: string
  readonly apply: (edit: (file: string, change: (text: string) => string) => void) => void
}

const LIST_RUNS = 'spec/resources/test-plans/listTestPlanRuns.yaml'

/** One release each, in this order. */
export const changes: readonly Change[] = [
  {
    name: 'an addition',
    day: '2027-01-01',
    bumps: { spec: 'patch' },
    text: '`User` has a `nickname`.',
    apply: (edit) =>
      edit('spec/resources/users/User.yaml', (text) =>
        text.replace(
          '  last_name:\n',
          '  nickname:\n    type: string\n    description: The name that colleagues use.\n    examples:\n      - Jay\n  last_name:\n',
        ),
      ),
  },
  {
    name: 'a renamed method',
    day: '2027-02-01',
    bumps: { client: 'minor' },
    text: '`tms.testPlans.complete()` is now `tms.testPlans.finish()`.',
    apply: (edit) =>
      edit('spec/resources/test-plans/completeTestPlan.yaml', (text) =>
        text.replace('method: complete', 'method: finish'),
      ),
  },
  {
    name: 'a deprecation',
    day: '2027-03-01',
    bumps: { spec: 'patch' },
    text: '`listTestPlanRuns` is deprecated, and will be removed after 2027-06-30.',
    apply: (edit) =>
      edit(LIST_RUNS, (text) =>
        text.replace(
          'operationId: listTestPlanRuns\n',
          'operationId: listTestPlanRuns\ndeprecated: true\nx-sunset: 2027-06-30\nx-replacement: getTestPlan\n',
        ),
      ),
  },
  {
    name: 'a removal after its sunset',
    day: '2027-07-01',
    bumps: { client: 'minor' },
    text: '`listTestPlanRuns` is removed, with the type `TestPlanRun`.',
    apply: (edit) => {
      edit('spec/openapi.yaml', (text) => text.replace(/ {2}\/projects\/.*\n {4}get:\n.*listTestPlanRuns.*\n/, ''))
      edit('spec/evidence/README.md', (text) => text.replaceAll(/^.*listTestPlanRuns.*\n/gm, ''))
    },
  },
]
