import { parse } from 'yaml'
import type { LooseBundle } from '../test/loose-bundle.ts'
import { EQUAL } from '../test/wire/examples.ts'
import { ALL, type Edit, replace } from './mutant.ts'

const USER = 'spec/resources/users/User.yaml'
const LIST_USERS = 'spec/resources/users/listUsers.yaml'

const append = (file: string, text: string): Edit['apply'] => {
  return async (copy) => copy.write(file, (await copy.read(file)) + text)
}

/** Edits that break no caller and leave nothing stale. No gate may raise an alarm. */
export const harmlessEdits: readonly Edit[] = [
  reworded('a description of a field', replace(USER, 'Given name.', 'The name that was given.')),
  reworded('a description of an operation', replace(LIST_USERS, 'Lists every user', 'Lists each user')),
  reworded('a summary', replace(LIST_USERS, 'summary: Get users', 'summary: Get the users')),
  reworded(
    'a description of a parameter',
    replace('spec/shared/parameters/PageSize.yaml', 'How many entries', 'How many things'),
  ),
  reworded('a description of a response', replace(LIST_USERS, 'One page of users.', 'A page of users.')),
  reworded('a description of a tag', replace('spec/openapi.yaml', 'The tree in which', 'The folders in which')),
  reworded(
    'a description of an enum value',
    replace('spec/resources/users/UserStatus.yaml', 'Can sign in (documented)', 'May sign in (documented)'),
  ),
  reworded(
    'the summary of an example',
    replace(LIST_USERS, 'As documented by the vendor', 'As the vendor documents it'),
  ),
  reworded(
    'a value in an example',
    replace('spec/resources/projects/createProject.yaml', 'name: Health Care Project', 'name: Health Project'),
  ),
  reworded(
    'fields in another order',
    replace(USER, /( {2}first_name:[\s\S]*?)( {2}last_name:[\s\S]*?)(?= {2}identity)/, '$2$1'),
  ),
  {
    name: 'a comment in the contract',
    apply: replace(LIST_USERS, 'operationId:', '# The first of the two seeds.\noperationId:'),
  },
  { name: 'an empty line in the contract', apply: replace(LIST_USERS, 'responses:', '\nresponses:') },
  { name: 'a README', apply: append('README.md', '\nThank you for reading.\n') },
  { name: 'a README of a package', apply: append('packages/drift/README.md', '\nThank you for reading.\n') },
  { name: 'a decision', apply: (copy) => copy.write('adr/9999-an-idea.md', '# An idea\n\nNot decided.\n') },
  { name: 'a comment in the client', apply: append('packages/client/src/index.ts', '\n// The end.\n') },
  { name: 'a comment in the server', apply: append('packages/server/src/http/app.ts', '\n// The end.\n') },
  {
    name: 'a test',
    apply: (copy) =>
      copy.write('packages/client/test/later.test.ts', "import { it } from 'vitest'\nit.todo('later')\n"),
  },
  {
    name: 'one more payload of evidence',
    apply: async (copy) => {
      const file = 'spec/evidence/observed/listUsers.response'
      await copy.write(`${file}.again.json`, await copy.read(`${file}.json`))
    },
  },
  {
    name: 'a snippet that compiles',
    apply: append(
      'packages/client/README.md',
      "\n```ts\nimport { createClient } from '@testsigma-tms/client'\n\nconsole.log(typeof createClient)\n```\n",
    ),
  },
  { name: 'a comment in a test of the server', apply: append('packages/server/src/index.ts', '\n// The end.\n') },
  { name: 'a comment in the checks', apply: append('packages/check/src/index.ts', '\n// The end.\n') },
  { name: 'a comment in drift', apply: append('packages/drift/src/index.ts', '\n// The end.\n') },
  { name: 'a guide', apply: append('packages/docs/src/content/docs/guides/drift.md', '\nThat is all.\n') },
  {
    name: 'a changeset without changes',
    apply: (copy) => copy.write('.changeset/odd-words.md', '---\n---\n\nWords alone.\n'),
  },
  { name: 'a file of an editor', apply: (copy) => copy.write('.idea/notes.txt', 'mine\n') },
  { name: 'a file of a system', apply: (copy) => copy.write('packages/.DS_Store', 'x') },
  { name: 'a file that is ignored', apply: (copy) => copy.write('.data/notes.txt', 'mine\n') },
  reworded(
    'a rule for humans in the info',
    replace('spec/openapi.yaml', 'An unofficial contract', 'The unofficial contract'),
  ),
]

/** Other ways to write the same contract, in a copy of the bundle; nothing is regenerated for them. */
export const equalEdits: readonly Edit[] = EQUAL.map(([name, edit]) => ({
  name: `${name}, in the bundle`,
  gates: ['wire'],
  apply: async (copy) => {
    const bundle: LooseBundle = parse(await copy.read('spec/dist/openapi.yaml'))
    await copy.write('spec/baseline/openapi.yaml', JSON.stringify(bundle))
    edit(bundle)
    await copy.write('spec/dist/openapi.yaml', JSON.stringify(bundle, null, 2))
  },
}))

/** Changes texts in the contract and regenerates everything. */
function reworded(name: string, apply: Edit['apply']): Edit {
  return { name, regenerate: ALL, apply }
}
