import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { webAddress } from '../metadata.ts'
import { publishedPackages, readManifest } from '../packages.ts'
import { ROOT } from '../run.ts'

const readme = 'See the [server](../server/README.md).\n'

/** A package whose build copies one file. */
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'prepack-'))
  const scripts = { build: 'rm -rf dist && mkdir dist && cp source.js dist/index.js' }
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({
      name: 'a-package',
      files: ['dist', 'LICENSE'],
      scripts,
      repository: { directory: 'packages/client' },
    }),
  )
  writeFileSync(join(folder, 'README.md'), readme)
  writeFileSync(join(folder, 'source.js'), 'one')
})
afterEach(() => rmSync(folder, { recursive: true }))

function prepack() {
  const { status, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/prepack.ts')], {
    cwd: folder,
    encoding: 'utf8',
  })
  return { status, stderr }
}

function build(text: string): void {
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist/index.js'), text)
}

test('a package without a build is not packed', () => {
  expect(prepack()).toEqual({
    status: 1,
    stderr: 'a-package is not packed: there is no dist. Fix: run `pnpm build`, then pack again.\n',
  })
})

test('a stale build is rejected, and fresh afterwards', () => {
  build('of yesterday')
  writeFileSync(join(folder, 'dist/gone.js'), 'from an earlier build')
  const { status, stderr } = prepack()
  expect([status, stderr]).toEqual([1, expect.stringContaining('the build was stale: dist/gone.js, dist/index.js.')])
  expect(readFileSync(join(folder, 'dist/index.js'), 'utf8')).toBe('one')
  expect(prepack()).toEqual({ status: 0, stderr: '' })
})

test.each<[name: string, corrupt: () => void, message: string]>([
  ['without a README', () => rmSync(join(folder, 'README.md')), 'there is no README.md. Fix: write or restore it'],
  [
    'with a hidden file',
    () => writeFileSync(join(folder, 'data/.env'), ''),
    'no package publishes data/.env. Fix: remove it',
  ],
  ['with a test', () => writeFileSync(join(folder, 'data/a.test.js'), ''), 'no package publishes data/a.test.js'],
  ['with a key', () => writeFileSync(join(folder, 'data/key.pem'), ''), 'no package publishes data/key.pem'],
  [
    'with a symbolic link',
    () => symlinkSync('a.json', join(folder, 'data/b.json')),
    'no package publishes data/b.json',
  ],
  [
    'without a file that its package.json names',
    () => rmSync(join(folder, 'data/a.json')),
    'there is no data/a.json, which package.json names',
  ],
])('a package %s is not packed', (_, corrupt, message) => {
  build('one')
  const manifest = readManifest(join(folder, 'package.json'))
  const exports = { '.': './dist/index.js', './a.json': './data/a.json' }
  const changed = { ...manifest, files: [...(manifest.files ?? []), 'data'], publishConfig: { exports } }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(changed))
  mkdirSync(join(folder, 'data'))
  writeFileSync(join(folder, 'data/a.json'), '{}')
  expect(prepack()).toEqual({ status: 0, stderr: '' })
  spawnSync(process.execPath, [join(ROOT, 'scripts/postpack.ts')], { cwd: folder })
  corrupt()
  expect(prepack()).toEqual({ status: 1, stderr: expect.stringContaining(`a-package is not packed: ${message}`) })
})

test('a failed build is reported', () => {
  build('one')
  rmSync(join(folder, 'source.js'))
  expect(prepack()).toMatchObject({ status: 1, stderr: expect.stringContaining('it cannot be built') })
})

test('a fresh build is packed, with the licence', () => {
  build('one')
  expect(prepack()).toEqual({ status: 0, stderr: '' })
  expect(existsSync(join(folder, 'LICENSE'))).toBe(true)
})

test('links of the README are absolute while it is packed, and restored afterwards', () => {
  build('one')
  const address = `${webAddress(readManifest(join(ROOT, 'package.json')))}/blob/main/packages/server/README.md`
  // The second run simulates that the first one was killed before postpack.
  for (const _ of ['once', 'again']) {
    expect(prepack()).toEqual({ status: 0, stderr: '' })
    expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(`See the [server](${address}).\n`)
  }
  spawnSync(process.execPath, [join(ROOT, 'scripts/postpack.ts')], { cwd: folder })
  expect(readFileSync(join(folder, 'README.md'), 'utf8')).toBe(readme)
  expect(existsSync(join(folder, '.README.original.md'))).toBe(false)
})

test('every published package has the prepack script, and cleans before it builds', () => {
  const packages = publishedPackages(ROOT)
  expect(packages.length).toBeGreaterThan(5)
  for (const { directory, manifest } of packages) {
    const { build = '', prepack = '', postpack = '' } = manifest.scripts as Record<string, string>
    expect(prepack, directory).toMatch(/^node (\.\.\/)+scripts\/prepack\.ts$/)
    expect(postpack, directory).toBe(prepack.replace('prepack', 'postpack'))
    const cleans =
      /(^| && )rm -rf (dist|lib) && /.test(build) ||
      readFileSync(join(ROOT, directory, 'build.ts'), 'utf8').includes('rm(')
    expect(cleans, directory).toBe(true)
  }
})
