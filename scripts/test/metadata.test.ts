import { join } from 'node:path'
import { expect, test } from 'vitest'
import { metadataProblems, placeholders, webAddress } from '../metadata.ts'
import { publishedPackages, readManifest } from '../packages.ts'

const directory = join(import.meta.dirname, '../..')
const root = readManifest(join(directory, 'package.json'))
const packages = publishedPackages(directory)

test('every published package has complete metadata', () => {
  expect(packages.map(({ manifest }) => manifest.name)).toContain('@testsigma-tms/client')
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
])('a package without %s is named', (field) => {
  const [first] = packages
  if (!first) throw new Error('no published package')
  const { [field]: _, ...manifest } = first.manifest
  const problems = metadataProblems({ ...first, manifest: manifest as typeof first.manifest }, root)
  expect(problems).toEqual([expect.stringContaining(`${first.directory}/package.json: ${field}: expected`)])
})

test('a repository of another package is named', () => {
  const [first, second] = packages
  if (!first || !second) throw new Error('fewer than two published packages')
  const problems = metadataProblems({ directory: first.directory, manifest: second.manifest }, root)
  expect(problems.join('\n')).toContain('repository')
})

test('a placeholder for the repository is refused before a release', () => {
  const at = (url: string) => ({ ...root, repository: { type: 'git', url } })
  expect(placeholders(at('git+https://repository.example/x.git'))).toHaveLength(1)
  expect(placeholders({ ...root, repository: {} })).toHaveLength(1)
  expect(placeholders(at('git+https://code.internal/x.git'))).toEqual([])
  expect(webAddress(at('git+https://code.internal/x.git'))).toBe('https://code.internal/x')
})
