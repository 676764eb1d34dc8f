import { type Mutant, replace } from '../mutant.ts'

const INDEX = 'spec/openapi.yaml'
const USER = 'spec/resources/users/User.yaml'
const LIST_USERS = 'spec/resources/users/listUsers.yaml'
const CREATE_PROJECT = 'spec/resources/projects/createProject.yaml'
const PAGE_SIZE = 'spec/shared/parameters/PageSize.yaml'

/** One mutant for each rule of `redocly diff`, named after the rule. */
const rules: Readonly<Record<string, Mutant['apply']>> = {
  'operation-removed': replace(INDEX, / {4}delete:\n.*deleteProject\.yaml\n/, ''),
  'path-removed': replace(INDEX, / {2}\/labels:\n {4}get:\n.*\n/, ''),
  'parameter-removed': replace(LIST_USERS, / {2}- \$ref: .*Cursor\.yaml\n/, ''),
  'parameter-became-required': replace(PAGE_SIZE, 'required: false', 'required: true'),
  'parameter-serialization-changed': replace(PAGE_SIZE, 'in: query', 'in: query\nexplode: false'),
  'request-body-removed': replace(CREATE_PROJECT, /requestBody:[\s\S]*?(?=responses:)/, ''),
  'request-body-became-required': replace(
    'spec/baseline/openapi.yaml',
    /(description: The report\.\n +required:) true/,
    '$1 false',
  ),
  'response-removed': replace('spec/resources/test-runs/deleteTestRun.yaml', / {2}"204":[\s\S]*?(?= {2}"401")/, ''),
  'response-header-removed': replace('spec/shared/headers/all.yaml', /x-request-id:\n.*\n/, ''),
  'media-type-removed': replace(
    'spec/resources/test-runs/updateTestRunCases.yaml',
    / {4}application\/json:[\s\S]*?(?= {4}multipart)/,
    '',
  ),
  'security-requirement-changed': replace(INDEX, '- bearerAuth: []', '- bearerAuth: [write]'),
  'security-scheme-changed': replace(INDEX, 'scheme: bearer', 'scheme: basic'),
  'server-removed': replace(INDEX, / {2}- url: https:\/\/arcus.*\n.*\n/, ''),
  'schema-type-changed': replace(USER, 'first_name:\n    type: string', 'first_name:\n    type: integer'),
  'enum-values-removed': replace('spec/resources/test-runs/SelectionType.yaml', '  - DYNAMIC\n', ''),
  'enum-values-added': replace(
    'spec/resources/test-plans/TestPlanStatus.yaml',
    '  - COMPLETED\n',
    '  - COMPLETED\n  - ARCHIVED\n',
  ),
  'required-properties-added': replace(
    'spec/resources/projects/CreateProjectRequest.yaml',
    '  - name\n',
    '  - name\n  - description\n',
  ),
  'required-properties-removed': replace(USER, '  - last_name\n', ''),
  'property-removed': replace(USER, / {2}identity_user_uuid:[\s\S]*?(?= {2}created_at)/, ''),
  'schema-constraint-changed': replace(
    'spec/resources/projects/CreateProjectRequest.yaml',
    'minLength: 1',
    'minLength: 5',
  ),
  'schema-combinator-changed': replace(
    'spec/resources/folders/MoveFolderRequest.yaml',
    'type: object\n',
    'type: object\nanyOf:\n  - required: [reason]\n',
  ),
}

/** Changes that break callers on the wire, and a disabled comparison. */
export const wireMutants: readonly Mutant[] = [
  ...Object.entries(rules).map(([name, apply]): Mutant => ({ name, gate: 'wire', regenerate: ['bundle'], apply })),
  {
    name: 'no rules for the comparison',
    gate: 'wire',
    verdict: 'could not check',
    apply: replace('spec/redocly.yaml', '  - diff-recommended\n', ''),
  },
  {
    name: 'no baseline',
    gate: 'wire',
    verdict: 'could not check',
    apply: (copy) => copy.delete('spec/baseline/openapi.yaml'),
  },
  {
    name: 'an empty baseline',
    gate: 'wire',
    verdict: 'could not check',
    apply: (copy) => copy.write('spec/baseline/openapi.yaml', ''),
  },
]
