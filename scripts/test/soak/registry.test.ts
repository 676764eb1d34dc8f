import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { publish, RELEASE, savePrepared } from '../../release/publish.ts'
import { build, pack, pnpm } from '../../release/steps.ts'
import { integrityOf, readTarball, type Tarball } from '../../release/tarball.ts'
import { treeHash } from '../../release/tree.ts'
import { type Result, ROOT, resultOf, start } from '../../run.ts'
import { type Registry, startRegistry } from './registry.ts'

/** Tarballs that `pnpm release` has made and wants to see tested; without them, what is here is built and packed. */
const { RELEASE_TARBALLS } = process.env

let registry: Registry
let tarballs: Tarball[]
/** A repository in which a release is prepared. */
let repository: string

beforeAll(async () => {
  registry = await startRegistry()
  Object.assign(process.env, registry.env)
  repository = join(registry.folder, 'repository')
  mkdirSync(repository)
  if (RELEASE_TARBALLS === undefined) {
    await build(ROOT)
    tarballs = await pack(ROOT, join(repository, RELEASE))
  } else {
    mkdirSync(join(repository, RELEASE))
    tarballs = await Promise.all(RELEASE_TARBALLS.split(':').map(readTarball))
  }
  writeFileSync(join(repository, '.gitignore'), `${RELEASE}\n`)
  const git = ['-c', 'user.name=Nobody', '-c', 'user.email=nobody@example.com']
  for (const args of [
    ['init', '-q'],
    ['add', '.'],
    [...git, 'commit', '-qm', 'A release'],
  ]) {
    await succeed('git', args, repository)
  }
  for (const [name, value] of [
    ['user.name', 'Nobody'],
    ['user.email', 'nobody@example.com'],
  ] as const) {
    await command('git', ['config', name, value], repository)
  }
  savePrepared(repository, { tree: await treeHash(repository), packages: tarballs, notes: 'The first release.' })
}, 600_000)

afterAll(() => registry.close())

function command(
  name: string,
  args: readonly string[],
  cwd: string,
  env: Record<string, string> = {},
): Promise<Result> {
  return resultOf(start(name, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], env: { ...registry.env, ...env } }))
}

/** Runs a command that must succeed; if it fails, what it printed is in the error. */
async function succeed(name: string, args: readonly string[], cwd: string): Promise<void> {
  const { code, output } = await command(name, args, cwd)
  if (code !== 0) throw new Error(`${name} ${args.join(' ')} ended with ${code}:\n${output}`)
}

describe('a release', () => {
  test('is published as it was tested, once, and tagged', async () => {
    await publish(repository, registry.url)
    for (const { name, version, integrity } of tarballs) {
      const published = await fetch(`${registry.url}${name}/${version}`).then((response) => response.json())
      expect(published, name).toMatchObject({ dist: { integrity } })
    }
    await publish(repository, registry.url)
    const { stdout } = await command('git', ['tag', '-n'], repository)
    expect(stdout).toMatch(/^v\d+\.\d+\.\d+\s+The first release\./)
  }, 300_000)

  test('is refused when a tarball or the tree has changed since', async () => {
    const [first] = tarballs
    if (first === undefined) throw new Error('There are no tarballs')
    const bytes = readFileSync(first.file)
    onTestFinished(() => writeFileSync(first.file, bytes))
    writeFileSync(first.file, Buffer.concat([bytes, Buffer.from([0])]))
    writeFileSync(join(repository, 'new.txt'), 'not tested')
    onTestFinished(() => rmSync(join(repository, 'new.txt')))
    const refusal = publish(repository, registry.url)
    await expect(refusal).rejects.toThrow(
      /1 files are not committed: .*new\.txt\nfiles have changed since .*\n.* is not the tarball that was tested/,
    )
    expect(integrityOf(first.file)).not.toBe(first.integrity)
  })
})

/** How each package manager adds packages to an empty folder. */
const managers: Readonly<Record<string, (names: string[]) => [string, string[]]>> = {
  npm: (names) => ['npm', ['install', '--no-audit', '--no-fund', ...names]],
  pnpm: (names) => pnpm(['add', ...names]),
}

/** TypeScript as consumers have it, by the folder that it is installed in. */
const compilers = {
  'typescript-5.4': 'typescript@5.4.5',
  'typescript-5.9': 'typescript@5.9.3',
  'typescript-7.0': 'typescript@7.0.2',
}

const RESOLUTIONS = ['bundler', 'nodenext']

describe.each(Object.keys(managers))('installed with %s', (manager) => {
  let folder: string
  beforeAll(async () => {
    folder = join(registry.folder, manager)
    mkdirSync(folder)
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }))
    const aliases = Object.entries(compilers).map(([name, version]) => `${name}@npm:${version}`)
    const names = tarballs.map(({ name, version }) => `${name}@${version}`)
    const more = manager === 'npm' ? [...aliases, '@types/node@22'] : []
    const [name, args] = managers[manager]?.([...names, ...more]) ?? ['', []]
    await succeed(name, args, folder)
  }, 600_000)

  test('every entry point can be imported', async () => {
    expect(entries().length).toBeGreaterThan(10)
    writeFileSync(
      join(folder, 'imports.mjs'),
      entries()
        .map((entry) => `await import('${entry}')\n`)
        .join(''),
    )
    expect(await command(process.execPath, ['imports.mjs'], folder)).toEqual({ code: 0, output: '', stdout: '' })
  }, 120_000)

  test('every command explains itself and says its version', async () => {
    const commands = tarballs.flatMap(({ manifest, version }) =>
      Object.keys((manifest.bin as object | undefined) ?? {}).map((name) => ({ name, version })),
    )
    expect(commands.length).toBeGreaterThan(2)
    for (const { name, version } of commands) {
      const bin = join(folder, 'node_modules/.bin', name)
      const help = await command(bin, ['--help'], folder)
      expect(help, name).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage') })
      expect(help.stdout, name).not.toMatch(/packages\/|pnpm (run )?\w+/)
      expect(await command(bin, ['--version'], folder), name).toMatchObject({
        code: 0,
        stdout: expect.stringContaining(version),
      })
    }
  }, 120_000)

  test('the client reads from the server', async () => {
    const server = spawn(
      join(folder, 'node_modules/.bin/testsigma-tms-server'),
      ['--port', '0', '--api-key', 'a-key'],
      {
        cwd: folder,
        env: { ...process.env, ...registry.env },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    )
    try {
      const lines = createInterface({ input: server.stdout })
      const [line] = await once(lines, 'line')
      const [, baseUrl] = /^API +(\S+)$/.exec(line) ?? []
      const code = `import { createClient } from '@testsigma-tms/client'
const tms = createClient({ apiKey: 'a-key', baseUrl: '${baseUrl}' })
for await (const { email } of tms.users.list()) console.log(email)
`
      writeFileSync(join(folder, 'users.mjs'), code)
      const { output } = await command(process.execPath, ['users.mjs'], folder)
      expect(output).toContain('jane.doe@example.com')
    } finally {
      server.kill()
      await once(server, 'exit')
    }
  }, 120_000)

  // How they were installed is nothing to the types, so one package manager will do.
  const compiling = manager === 'npm' ? Object.keys(compilers) : []
  const combinations = compiling.flatMap((compiler) => RESOLUTIONS.map((resolution) => ({ compiler, resolution })))
  test.each(combinations)(
    'all types compile with $compiler as $resolution',
    async ({ compiler, resolution }) => {
      const imports = entries().map(
        (entry, index) => `import type * as e${index} from '${entry}'\nexport type { e${index} }\n`,
      )
      writeFileSync(join(folder, 'types.mts'), imports.join(''))
      const lib = compiler === 'typescript-5.4' ? 'esnext' : 'es2024'
      const module = resolution === 'bundler' ? 'esnext' : 'nodenext'
      const strict = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--types', 'node']
      const target = ['--target', 'es2022', '--lib', `${lib},dom,dom.iterable`, '--module', module]
      const bin = join(folder, 'node_modules', compiler, 'bin/tsc')
      const args = [bin, ...strict, ...target, '--moduleResolution', resolution, 'types.mts']
      expect(await command(process.execPath, args, folder)).toMatchObject({ code: 0, output: '' })
    },
    300_000,
  )
})

/** What can be imported as code, apart from what needs another program to be installed. */
function entries(): string[] {
  const all = tarballs.flatMap(entriesOf)
  return all.filter((entry) => !/\.(json|yaml)$/.test(entry) && !entry.startsWith('@testsigma-tms/reporters/'))
}

/** What users write to import each part of a package. */
function entriesOf({ name, manifest }: Tarball): string[] {
  const keys = Object.keys((manifest.exports as object | undefined) ?? {})
  return keys.filter((key) => key !== './package.json').map((key) => name + key.slice(1))
}
