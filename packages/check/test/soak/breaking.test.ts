import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import {
  changeBaseline,
  changeBundle,
  type LooseBundle,
  operationAt,
  renameSchema,
  schemaNamed,
} from '../loose-bundle.ts'
import { releasedRepository } from '../released.ts'
import type { Repository } from '../repository.ts'

let repository: Repository

beforeEach(async () => {
  repository = await releasedRepository('packages/types', 'packages/client')
})

afterEach(async () => {
  vi.unstubAllEnvs()
  await repository.remove()
})

/** Location and message of each finding: `spec/resources/users/User.yaml:29 the message`. */
async function findingsOf(gates: string) {
  const { stdout } = await repository.report(gates, { format: 'json' })
  const results: { gate: string; status: string; reason?: string; findings: Finding[] }[] = JSON.parse(stdout)
  return Object.fromEntries(
    results.map(({ gate, status, reason, findings }) => {
      return [gate, status === 'could not check' ? [reason] : findings.map(({ where, got }) => `${where.file} ${got}`)]
    }),
  )
}

interface Finding {
  where: { file: string; line: number }
  got: string
}

describe('types', () => {
  it('reports what breaks for TypeScript users, once for each cause, with its location', async () => {
    const inline = (inner: object, map: string, tuple: string) => (bundle: LooseBundle) => {
      Object.assign(schemaNamed(bundle, 'Project').properties, {
        place: { type: 'object', properties: { city: { type: 'string' } }, ...inner },
        map: { type: 'object', additionalProperties: { type: map } },
        pair: { type: 'array', prefixItems: [{ type: 'string' }, { type: tuple }], items: false },
      })
    }
    await changeBaseline(repository, inline({ required: ['city'] }, 'string', 'string'))
    await changeBundle(repository, (bundle) => {
      inline({}, 'integer', 'integer')(bundle)
      renameSchema(bundle, 'TestCaseTemplate', 'Template')
      renamePathParameter(bundle, 'import_id', 'junit_import_id')
      operationAt(bundle, 'get', '/users')['x-sdk'].method = 'all'
      operationAt(bundle, 'get', '/labels').operationId = 'findLabels'
      schemaNamed(bundle, 'User').required = schemaNamed(bundle, 'User').required.filter((name) => name !== 'last_name')
      schemaNamed(bundle, 'UserStatus').enum = ['active', 'inactive', 'ACTIVE', 'INACTIVE', 'INVITED']
      schemaNamed(bundle, 'Project').properties.human_id_prefix = { type: 'integer' }
      schemaNamed(bundle, 'MoveFolderRequest').properties.reason = { type: 'string' }
      schemaNamed(bundle, 'MoveFolderRequest').required.push('reason')
      const plans = operationAt(bundle, 'get', '/projects/{project_id}/test_plans')
      plans.responses['203'] = plans.responses['200']
      delete plans.responses['200']
    })

    expect((await findingsOf('types')).types?.sort()).toEqual([
      'spec/resources/folders/MoveFolderRequest.yaml `MoveFolderRequest`: field `reason` added (required string)',
      'spec/resources/labels/listLabels.yaml `listLabels`: operationId renamed from `listLabels` to `findLabels`',
      'spec/resources/projects/Project.yaml `Project`: field `place.city` changed from required to optional',
      'spec/resources/projects/Project.yaml `Project`: type of `human_id_prefix` changed from string to number',
      'spec/resources/projects/Project.yaml `Project`: type of `map` changed from Record<string, string> to Record<string, number>',
      'spec/resources/projects/Project.yaml `Project`: type of `pair` changed from [string, string] to [string, number]',
      'spec/resources/test-cases/TestCaseTemplate.yaml `TestCaseTemplate`: renamed to `Template`',
      'spec/resources/test-plans/listTestPlans.yaml `listTestPlans`: response 200 removed',
      'spec/resources/users/User.yaml `User`: field `last_name` changed from required to optional',
      "spec/resources/users/UserStatus.yaml `UserStatus`: value `'INVITED'` added",
      'spec/resources/users/listUsers.yaml `listUsers`: method of the client renamed from `users.list` to `users.all`',
      'spec/shared/parameters/ImportId.yaml `getJunitImportStatus`: parameter `import_id` renamed to `junit_import_id`',
    ])
  })

  it('cannot check if the code of the last release does not compile with its own types', async () => {
    await changeBaseline(repository, (bundle) => {
      operationAt(bundle, 'get', '/users').parameters.push({ name: 'a/b', in: 'query', schema: { type: 'string' } })
    })
    const { types: [reason] = [] } = await findingsOf('types')

    expect(reason).toMatch(/The client does not compile|generate/)
  })
})

describe('wire', () => {
  it('reports what breaks for programs, with its location', async () => {
    await changeBundle(repository, (bundle) => {
      bundle.servers.reverse()
      delete schemaNamed(bundle, 'CreateProjectRequest').properties.description
      schemaNamed(bundle, 'CreateFolderRequest').properties.order = { type: 'integer', default: 7 }
      schemaNamed(bundle, 'UserStatus').enum = ['active', 'inactive', 'ACTIVE', 'INACTIVE', 'INVITED']
      delete bundle.paths['/labels']
    })
    const { wire } = await findingsOf('wire')

    expect(wire).toContain("spec/resources/users/UserStatus.yaml `UserStatus`: value `'INVITED'` added")
    expect(wire).toContain('spec/openapi.yaml `listLabels`: GET /labels was removed')
    expect(wire).toContainEqual(expect.stringMatching(/^spec\/openapi\.yaml API: default address changed from https/))
    expect(wire).toContainEqual(
      expect.stringMatching(/CreateProjectRequest\.yaml `CreateProjectRequest`: field `description` removed/),
    )
    expect(wire).toContainEqual(
      expect.stringMatching(/`CreateFolderRequest`: `default` of `order` changed from nothing to 7/),
    )
  })

  it('requires an announcement of additions, too', async () => {
    await changeBundle(repository, (bundle) => {
      schemaNamed(bundle, 'User').properties.nickname = { type: 'string' }
    })

    expect(await findingsOf('wire')).toEqual({
      wire: ['spec/resources/users/User.yaml `User`: field `nickname` added'],
    })
  })
})

it('ignores changes that affect nobody', async () => {
  await changeBundle(repository, (bundle) => {
    Object.assign(schemaNamed(bundle, 'User'), { description: 'Somebody with an account.' })
    schemaNamed(bundle, 'User').required.reverse()
    schemaNamed(bundle, 'SelectionType').enum = ['DYNAMIC', 'STATIC']
    operationAt(bundle, 'get', '/projects').parameters.reverse()
    operationAt(bundle, 'get', '/users').summary = 'List users'
    bundle.paths = Object.fromEntries(Object.entries(bundle.paths).reverse())
    bundle.components.schemas = Object.fromEntries(Object.entries(bundle.components.schemas).reverse())
  })

  expect(await findingsOf('wire,types')).toEqual({ wire: [], types: [] })
})

describe('an operation whose removal was announced', () => {
  beforeEach(async () => {
    await changeBaseline(repository, (bundle) => {
      Object.assign(operationAt(bundle, 'post', '/projects/{project_id}/folders/{folder_id}/move'), {
        deprecated: true,
        'x-sunset': '2027-03-31',
        'x-replacement': 'updateFolder',
      })
    })
    await changeBundle(repository, (bundle) => {
      delete bundle.paths['/projects/{project_id}/folders/{folder_id}/move']
      delete bundle.components.schemas.MoveFolderRequest
    })
  })

  it('must not be removed before its date', async () => {
    vi.stubEnv('SOURCE_DATE_EPOCH', secondsAt('2027-03-30'))
    const { wire } = await findingsOf('wire')

    expect(wire).toContainEqual(expect.stringContaining('/move was removed'))
  })

  it('may be removed from its date on', async () => {
    vi.stubEnv('SOURCE_DATE_EPOCH', secondsAt('2027-03-31'))
    const { stdout } = await repository.run(['changelog'])

    // The removal is no break on the wire, but code that calls its method no longer compiles.
    const { wire, types } = await findingsOf('wire,types')
    expect(wire).toEqual([])
    expect(types).toContainEqual(expect.stringContaining('`moveFolder`: removed'))
    expect(types).toContainEqual(expect.stringContaining('`MoveFolderRequest`: removed'))
    expect(stdout).toContain(
      '- `moveFolder`: removed (was POST /projects/{project_id}/folders/{folder_id}/move) (breaks TypeScript code)\n' +
        '- `MoveFolderRequest`: removed (breaks TypeScript code)\n',
    )
    expect(stdout).toContain('Use `updateFolder` instead of `tms.folders.move()`.')
  })
})

function renamePathParameter(bundle: LooseBundle, from: string, to: string): void {
  const paths = Object.entries(bundle.paths).map(([path, item]) => [path.replace(`{${from}}`, `{${to}}`), item])
  bundle.paths = Object.fromEntries(paths)
  for (const parameter of Object.values(bundle.components.parameters)) {
    if (parameter.name === from) parameter.name = to
  }
}

function secondsAt(day: string): string {
  return String(Date.parse(`${day}T12:00:00Z`) / 1000)
}
