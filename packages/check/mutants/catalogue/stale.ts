import { type Mutant, replace, type Step } from '../mutant.ts'

const TYPES = 'packages/types/src/generated/openapi.ts'
const USERS = 'packages/client/src/generated/users.ts'
const SAMPLE = 'packages/docs/src/generated/samples/listUsers/curl.sh'
const GIVEN_NAME = replace('spec/resources/users/User.yaml', 'Given name.', 'The name that was given.')

/** Committed files that differ from what would be generated. */
export const staleMutants: readonly Mutant[] = [
  stale('bundle', 'a description changed, nothing generated', GIVEN_NAME),
  stale('bundle', 'a hand edit in the bundle as YAML', replace('spec/dist/openapi.yaml', 'Given name.', 'First name.')),
  stale('bundle', 'a hand edit in the bundle as JSON', replace('spec/dist/openapi.json', 'Given name.', 'First name.')),
  stale('bundle', 'a bundle that is missing', (copy) => copy.delete('spec/dist/openapi.json')),
  stale('bundle', 'a file in dist that nothing generates', (copy) => copy.write('spec/dist/swagger.json', '{}\n')),
  stale(
    'bundle',
    'a trailing space in the bundle',
    replace('spec/dist/openapi.yaml', 'openapi: 3.1.1', 'openapi: 3.1.1 '),
  ),
  stale(
    'bundle',
    'an operation that left the index',
    replace('spec/openapi.yaml', /( {4}delete:\n.*deleteProject.*\n)/, ''),
  ),

  stale('generated', 'a hand edit in the types', replace(TYPES, 'first_name: string', 'first_name: number')),
  stale('generated', 'types that are empty', (copy) => copy.write(TYPES, '')),
  stale('generated', 'types that are missing', (copy) => copy.delete(TYPES)),
  stale('generated', 'a hand edit in a method', replace(USERS, '/users', '/people')),
  stale('generated', 'a file of methods that is missing', (copy) => copy.delete(USERS)),
  stale('generated', 'a file that nothing generates', (copy) =>
    copy.write('packages/client/src/generated/teams.ts', 'export const teams = {}\n'),
  ),
  stale('generated', 'a hand edit in a sample', replace(SAMPLE, '-X GET', '-X POST')),
  stale('generated', 'a sample that is missing', (copy) => copy.delete(SAMPLE)),
  stale('generated', 'every sample is missing', (copy) => copy.delete('packages/docs/src/generated')),
  stale('generated', 'types older than the bundle', GIVEN_NAME, ['bundle', 'client', 'samples']),
  stale(
    'generated',
    'methods older than the bundle',
    replace('spec/resources/users/listUsers.yaml', 'summary: Get users', 'summary: Get the users'),
    ['bundle', 'types', 'samples'],
  ),
  stale(
    'generated',
    'samples older than the bundle',
    replace('spec/resources/projects/createProject.yaml', 'name: Health Care Project', 'name: Health Project'),
    ['bundle', 'types', 'client'],
  ),
  unable(
    'generated',
    'a generator that writes nothing',
    replace('packages/types/generate.ts', 'await writeFile', 'void'),
  ),
  unable(
    'generated',
    'a generator that does nothing',
    replace('packages/client/package.json', 'node generate.ts', 'true'),
  ),
  unable('generated', 'a generator that fails', replace('packages/types/generate.ts', 'openapiTS(', 'noTS(')),
  unable('bundle', 'a contract that cannot be bundled', replace('spec/openapi.yaml', 'listUsers.yaml', 'noUsers.yaml')),
]

function stale(gate: string, name: string, apply: Mutant['apply'], regenerate: readonly Step[] = []): Mutant {
  return { name, gate, apply, regenerate }
}

function unable(gate: string, name: string, apply: Mutant['apply']): Mutant {
  return { name, gate, verdict: 'could not check', apply }
}
