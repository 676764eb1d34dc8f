import { inTurn, type Mutant, replace } from '../mutant.ts'

const USER = 'spec/resources/users/User.yaml'
const INDEX = 'spec/openapi.yaml'

/** Changes that break TypeScript callers, whatever they mean on the wire. */
export const typesMutants: readonly Mutant[] = [
  breaking(
    'a path parameter under another name',
    inTurn(
      replace('spec/shared/parameters/FolderId.yaml', 'name: folder_id', 'name: id'),
      replace(INDEX, /\{folder_id\}/g, '{id}'),
    ),
  ),
  breaking(
    'a query parameter under another name',
    replace('spec/shared/parameters/PageSize.yaml', 'name: page_size', 'name: limit'),
  ),
  breaking('a schema under another name', async (copy) => {
    await copy.move(USER, 'spec/resources/users/Person.yaml')
    await copy.edit('spec/resources/users/listUsers.yaml', '$ref: User.yaml', '$ref: Person.yaml')
  }),
  breaking(
    'a method under another name',
    replace('spec/resources/users/listUsers.yaml', 'method: list', 'method: all'),
  ),
  breaking(
    'a resource under another name',
    replace('spec/resources/users/listUsers.yaml', 'resource: users', 'resource: people'),
  ),
  breaking('a response whose field may be missing', replace(USER, '  - last_name\n', '')),
  breaking(
    'a response whose field may be null',
    replace(USER, 'last_name:\n    type: string', 'last_name:\n    type: [string, "null"]'),
  ),
  breaking('a field of another type', replace(USER, 'first_name:\n    type: string', 'first_name:\n    type: integer')),
  breaking(
    'a field under another name',
    inTurn(replace(USER, '  first_name:', '  given_name:'), replace(USER, '- first_name', '- given_name')),
  ),
  breaking(
    'a field that became a list',
    replace(USER, 'first_name:\n    type: string', 'first_name:\n    type: array\n    items:\n      type: string'),
  ),
  breaking(
    'one more value of an enum in responses',
    replace('spec/resources/test-plans/TestPlanStatus.yaml', '  - COMPLETED\n', '  - COMPLETED\n  - ARCHIVED\n'),
  ),
  breaking(
    'one value fewer of an enum in requests',
    replace('spec/resources/test-runs/SelectionType.yaml', '  - DYNAMIC\n', ''),
  ),
  breaking(
    'a field of a request that is now required',
    replace('spec/resources/projects/CreateProjectRequest.yaml', '  - name\n', '  - name\n  - description\n'),
  ),
  breaking('an operation that is gone', replace(INDEX, / {4}delete:\n.*deleteProject\.yaml\n/, '')),
  breaking('a path under another name', replace(INDEX, '  /users:', '  /people:')),
]

function breaking(name: string, apply: Mutant['apply']): Mutant {
  return { name, gate: 'types', regenerate: ['bundle', 'types', 'client'], apply }
}
