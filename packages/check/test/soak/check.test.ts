import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Repository } from '../repository.ts'

let repository: Repository

beforeEach(async () => {
  repository = await Repository.copy()
})

afterEach(() => repository.remove())

const TYPES = 'packages/types/src/generated/openapi.ts'

// CI runs all gates on the original; those that take long have tests of their own.
it('finds nothing in a clean repository, and reports what it compared', async () => {
  const { code, stdout } = await repository.check('--only', 'lint,bundle,examples,wire,version')

  expect(stdout).toMatch(/^lint +contract +clean +[\d.]+ s +\d+ contract files$/m)
  expect(stdout).toMatch(/^bundle +stale +clean +[\d.]+ s +2 files$/m)
  expect(stdout).toMatch(/^examples +stale +clean +[\d.]+ s +\d+ examples, \d+ payloads$/m)
  expect(stdout).toMatch(/^wire +breaking +clean +[\d.]+ s +\d+ operations$/m)
  expect(stdout).toMatch(/^version +breaking +clean +[\d.]+ s +\d+ packages$/m)
  expect(code).toBe(0)
})

describe('stale', () => {
  it('reports a hand edit in a generated file, a missing one, and one that is not generated', async () => {
    await repository.edit(TYPES, 'first_name: string', 'first_name: number')
    await repository.delete('packages/client/src/generated/users.ts')
    await repository.write('packages/client/src/generated/left-over.ts', '')
    const { code, stdout } = await repository.report('generated')

    expect(stdout).toMatch(new RegExp(`^${TYPES}:\\d+ {2}\\(generated\\)$`, 'm'))
    expect(stdout).toMatch(/expected +first_name: string;/)
    expect(stdout).toMatch(/got +first_name: number;/)
    expect(stdout).toContain('pnpm generate')
    expect(stdout).toMatch(/^packages\/client\/src\/generated\/users\.ts {2}/m)
    expect(stdout).toMatch(/^packages\/client\/src\/generated\/left-over\.ts {2}/m)
    expect(code).toBe(1)
  })

  it('follows a changed description through bundle, types and client', async () => {
    // Generating the samples takes longer than everything else together.
    await repository.edit('packages/docs/package.json', '"generate":', '"not-generated":')
    await repository.edit('spec/resources/users/User.yaml', 'Given name.', 'The name that was given.')
    await repository.edit('spec/shared/parameters/PageSize.yaml', 'How many entries', 'How many things')
    const edited = await repository.check('--only', 'bundle')
    await repository.generate('spec', 'bundle.ts')
    const afterBundle = await repository.check('--only', 'bundle,generated')
    await repository.generate('packages/types', 'generate.ts')
    await repository.generate('packages/client', 'generate.ts')
    await repository.generate('packages/cli', 'generate.ts')
    const afterAll = await repository.check('--only', 'bundle,generated')

    expect(edited.stdout).toMatch(/^spec\/dist\/openapi\.yaml:\d+ {2}\(bundle\)$/m)
    expect(edited.stdout).toMatch(/^spec\/dist\/openapi\.json:\d+ {2}\(bundle\)$/m)
    expect(edited.code).toBe(1)
    expect(afterBundle.stdout).toMatch(/^bundle .*clean/m)
    expect(afterBundle.stdout).toContain(TYPES)
    expect(afterBundle.stdout).toContain('packages/client/src/generated/projects.ts')
    expect(afterAll).toMatchObject({ code: 0 })
  })
})

describe('contract', () => {
  it('reports file and line of a broken rule', async () => {
    await repository.edit('spec/resources/users/listUsers.yaml', '- Users', '- Persons')
    const { code, stdout } = await repository.report('lint')

    expect(stdout).toMatch(/^spec\/resources\/users\/listUsers\.yaml:\d+ {2}\(lint\)$/m)
    expect(stdout).toContain('operation-tag-defined')
    expect(code).toBe(1)
  })
})

describe('fails closed', () => {
  it.each([
    ['a weakened rule set', 'lint', 'spec/redocly.yaml', 'recommended-strict', 'minimal', 'recommended-strict'],
    ['a lowered diff rule', 'wire', 'spec/redocly.yaml', 'rules:\n', 'diff:\n  path-removed: off\nrules:\n', 'lowers'],
    ['types that hide what they break', 'types', 'packages/client/src/page.ts', 'PageInfo }', 'NoInfo }', 'hides'],
    ['no diff rules', 'wire', 'spec/redocly.yaml', '  - diff-recommended\n', '', 'diff-recommended'],
    ['a broken contract', 'bundle', 'spec/openapi.yaml', 'listUsers.yaml', 'noUsers.yaml', 'noUsers.yaml'],
    ['a broken generator', 'generated', 'packages/types/generate.ts', 'openapiTS(', 'noTS(', 'packages/types'],
    [
      'a generator that writes nothing',
      'generated',
      'packages/types/generate.ts',
      'await writeFile',
      'void',
      'nothing',
    ],
  ])('%s', async (_case, gate, file, from, to, reason) => {
    // The other packages would generate, too.
    if (gate === 'generated')
      for (const name of ['client', 'cli', 'docs', 'server']) await repository.delete(`packages/${name}`)
    await repository.edit(file, from, to)
    const { code, stdout } = await repository.report(gate)

    expect(stdout).toContain('could not check')
    expect(stdout).toContain(reason)
    expect(code).toBe(2)
  })

  it('no baseline', async () => {
    await repository.delete('spec/baseline/openapi.yaml')

    expect(await repository.report('wire')).toMatchObject({ code: 2 })
  })

  it('problems hidden by an ignore file', async () => {
    await repository.edit('spec/resources/users/listUsers.yaml', '- Users', '- Persons')
    await repository.write(
      'spec/.redocly.lint-ignore.yaml',
      "resources/users/listUsers.yaml:\n  operation-tag-defined:\n    - '#/tags/0'\n",
    )
    const { code, stdout } = await repository.report('lint')

    expect(stdout).toContain('ignore file')
    expect(code).toBe(2)
  })
})
