import { afterEach, beforeEach, expect, it } from 'vitest'
import { changeBundle, operationAt, renameSchema, schemaNamed } from '../loose-bundle.ts'
import { releasedRepository, versionsOf } from '../released.ts'
import type { Repository } from '../repository.ts'

let repository: Repository

beforeEach(async () => {
  repository = await releasedRepository('packages/types', 'packages/client')
})

afterEach(() => repository.remove())

it('says so where nothing has changed', async () => {
  const { code, stdout } = await repository.run(['changelog'])

  const { released } = await versionsOf(repository)

  expect(stdout).toBe(`Nothing in the contract has changed since ${released}.\n`)
  expect(code).toBe(0)
})

it('groups what has changed, and tells callers what to do', async () => {
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
  await repository.write('.changeset/tags.md', '---\n"@testsigma-tms/spec": minor\n---\n\nLabels are tags.\n')
  const { stdout } = await repository.run(['changelog'], { SOURCE_DATE_EPOCH: '1800000000' })

  const { released, minor } = await versionsOf(repository)

  expect(stdout).toBe(`## ${minor} (2027-01-15)

Labels are tags.

### Breaking

- \`listProjects\`, \`listFolders\`, \`listStepGroups\` and 3 more: parameter \`page_size\` renamed to \`page_length\` (wire and types)
- \`Label\`: renamed to \`Tag\` (types)
- \`CreateProjectRequest\`: \`maxLength\` of \`name\` changed from nothing to 80 (wire)
- \`UserStatus\`: value \`'INVITED'\` added (wire and types)
- \`User\`: field \`identity_user_uuid\` removed (was string) (wire and types)
- \`listUsers\`: the header \`x-request-id\` of the response 401 was removed (wire)

### Added

- \`User\`: field \`nickname\` added (optional string)

### Changed

- \`listLabels\`: no key is required any more
- \`listUsers\`: the header \`x-reason\` of the response 401 was added

### Deprecated

- \`moveFolder\`: deprecated, to go from 2027-03-31. Use \`updateFolder\` instead.

### Command line

- \`--page-size\` is now \`--page-length\` in \`tms projects list\`, \`tms folders list\`, \`tms step-groups list\` and 3 more

### Coming from ${released}

- \`listProjects\`, \`listFolders\`, \`listStepGroups\` and 3 more, parameter \`page_size\`: Write \`page_length\` instead of \`page_size\`.
- \`Label\`: Import \`Tag\` instead of \`Label\`.
- \`CreateProjectRequest\`, \`maxLength\` of \`name\`: Send, and expect, what keeps to it.
- \`UserStatus\`, value \`'INVITED'\`: A switch over its values needs a case for it.
- \`User\`, field \`identity_user_uuid\`: Stop using it; nothing has taken its place.
`)
})

it('is written as JSON for the docs, to a file if asked', async () => {
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
    released,
    announced: released,
    summaries: [],
    entries: [
      {
        kind: 'changed',
        subjects: [{ kind: 'type', name: 'User' }],
        what: 'field `last_name`',
        before: 'required',
        after: 'optional',
        advice: 'Code that reads it has to expect nothing there.',
        breaks: ['wire', 'types'],
      },
    ],
    commandLine: [],
  })
})

it('refuses a form that there is not', async () => {
  const { code, stderr } = await repository.run(['changelog', '--format', 'xml'])

  expect(stderr).toContain('expected markdown or json, got "xml"')
  expect(code).toBe(2)
})

function pageSize<T>(parameter: T | undefined): T {
  if (parameter === undefined) throw new Error('There is no shared parameter PageSize.')
  return parameter
}
