import { type Mutant, replace } from '../mutant.ts'

const LIST_USERS = 'spec/resources/users/listUsers.yaml'
const RUN = 'spec/evidence/observed/getTestRun.response.json'

/** Examples and evidence that do not match the schemas. */
export const examplesMutants: readonly Mutant[] = [
  wrong('an example of the wrong type', replace(LIST_USERS, 'created_at: 1710675200', 'created_at: yesterday')),
  wrong('an example without a required field', replace(LIST_USERS, / {18}last_name: Doe\n/, '')),
  wrong(
    'an example with an undeclared field',
    replace(
      LIST_USERS,
      '                  last_name: Doe\n',
      '                  last_name: Doe\n                  nickname: J\n',
    ),
  ),
  wrong(
    'an example of a parameter that is not valid',
    replace('spec/shared/parameters/PageSize.yaml', 'example: 25', 'example: 0'),
  ),
  wrong(
    'an example of a field that is not valid',
    replace('spec/resources/users/User.yaml', '- jane.doe@example.com', '- Jane'),
  ),
  wrong('evidence with an undeclared field', replace(RUN, '"body": {', '"body": {\n    "surprise": 1,')),
  wrong('evidence for a status that is not declared', replace(RUN, '"status": 200', '"status": 202')),
  wrong(
    'evidence for an operation that does not exist',
    replace(RUN, '"operationId": "getTestRun"', '"operationId": "getRun"'),
  ),
  wrong(
    'a schema that is narrower than the evidence',
    replace('spec/resources/users/UserStatus.yaml', '  - ACTIVE\n', ''),
  ),
  wrong(
    'a required field that the evidence does not have',
    replace('spec/resources/users/User.yaml', '  - email\n', '  - email\n  - identity_user_uuid\n'),
  ),
  wrong('evidence that is not JSON', (copy) => copy.write(RUN, '{ "operationId": ')),
  wrong('evidence that nothing reads', (copy) => copy.write('spec/evidence/observed/notes.txt', 'Seen today.\n')),
  {
    name: 'no observed evidence',
    gate: 'examples',
    verdict: 'could not check',
    apply: (copy) => copy.delete('spec/evidence/observed'),
  },
]

function wrong(name: string, apply: Mutant['apply']): Mutant {
  return { name, gate: 'examples', regenerate: ['bundle'], apply }
}
