import { afterEach, beforeEach, expect, it } from 'vitest'
import { releasedRepository, versionsOf } from '../released.ts'
import type { Repository } from '../repository.ts'

let repository: Repository

beforeEach(async () => {
  repository = await releasedRepository('packages')
})

afterEach(() => repository.remove())

it('leads from a change through its announcement to a new release', async () => {
  const versions = await versionsOf(repository)
  const demand = `${versions.minor} is asked for, `
  await renameField()
  const silent = await repository.report('wire,version')
  await announce('patch')
  const belittled = await repository.report('wire,version')
  const refused = await repository.run(['release'])
  await announce('minor')
  const announced = await repository.report('wire,version')

  const released = await repository.run(['release'])
  await bundle()
  const prepared = await repository.check('--only', 'bundle,wire,version')
  await repository.write('spec/baseline/openapi.yaml', await repository.read('spec/dist/openapi.yaml'))
  const done = await repository.report('wire,version')

  expect(silent.stdout).toContain(`as minor of @testsigma-tms/spec: ${demand}${versions.released} is announced`)
  expect(belittled.stdout).toContain(`${demand}${versions.patch} is announced`)
  expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining(demand) })
  expect([silent, belittled, announced, released, prepared, done].map(({ code }) => code)).toEqual([1, 1, 0, 0, 0, 0])
  const raised = `${versions.released} becomes ${versions.minor}\n`
  expect(released.stderr).toBe(`The contract: ${raised}The packages: ${raised}`)
  expect(await repository.read('CHANGELOG.md')).toMatch(
    new RegExp(
      `^# Changes\\n\\n## ${versions.minor} .*\\n\\nThe contract.*\\n\\n.*: The type User has a family name\\.\\n`,
    ),
  )
  for (const folder of ['spec', 'packages/types', 'packages/client', 'packages/server']) {
    expect(JSON.parse(await repository.read(`${folder}/package.json`)), folder).toMatchObject({
      version: versions.minor,
    })
  }
  expect(await repository.run(['release'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('nothing is announced'),
  })
})

it('gives the contract and the packages separate versions', async () => {
  const versions = await versionsOf(repository)
  await repository.edit('spec/resources/labels/listLabels.yaml', 'method: list', 'method: all')
  await bundle()
  const silent = await repository.check('--only', 'wire,types')
  await repository.write(
    '.changeset/all.md',
    '---\n"@testsigma-tms/client": minor\n---\n\nlistLabels has another method.\n',
  )
  const announced = await repository.check('--only', 'wire,types,version')
  const released = await repository.run(['release'])

  expect(silent.stdout).toContain(`as minor of @testsigma-tms/client: ${versions.minor} is asked for`)
  expect([silent, announced, released].map(({ code }) => code)).toEqual([1, 0, 0])
  const versionIn = async (folder: string) => JSON.parse(await repository.read(`${folder}/package.json`)).version
  expect(await versionIn('spec')).toBe(versions.patch)
  expect(await repository.read('spec/openapi.yaml')).toContain(`  version: ${versions.patch}\n`)
  for (const name of ['types', 'client', 'server', 'junit']) {
    expect(await versionIn(`packages/${name}`), name).toBe(versions.minor)
  }
  expect(await repository.read('CHANGELOG.md')).toContain(
    `is ${versions.patch} (was ${versions.released}); all other packages are ${versions.minor}`,
  )
})

it('refuses a stale bundle', async () => {
  await repository.edit('spec/resources/users/User.yaml', 'last_name', 'family_name')
  await announce('minor')

  expect(await repository.run(['release'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('differ from the contract: run `pnpm generate` first'),
  })
}, 60_000)

it.each([
  ['a package', 'packages/client/package.json', /"version": ".*"/, '"version": "9.9.9"', 'version 9.9.9'],
  ['info.version', 'spec/dist/openapi.yaml', / {2}version: .*/, '  version: 9.9.9', 'expected  version 9.9.9'],
  ['a package left out', '.changeset/config.json', /\[\[.*\]\]/, '[]', '@testsigma-tms/types would become'],
  ['an old version', 'spec/baseline/openapi.yaml', / {2}version: .*/, '  version: 9.9.9', 'last release, 9.9.9'],
])('finds versions that do not match: %s', async (_case, file, pattern, text, problem) => {
  await announce('minor')
  const before = await repository.read(file)
  await repository.write(file, before.replace(pattern, text))
  const { code, stdout } = await repository.report('version')

  expect(await repository.read(file)).not.toBe(before)
  expect(stdout).toContain(problem)
  expect(code).toBe(1)
})

it('cannot check with a changeset for a package that does not exist', async () => {
  await repository.write('.changeset/odd.md', '---\n"@testsigma-tms/none": patch\n---\n\nNothing.\n')
  const { code, stdout } = await repository.report('version')

  expect(stdout).toContain('@testsigma-tms/none')
  expect(code).toBe(2)
})

async function renameField(): Promise<void> {
  const file = 'spec/resources/users/User.yaml'
  await repository.write(file, (await repository.read(file)).replaceAll('last_name', 'family_name'))
  await bundle()
}

/** The gates generate everything else from the bundle themselves. */
function bundle(): Promise<void> {
  return repository.generate('spec', 'bundle.ts')
}

function announce(bump: 'minor' | 'patch'): Promise<void> {
  const text = `---\n"@testsigma-tms/spec": ${bump}\n"@testsigma-tms/client": ${bump}\n---\n\nThe type User has a family name.\n`
  return repository.write('.changeset/family-name.md', text)
}
