import { join } from 'node:path'
import { expect, test } from 'vitest'
import { metadataProblems, placeholders, webAddress } from '../metadata.ts'
import { publishedPackages, readManifest } from '../packages.ts'

const directory = join(import.meta.dirname, '../..')
const root = readManifest(join(directory, 'package.json'))
const packages = publishedPackages(directory)
const client = packages.find(({ manifest }) => manifest.name === '@testsigma-tms/client')
if (!client) throw new Error('the client is not among the published packages')

test('every published package has complete metadata', () => {
  expect(packages.flatMap((each) => metadataProblems(each, root))).toEqual([])
})

test.each([
  'homepage',
  'bugs',
  'repository',
  'license',
  'author',
  'description',
  'keywords',
  'sideEffects',
  'engines',
  'files',
])('a package without %s is reported', (field) => {
  const { [field]: _, ...manifest } = client.manifest
  const problems = metadataProblems({ ...client, manifest: manifest as typeof client.manifest }, root)
  expect(problems).toEqual([expect.stringContaining(`packages/client/package.json: ${field}: expected`)])
})

test('the repository of another package is reported', () => {
  const problems = metadataProblems({ ...client, directory: 'packages/server' }, root)
  expect(problems.join('\n')).toContain('packages/server/package.json: repository: expected')
})

test('a placeholder for the repository is rejected before a release', () => {
  const at = (url: string) => ({ ...root, repository: { type: 'git', url } })
  expect(placeholders(at('git+https://repository.example/x.git'))).toHaveLength(1)
  expect(placeholders({ ...root, repository: {} })).toHaveLength(1)
  expect(placeholders(at('git+https://code.internal/x.git'))).toEqual([])
  expect(webAddress(at('git+https://code.internal/x.git'))).toBe('https://code.internal/x')
})
