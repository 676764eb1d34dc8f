import { type Mutant, replace } from '../mutant.ts'

const README = 'packages/client/README.md'
const PAGINATION = 'packages/docs/src/content/docs/guides/pagination.md'

/** Code samples on pages that no longer compile. */
export const snippetsMutants: readonly Mutant[] = [
  wrong(
    'a README that calls a method which does not exist',
    replace(README, 'tms.users.list({ page_size: 50 })', 'tms.users.all({ page_size: 50 })'),
  ),
  wrong('a README with a misspelt parameter', replace(README, '{ page_size: 50 }', '{ pagesize: 50 }')),
  wrong(
    'a README that imports what is not exported',
    replace(README, 'createClient, NotFoundError', 'createClient, MissingError'),
  ),
  wrong(
    'the README of the root reads a field that does not exist',
    replace('README.md', 'entry.updated_at', 'entry.updatedAt'),
  ),
  wrong('a guide with a misspelt parameter', replace(PAGINATION, 'page_size: 100', 'size_of_page: 100')),
  wrong(
    'a guide in Python with a syntax error',
    replace(PAGINATION, 'def every(path, **parameters):', 'def every(path, **parameters)'),
  ),
  wrong(
    'a guide for the shell with a syntax error',
    replace('packages/docs/src/content/docs/guides/junit.md', 'fail() {\n', 'fail() {{\n'),
  ),
  wrong(
    'a sample in TypeScript with an unknown field',
    replace('packages/docs/src/generated/samples/assignTestRunCaseUser/client.ts', 'user_id:', 'userId:'),
  ),
  wrong(
    'a sample in JavaScript with a syntax error',
    replace('packages/docs/src/generated/samples/listUsers/fetch.js', 'await fetch(', 'await fetch(('),
  ),
  wrong('a guide that no test runs', (copy) =>
    copy.write(
      'packages/docs/src/content/docs/notes.md',
      "---\ntitle: Notes\n---\n\n```ts\nconsole.log('unseen')\n```\n",
    ),
  ),
  {
    name: 'a method that a README calls is gone',
    gate: 'snippets',
    regenerate: ['bundle', 'types', 'client'],
    apply: replace('spec/resources/users/listUsers.yaml', 'method: list', 'method: all'),
  },
]

function wrong(name: string, apply: Mutant['apply']): Mutant {
  return { name, gate: 'snippets', apply }
}
