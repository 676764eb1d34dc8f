import { afterEach, beforeEach, expect, it } from 'vitest'
import { changeBundle, operationAt, renameSchema, schemaNamed } from '../loose-bundle.ts'
import { releasedRepository, versionsOf } from '../released.ts'
import type { Repository } from '../repository.ts'

let repository: Repository

beforeEach(async () => {
  repository = await releasedRepository('packages/types', 'packages/client')
})

afterEach(() => repository.remove())

it('says so if nothing has changed', async () => {
  const { code, stdout, stderr } = await repository.run(['changelog'])

  const { released } = await versionsOf(repository)

  expect(stderr).toBe('')
  expect(stdout).toBe(`Nothing in the contract has changed since ${released}.\n`)
  expect(code).toBe(0)
})

it('groups changes, and tells callers what to do', async () => {
  await changeBundle(repository, (bundle) => {
    renameSchema(bundle, 'Label', 'Tag')
    bundle.components.parameters.PageSize = { ...pageSize(bundle.components.parameters.PageSize), name: 'page_length' }
    Object.assign(operationAt(bundle, 'post', '/projects/{project_id}/folders/{folder_id}/move'), {
      deprecated: true,
      'x-sunset': '2027-03-31',
      'x-replacement': 'updateFolder',
    })
    schemaNamed(bundle, 'UserStatus').enum = ['active', 'inactive', 'ACTIVE', 'INACTIVE', 'INVITED']
    schemaNamed(bundle, 'User').properties.nickname = { type: 'string' }
    delete schemaNamed(bundle, 'User').properties.identity_user_uuid
    schemaNamed(bundle, 'CreateProjectRequest').properties.name = { type: 'string', minLength: 1, maxLength: 80 }
    const { responses } = operationAt(bundle, 'get', '/users')
    responses['401'] = { ...bundle.components.responses.Unauthorized, headers: { 'x-reason': { schema: {} } } }
    operationAt(bundle, 'get', '/labels').security = [{}]
  })
  const bumps = '"@testsigma-tms/spec": minor\n"@testsigma-tms/client": minor'
  await repository.write('.changeset/tags.md', `---\n${bumps}\n---\n\nLabels are tags.\n`)
  const { stdout, stderr } = await repository.run(['changelog'], { SOURCE_DATE_EPOCH: '1800000000' })

  const { released, minor } = await versionsOf(repository)

  // The test edits the bundle, which is otherwise generated.
  expect(stderr).toMatch(/^Not what the contract says now: spec\/dist\/.*: run `pnpm generate` first\n$/)
  expect(stdout).toBe(`## ${minor} (2027-01-15)

The contract, \`@testsigma-tms/spec\`, is ${minor} (was ${released}); all other packages are ${minor} (were ${released}).

\`@testsigma-tms/spec\`, \`@testsigma-tms/client\`: Labels are tags.

### Breaking

- \`listProjects\`, \`listFolders\`, \`listStepGroups\` and 3 more: parameter \`page_size\` renamed to \`page_length\` (breaks HTTP callers and TypeScript code)
- \`Label\`: renamed to \`Tag\` (breaks TypeScript code)
- \`CreateProjectRequest\`: \`maxLength\` of \`name\` changed from nothing to 80 (breaks HTTP callers)
- \`UserStatus\`: value \`'INVITED'\` added (breaks HTTP callers and TypeScript code)
- \`User\`: field \`identity_user_uuid\` removed (was string) (breaks HTTP callers and TypeScript code)
- \`listUsers\` (\`tms.users.list()\`, \`GET /users\`)
  - the header \`x-request-id\` of the response 401 was removed (breaks HTTP callers)
  - the header \`x-tms-api-request-id\` of the response 401 was removed (breaks HTTP callers)

### Added

- \`User\`: field \`nickname\` added (optional string)

### Changed

- \`listLabels\` (\`tms.labels.list()\`, \`GET /labels\`): no key is required any more
- \`listUsers\` (\`tms.users.list()\`, \`GET /users\`): the header \`x-reason\` of the response 401 was added

### Deprecated

- \`moveFolder\` (\`tms.folders.move()\`, \`POST /projects/{project_id}/folders/{folder_id}/move\`): deprecated, to go from 2027-03-31. Use \`updateFolder\` instead.

### Command line

- \`--page-size\` is now \`--page-length\` in \`tms projects list\`, \`tms folders list\`, \`tms step-groups list\` and 3 more

### Coming from ${released}

- \`listProjects\`, \`listFolders\`, \`listStepGroups\` and 3 more, parameter \`page_size\`: Write \`page_length\` instead of \`page_size\`.
- \`Label\`: Import \`Tag\` instead of \`Label\`.
- \`CreateProjectRequest\`, \`maxLength\` of \`name\`: Send and expect only values that satisfy it.
- \`UserStatus\`, value \`'INVITED'\`: A switch over its values needs a case for it.
- \`User\`, field \`identity_user_uuid\`: Stop using it; there is no replacement.
`)
})

it('is written as JSON for the docs, to a file if requested', async () => {
  await changeBundle(repository, (bundle) => {
    schemaNamed(bundle, 'User').required = schemaNamed(bundle, 'User').required.filter((name) => name !== 'last_name')
  })
  const { code, stdout } = await repository.run([
    'changelog',
    '--format',
    'json',
    '--output',
    `${repository.root}/c.json`,
  ])

  const { released } = await versionsOf(repository)

  expect(stdout).toBe('')
  expect(code).toBe(0)
  expect(JSON.parse(await repository.read('c.json'))).toEqual({
    released: { contract: released, packages: released },
    announced: { contract: released, packages: released },
    summaries: [],
    operations: {},
    entries: [
      {
        kind: 'changed',
        subjects: [{ kind: 'type', name: 'User' }],
        what: 'field `last_name`',
        before: 'required',
        after: 'optional',
        advice: 'Code that reads it must handle a missing value.',
        breaks: ['wire', 'types'],
      },
    ],
    commandLine: [],
  })
})

it('refuses an unknown format', async () => {
  const { code, stderr } = await repository.run(['changelog', '--format', 'xml'])

  expect(stderr).toContain('expected markdown or json, got "xml"')
  expect(code).toBe(2)
})

function pageSize<T>(parameter: T | undefined): T {
  if (parameter === undefined) throw new Error('There is no shared parameter PageSize.')
  return parameter
}
