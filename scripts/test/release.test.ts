import { spawnSync } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { publishedPackages } from '../packages.ts'
import { takeOver } from '../release/copy.ts'
import { contentsOf, listing, newestChanges } from '../release/listing.ts'
import { RELEASE, savePrepared } from '../release/prepared.ts'
import { publish } from '../release/publish.ts'
import { releaseVersion } from '../release/release-version.ts'
import { inOrder, isAnnounced } from '../release/steps.ts'
import { integrityOf, readTarball, tarballProblems } from '../release/tarball.ts'
import { clockProblem, copyTree, treeHash, uncommittedFiles } from '../release/tree.ts'
import { ROOT } from '../run.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

function write(files: Readonly<Record<string, string>>): void {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), text)
  }
}

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.com']
  expect(spawnSync('git', [...identity, ...args], { cwd: folder }).status, args.join(' ')).toBe(0)
}

describe('a tarball', () => {
  const manifest = {
    name: 'a-package',
    version: '1.2.3',
    exports: { '.': { types: './dist/index.d.ts', default: './dist/index.js' }, './package.json': './package.json' },
    bin: { tool: './dist/bin.js' },
    dependencies: { other: '^1.0.0' },
  }
  const complete = {
    'package/package.json': JSON.stringify(manifest),
    'package/README.md': '# A package',
    'package/LICENSE': 'MIT',
    'package/dist/index.js': '',
    'package/dist/index.d.ts': '',
    'package/dist/bin.js': '',
  }

  async function problemsOf(files: Readonly<Record<string, string>>): Promise<string[]> {
    write(files)
    expect(spawnSync('tar', ['-czf', 'a.tgz', 'package'], { cwd: folder }).status).toBe(0)
    return tarballProblems(await readTarball(join(folder, 'a.tgz')))
  }

  test('with all files of its package.json may be published', async () => {
    expect(await problemsOf(complete)).toEqual([])
    expect(listing([await readTarball(join(folder, 'a.tgz'))])).toMatch(
      /^a-package 1\.2\.3 {2}0\.\d kB packed, 0\.\d kB unpacked without maps, 6 files\n(.*\n)+ +0\.2 kB {2}package\.json$/,
    )
  })

  test.each(['package/dist/index.d.ts', 'package/dist/bin.js', 'package/LICENSE'])(
    'without %s is rejected',
    async (file) => {
      const { [file as keyof typeof complete]: _, ...others } = complete
      expect(await problemsOf(others)).toEqual([
        expect.stringContaining(`expected ${file.replace('package/', '')} in the tarball`),
      ])
    },
  )

  test.each([
    [
      'a dependency inside the workspace',
      { dependencies: { other: 'workspace:*' } },
      'expected a version of other, got workspace:*',
    ],
    ['a version of the catalog', { dependencies: { other: 'catalog:' } }, 'expected a version of other, got catalog:'],
  ])('with %s is rejected', async (_, change, message) => {
    const changed = { ...complete, 'package/package.json': JSON.stringify({ ...manifest, ...change }) }
    expect(await problemsOf(changed)).toEqual([`a-package: ${message}`])
  })

  test.each([
    'dist/a.test.js',
    'dist/.env',
    '.npmrc',
    'dist/key.pem',
    'src/index.ts',
    'test/a.js',
    'dist/deep/.git/a.js',
  ])('with %s in it is rejected', async (file) => {
    expect(await problemsOf({ ...complete, [`package/${file}`]: '' })).toEqual([
      `a-package: expected no ${file} in the tarball`,
    ])
  })

  test.each([
    ['package/dist/index.js', "import { a } from './deep/a.js'", 'dist/index.js: ./deep/a.js'],
    ['package/dist/index.js', "export const load = () => import('./a.js')", 'dist/index.js: ./a.js'],
    ['package/dist/index.js', 'const a = require("./a.js")', 'dist/index.js: ./a.js'],
    ['package/dist/index.d.ts', "export * from './bin.js'", 'dist/index.d.ts: ./bin.js'],
    ['package/dist/index.d.ts', "export type A = import('./a').A", 'dist/index.d.ts: ./a'],
  ])('with %s that has %s, which does not exist, is rejected', async (file, code, broken) => {
    expect(await problemsOf({ ...complete, [file]: code })).toEqual([
      `a-package: expected a file for the import in ${broken}`,
    ])
  })

  test('may mention other files in comments', async () => {
    const code = "/**\n * import { a } from './a.js'\n */\n// import './b.js'\nexport * from './bin.js'\n"
    expect(await problemsOf({ ...complete, 'package/dist/index.js': code })).toEqual([])
  })
})

describe('a repository', () => {
  beforeEach(() => {
    write({ 'a.txt': 'one', '.gitignore': `ignored\n${RELEASE}\n`, ignored: 'x' })
    git('init', '-q', '-b', 'main')
    git('add', '.')
    git('commit', '-qm', 'one')
  })

  test('has another hash after any change to files that are not ignored', async () => {
    const before = await treeHash(folder)
    write({ ignored: 'y' })
    expect(await treeHash(folder)).toBe(before)
    expect(await uncommittedFiles(folder)).toEqual([])
    write({ 'b.txt': 'new' })
    expect(await treeHash(folder)).not.toBe(before)
    expect(await uncommittedFiles(folder)).toEqual(['b.txt'])
  })

  test('is copied with uncommitted files, and without ignored ones', async () => {
    write({ 'deep/b.txt': 'new' })
    const copy = mkdtempSync(join(tmpdir(), 'copy-'))
    try {
      await copyTree(folder, copy)
      expect(await treeHash(copy)).toBe(await treeHash(folder))
    } finally {
      rmSync(copy, { recursive: true })
    }
  })

  test('publishes nothing that was not prepared', async () => {
    await expect(publish(folder, undefined)).rejects.toThrow('Nothing is prepared. Run `pnpm release` first')
  })

  test('publishes nothing if files or tarballs have changed since', async () => {
    write({ [`${RELEASE}/a.tgz`]: 'tested' })
    const tarball = { file: join(folder, RELEASE, 'a.tgz'), name: 'a', version: '1.0.0', integrity: 'sha512-other' }
    savePrepared(folder, { tree: await treeHash(folder), packages: [tarball], notes: '' })
    write({ 'a.txt': 'two' })
    const message =
      /1 files are not committed: .*a\.txt\nfiles have changed since .*\n\.release\/a\.tgz is not the tarball that was tested/
    await expect(publish(folder, 'http://127.0.0.1:1/')).rejects.toThrow(message)
  })

  /** The state after `pnpm release`: prepared, and committed. */
  async function prepare(): Promise<void> {
    write({ [`${RELEASE}/a.tgz`]: 'tested', 'package.json': '{ "repository": { "url": "https://code.internal/a" } }' })
    git('add', '.')
    git('commit', '-qm', 'A release')
    const file = join(folder, RELEASE, 'a.tgz')
    const tarball = { file, name: 'a', version: '1.0.0', integrity: integrityOf(file) }
    savePrepared(folder, { tree: await treeHash(folder), packages: [tarball], notes: '' })
  }

  test('publishes nothing from a branch other than main', async () => {
    await prepare()
    git('checkout', '-qb', 'feature')
    await expect(publish(folder, undefined)).rejects.toThrow('expected the branch main, got feature: merge first')
    git('checkout', '-q', '--detach')
    await expect(publish(folder, undefined)).rejects.toThrow('got a commit that is on no branch (detached HEAD)')
  })

  test('publishes nothing if the commit cannot be tagged', async () => {
    await prepare()
    for (const name of ['GIT_AUTHOR_NAME', 'GIT_COMMITTER_NAME', 'GIT_COMMITTER_EMAIL']) vi.stubEnv(name, undefined)
    vi.stubEnv('GIT_CONFIG_GLOBAL', '/dev/null')
    git('config', 'user.useConfigOnly', 'true')
    await expect(publish(folder, 'http://127.0.0.1:1/')).rejects.toThrow('git does not know who sets the tag')
    git('tag', 'v1.0.0', 'HEAD~1')
    await expect(publish(folder, 'http://127.0.0.1:1/')).rejects.toThrow('the tag v1.0.0 is on another commit')
  })

  test('with any file names is copied, including links', async () => {
    write({ 'ä folder/é "x".txt': 'new' })
    symlinkSync('a.txt', join(folder, 'link'))
    expect(await uncommittedFiles(folder)).toEqual(['link', 'ä folder/é "x".txt'])
    const copy = mkdtempSync(join(tmpdir(), 'copy-'))
    onTestFinished(() => rmSync(copy, { recursive: true }))
    await copyTree(folder, copy)
    expect(await treeHash(copy)).toBe(await treeHash(folder))
    expect(readlinkSync(join(copy, 'link'))).toBe('a.txt')
    rmSync(join(folder, 'link'))
    symlinkSync('elsewhere', join(folder, 'link'))
    expect(await treeHash(copy)).not.toBe(await treeHash(folder))
  })

  test('is not released if the clock is behind the last commit', async () => {
    expect(await clockProblem(folder)).toBeUndefined()
    vi.stubEnv('SOURCE_DATE_EPOCH', '1000000000')
    expect(await clockProblem(folder)).toMatch(
      /^The clock says 2001-09-09T01:46:40\.000Z, but the last commit is of 20/,
    )
  })

  test('keeps its files when copying a release back fails halfway', async () => {
    write({ [`${RELEASE}/old.tgz`]: 'of an earlier release' })
    const before = await treeHash(folder)
    const copy = mkdtempSync(join(tmpdir(), 'copy-'))
    onTestFinished(() => rmSync(copy, { recursive: true }))
    await copyTree(folder, copy)
    writeFileSync(join(copy, '.gitignore'), `${RELEASE}\n`)
    writeFileSync(join(copy, 'a.txt'), 'two')
    // The repository has an ignored file of that name.
    mkdirSync(join(copy, 'ignored'))
    writeFileSync(join(copy, 'ignored/b.txt'), 'new')
    await expect(takeOver(copy, folder, before)).rejects.toThrow(/EEXIST|ENOTDIR/)
    expect(await treeHash(folder)).toBe(before)
    expect(readFileSync(join(folder, 'ignored'), 'utf8')).toBe('x')
    expect(readFileSync(join(folder, RELEASE, 'old.tgz'), 'utf8')).toBe('of an earlier release')
  })

  test('receives the changes of a copy, and none if it has changed itself', async () => {
    write({ 'gone.txt': 'old' })
    const before = await treeHash(folder)
    const copy = mkdtempSync(join(tmpdir(), 'copy-'))
    try {
      await copyTree(folder, copy)
      rmSync(join(copy, 'gone.txt'))
      writeFileSync(join(copy, 'a.txt'), 'two')
      mkdirSync(join(copy, RELEASE))
      writeFileSync(join(copy, RELEASE, 'a.tgz'), 'tested')
      write({ 'late.txt': 'saved meanwhile', [`${RELEASE}/old.tgz`]: 'of an earlier release' })
      await expect(takeOver(copy, folder, before)).rejects.toThrow('Files have changed while the release was prepared')
      expect(existsSync(join(folder, 'gone.txt'))).toBe(true)
      rmSync(join(folder, 'late.txt'))
      await takeOver(copy, folder, before)
      expect(await treeHash(folder)).toBe(await treeHash(copy))
      expect(readFileSync(join(folder, RELEASE, 'a.tgz'), 'utf8')).toBe('tested')
      expect(existsSync(join(folder, RELEASE, 'old.tgz'))).toBe(false)
    } finally {
      rmSync(copy, { recursive: true })
    }
  })

  test('has changes if there is a changeset; the README of changesets does not count', () => {
    write({ '.changeset/README.md': '' })
    expect(isAnnounced(folder)).toBe(false)
    write({ '.changeset/a-change.md': '' })
    expect(isAnnounced(folder)).toBe(true)
  })
})

test('the contents of a package are listed by folder and kind', () => {
  const files = [
    'CHANGELOG.md',
    'dist/a.d.ts',
    'dist/a.js',
    'dist/b.js',
    'dist/deep/c.js.map',
    'dist/key',
    'package.json',
  ]
  expect(contentsOf({ files })).toBe('dist/*\ndist/*.d.ts\ndist/*.js\ndist/deep/*.js.map\npackage.json\n')
})

test('packages are published after our packages that they depend on', () => {
  const names = inOrder(publishedPackages(ROOT)).map(({ manifest }) => manifest.name)
  expect(names.indexOf('@testsigma-tms/client')).toBeLessThan(names.indexOf('@testsigma-tms/drift'))
  expect(names.indexOf('@testsigma-tms/spec')).toBeLessThan(names.indexOf('@testsigma-tms/server'))
})

test('a release has the common version of the packages, not that of the contract', () => {
  const at = (name: string, version: string) => ({ name: `@testsigma-tms/${name}`, version })
  expect(releaseVersion([at('spec', '0.1.1'), at('types', '0.2.0'), at('client', '0.2.0')])).toBe('0.2.0')
  expect(() => releaseVersion([at('types', '0.2.0'), at('client', '0.3.0')])).toThrow('got 0.2.0, 0.3.0')
  expect(() => releaseVersion([])).toThrow('there are no packages')
})

test('the notes of a release are its section of the changelog', () => {
  const changelog = '# Changes\n\n## 0.2.0 (2026-11-25)\n\nNew.\n\n## 0.1.0\n\nOld.\n'
  expect(newestChanges(changelog, '0.2.0')).toBe('## 0.2.0 (2026-11-25)\n\nNew.')
  expect(newestChanges(changelog, '0.3.0')).toBe('No changes are recorded for 0.3.0.')
  expect(newestChanges(undefined, '0.1.0')).toBe('No changes are recorded for 0.1.0.')
})

describe('pnpm release', () => {
  const command = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [join(ROOT, 'scripts/release.ts'), ...args], {
      encoding: 'utf8',
    })
    return { status, stdout, stderr }
  }

  test('prints its help', () => {
    expect(command('--help')).toMatchObject({ status: 0, stdout: expect.stringContaining('Usage: pnpm release') })
  })

  test.each([
    [['--dry-run', '--publish'], 'Expected one of --dry-run, --publish and --only, got --dry-run, --publish.'],
    [['--dry-run', '--only', 'lint'], 'Expected one of --dry-run, --publish and --only, got --dry-run, --only.'],
    [['--publish', '--registry', 'npm'], '--registry: expected an http or https URL, got "npm".'],
    [['--publish', '--registry', 'file:///tmp'], '--registry: expected an http or https URL, got "file:///tmp".'],
    [['--registry', 'http://127.0.0.1:1/'], '--registry: expected it with --publish.'],
    [
      ['--only', 'lint,publish'],
      '--only: expected some of fresh, check, version, lint, test, build, pack, install, got "publish"',
    ],
    [['--only', ''], '--only: expected some of fresh'],
    [['--yes'], "Unknown option '--yes'"],
    [['now'], "Unexpected argument 'now'"],
  ])('rejects %j', (args, message) => {
    expect(command(...args)).toMatchObject({ status: 2, stderr: expect.stringContaining(message) })
  })
})
