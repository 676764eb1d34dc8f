import { afterEach, beforeEach, expect, it } from 'vitest'
import { Repository } from './repository.ts'

let repository: Repository

beforeEach(async () => {
  repository = await Repository.copy('spec', '.changeset', 'packages')
})

afterEach(() => repository.remove())

it('goes from a change over its announcement to a new release', async () => {
  await renameField()
  const silent = await repository.check('--only', 'wire,version')
  await announce('patch')
  const belittled = await repository.check('--only', 'wire,version')
  const refused = await repository.drift(['release'])
  await announce('minor')
  const announced = await repository.check('--only', 'wire,types,version')

  const released = await repository.drift(['release'])
  await generate()
  const prepared = await repository.check('--only', 'bundle,wire,version')
  await repository.write('spec/baseline/openapi.yaml', await repository.read('spec/dist/openapi.yaml'))
  const done = await repository.check('--only', 'bundle,wire,version')

  expect(silent.stdout).toContain('as minor of @testsigma-tms/spec: 0.2.0 is asked for, 0.1.0 is announced')
  expect(belittled.stdout).toContain('0.2.0 is asked for, 0.1.1 is announced')
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('0.2.0 is asked for') })
  expect([silent, belittled, announced, released, prepared, done].map(({ code }) => code)).toEqual([1, 1, 0, 0, 0, 0])
  expect(released.stderr).toBe('0.1.0 becomes 0.2.0\n')
  expect(await repository.read('CHANGELOG.md')).toMatch(/^# Changes\n\n## 0\.2\.0 .*\n\nPeople have a family name\.\n/)
  for (const folder of ['spec', 'packages/types', 'packages/client', 'packages/server']) {
    expect(JSON.parse(await repository.read(`${folder}/package.json`)), folder).toMatchObject({ version: '0.2.0' })
  }
  expect(await repository.drift(['release'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('nothing is announced'),
  })
}, 180_000)

it.each([
  ['a package', 'packages/client/package.json', '"version": "0.1.0"', '"version": "0.1.1"', 'version 0.1.1'],
  ['info.version', 'spec/dist/openapi.yaml', 'version: 0.1.0', 'version: 0.2.0', 'version 0.1.0'],
  ['a package left out', '.changeset/config.json', '[["@testsigma-tms/*"]]', '[]', 'would become 0.1.0'],
  ['a version of the past', 'spec/baseline/openapi.yaml', 'version: 0.1.0', 'version: 0.3.0', '0.1.0'],
])('finds versions that do not match: %s', async (_case, file, from, to, got) => {
  await announce('patch')
  await repository.edit(file, from, to)
  const { code, stdout } = await repository.check('--only', 'version')

  expect(stdout).toContain(got)
  expect(code).toBe(1)
})

it('cannot check with a changeset for a package that there is not', async () => {
  await repository.write('.changeset/odd.md', '---\n"@testsigma-tms/none": patch\n---\n\nNothing.\n')
  const { code, stdout } = await repository.check('--only', 'version')

  expect(stdout).toContain('@testsigma-tms/none')
  expect(code).toBe(2)
})

async function renameField(): Promise<void> {
  const file = 'spec/resources/users/User.yaml'
  await repository.write(file, (await repository.read(file)).replaceAll('last_name', 'family_name'))
  await generate()
}

async function generate(): Promise<void> {
  await repository.generate('spec', 'bundle.ts')
  await repository.generate('packages/types', 'generate.ts')
  await repository.generate('packages/client', 'generate.ts')
}

function announce(bump: 'minor' | 'patch'): Promise<void> {
  const text = `---\n"@testsigma-tms/spec": ${bump}\n---\n\nPeople have a family name.\n`
  return repository.write('.changeset/family-name.md', text)
}
