import { type Mutant, replace } from '../mutant.ts'

const LIST_USERS = 'spec/resources/users/listUsers.yaml'
const CONFIGURATION = 'spec/redocly.yaml'

/** Violations of the contract's rules, and disabled rules. */
export const contractMutants: readonly Mutant[] = [
  broken('an unknown tag', replace(LIST_USERS, '- Users', '- Persons')),
  broken('an operation without provenance', replace(LIST_USERS, /x-provenance:\n.*\n.*\n/, '')),
  broken(
    'an enum value without description',
    replace('spec/resources/users/UserStatus.yaml', /^ {2}inactive: .*\n/m, ''),
  ),
  broken('an unknown extension', replace(LIST_USERS, 'tags:', 'x-internal: true\ntags:')),
  broken('a list without pagination', replace(LIST_USERS, /parameters:\n(?: {2}- .*\n)+/, '')),
  broken('a response without 401', replace(LIST_USERS, / {2}"401":\n.*\n/, '')),
  broken(
    'a path out of order',
    replace('spec/openapi.yaml', /( {2}\/labels:\n(?:.*\n){2})([\s\S]*?)(\ncomponents:)/, '$2\n$1$3'),
  ),
  broken(
    'an operation that is deprecated without a date',
    replace(LIST_USERS, 'summary:', 'deprecated: true\nsummary:'),
  ),
  broken('a client name that is taken', replace(LIST_USERS, 'resource: users', 'resource: labels')),
  broken('an operationId unlike its file', replace(LIST_USERS, 'operationId: listUsers', 'operationId: getUsers')),
  broken('a reference to nowhere', replace(LIST_USERS, '$ref: User.yaml', '$ref: Persons.yaml')),
  broken('an operation without description', replace(LIST_USERS, /description: \|\n( {2}.*\n|\n)+/, '')),
  broken('a schema file in lower case', async (copy) => {
    await copy.move('spec/resources/users/User.yaml', 'spec/resources/users/user.yaml')
    await copy.edit(LIST_USERS, '$ref: User.yaml', '$ref: user.yaml')
  }),
  broken('an operation in the folder of another resource', async (copy) => {
    await copy.write(
      'spec/resources/labels/listUsers.yaml',
      (await copy.read(LIST_USERS)).replaceAll(/\$ref: (User\.yaml)/g, '$ref: ../users/$1'),
    )
    await copy.delete(LIST_USERS)
    await copy.edit('spec/openapi.yaml', 'resources/users/listUsers.yaml', 'resources/labels/listUsers.yaml')
  }),
  broken('a body without an example', replace(LIST_USERS, / {8}examples:\n {10}documented:[\s\S]*?(?= {2}"400")/, '')),
  broken('a media type that the API does not have', replace(LIST_USERS, 'application/json:', 'application/xml:')),
  {
    name: 'a weaker set of rules',
    gate: 'lint',
    verdict: 'could not check',
    apply: replace(CONFIGURATION, 'recommended-strict', 'minimal'),
  },
  {
    name: 'a rule of our own that warns only',
    gate: 'lint',
    verdict: 'could not check',
    apply: replace(CONFIGURATION, 'contract/provenance: error', 'contract/provenance: warn'),
  },
  {
    name: 'a rule that is switched off',
    gate: 'lint',
    verdict: 'could not check',
    apply: replace(CONFIGURATION, 'no-unused-components: error', 'no-unused-components: off'),
  },
  {
    name: 'problems hidden by an ignore file',
    gate: 'lint',
    verdict: 'could not check',
    apply: async (copy) => {
      await copy.edit(LIST_USERS, '- Users', '- Persons')
      await copy.write(
        'spec/.redocly.lint-ignore.yaml',
        "resources/users/listUsers.yaml:\n  operation-tag-defined:\n    - '#/tags/0'\n",
      )
    },
  },
  broken('a file that nothing refers to', (copy) =>
    copy.write('spec/resources/users/Team.yaml', 'type: object\ndescription: Several users.\n'),
  ),
]

function broken(name: string, apply: Mutant['apply']): Mutant {
  return { name, gate: 'lint', apply }
}
