import { once } from 'node:events'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { needsRuntime } from '../../../packages/client/test/soak/runtimes.ts'
import { publishedPackages } from '../../packages.ts'
import { contentsOf } from '../../release/listing.ts'
import { publish } from '../../release/publish.ts'
import { integrityOf, type Tarball, unpackedSize } from '../../release/tarball.ts'
import { treeHash } from '../../release/tree.ts'
import { type Result, ROOT, start } from '../../run.ts'
import { command } from './command.ts'
import { MOST_KILOBYTES } from './limits.ts'
import { publintProblems, typeProblems } from './linters.ts'
import { type Installed, installWith, managersWith } from './managers.ts'
import { type Packed, packedPackages, prepareRelease } from './prepared.ts'
import { testReadmes } from './readmes.ts'
import { startRefusing } from './refusing-registry.ts'
import { type Registry, startRegistry } from './registry.ts'
import { consumerTools } from './tools.ts'

/** Reads users through the client from the server, which is installed with npm. */
const PROGRAM = `import { createClient } from '@testsigma-tms/client'
for await (const { email } of createClient().users.list()) console.log(email)
`

/** TypeScript versions of consumers, by the name of their folder. */
const COMPILERS = {
  'typescript-5.4': 'typescript@5.4.5',
  'typescript-5.9': 'typescript@5.9.3',
  'typescript-7.0': 'typescript@7.0.2',
}

let registry: Registry
let repository: string
let tarballs: readonly Tarball[]
let dryRun: Packed['dryRun']
/** The hash of the repository before the dry run. */
let before: string
/** The error of an interrupted publication. */
let refusal: string
let tools: Awaited<ReturnType<typeof consumerTools>>
let managers: ReturnType<typeof managersWith>
let npm: Installed
/** Variables with the server's URL and key. */
let account: Record<string, string>
let stopServer: () => Promise<void>

beforeAll(async () => {
  registry = await startRegistry()
  Object.assign(process.env, registry.env)
  repository = join(registry.folder, 'repository')
  before = await treeHash(ROOT)
  ;({ tarballs, dryRun } = await packedPackages(join(registry.folder, 'packed')))
  await prepareRelease(repository, tarballs)
  refusal = await publishUntilRefused(2)
  await publish(repository, registry.url)
  tools = await consumerTools()
  managers = managersWith({ yarn: tools.yarn, bun: '', deno: '' })
  const compilers = Object.entries(COMPILERS).map(([name, version]) => `${name}@npm:${version}`)
  npm = await install('npm', [...allNames(), ...compilers, '@types/node@22'])
  const server = await startServer()
  account = server.account
  stopServer = server.stop
}, 600_000)

afterAll(async () => {
  await stopServer?.()
  await registry.close()
})

test('a dry run prints what would be published, and changes nothing', async ({ skip }) => {
  if (dryRun === undefined) skip('pnpm release has packed the tarballs')
  expect(dryRun?.output).toContain('Nothing was changed, tested or published.')
  expect(await treeHash(ROOT)).toBe(before)
  for (const { name, version } of tarballs)
    expect(dryRun?.stdout).toMatch(new RegExp(`^${name} ${version} {2}[\\d.]+ kB packed, .*, \\d+ files$`, 'm'))
})

describe('a release', () => {
  test('that the registry rejects halfway says how to continue, and is resumed', async () => {
    expect(refusal).toMatch(/^publish @testsigma-tms\/[a-z]+ [\d.]+ fails:\n[\s\S]*refused by a test/)
    expect(refusal).toMatch(/To go on, run `pnpm release --publish` again\.$/)
  })

  test('is published once, as tested, and tagged', async () => {
    for (const { name, version, integrity } of tarballs) {
      const published = await fetch(`${registry.url}${name}/${version}`).then((response) => response.json())
      expect(published, name).toMatchObject({ dist: { integrity } })
    }
    await publish(repository, registry.url)
    const { stdout } = await command('git', ['tag', '-n'], repository)
    expect(stdout).toMatch(/^v\d+\.\d+\.\d+\s+The first release\./)
  }, 300_000)

  test('is rejected when a tarball or the tree has changed since', async () => {
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

describe.each(['npm', 'pnpm', 'yarn'])('installed with %s', (name) => {
  let installed: Installed
  beforeAll(async () => {
    installed = name === 'npm' ? npm : await install(name, allNames())
  }, 600_000)

  test('every entry point can be imported', async () => {
    expect(entries().length).toBeGreaterThan(10)
    const code = entries().map((entry) => `await import('${entry}')\n`)
    expect(await runIn(installed, name, 'imports.mjs', code.join(''))).toEqual({ code: 0, output: '', stdout: '' })
  }, 120_000)

  test('the client reads from the server', async () => {
    expect((await runIn(installed, name, 'users.mjs', PROGRAM)).output).toContain('jane.doe@example.com')
  }, 120_000)
})

test.for(['bun', 'deno'] as const)(
  'installed with %s, and run by it, the client reads from the server',
  {
    timeout: 600_000,
  },
  async (name, context) => {
    managers = managersWith({ ...tools, bun: '', deno: '', [name]: await needsRuntime(context, name) })
    const installed = await install(name, allNames())
    expect((await runIn(installed, name, 'users.mjs', PROGRAM)).output).toContain('jane.doe@example.com')
  },
)

describe('commands', () => {
  test('print their help and their version', async () => {
    const commands = tarballs.flatMap(({ manifest, version }) =>
      Object.keys((manifest.bin as object | undefined) ?? {}).map((name) => ({ name, version })),
    )
    expect(commands.length).toBeGreaterThan(2)
    for (const { name, version } of commands) {
      const help = await bin(name, ['--help'])
      expect(help, name).toMatchObject({ code: 0, stdout: expect.stringContaining('Usage') })
      expect(help.stdout, name).not.toMatch(/packages\/|pnpm (run )?\w+/)
      expect(await bin(name, ['--version']), name).toMatchObject({ code: 0, stdout: expect.stringContaining(version) })
    }
  }, 120_000)

  const initialize = {
    jsonrpc: '2.0',
    id: 1,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'a-test', version: '1' } },
  }

  test.each<[name: string, args: string[], expected: RegExp, input?: string]>([
    ['tms', ['users', 'list'], /jane\.doe@example\.com/],
    ['tms-drift', ['live', '--per-second', '100'], /live +drift +clean/],
    ['testsigma-tms-mcp', [], /"serverInfo":\{"name":"testsigma-tms/, `${JSON.stringify(initialize)}\n`],
  ])(
    'work: %s',
    async (name, args, expected, input) => {
      expect(await bin(name, args, input)).toMatchObject({ code: 0, stdout: expect.stringMatching(expected) })
    },
    120_000,
  )

  test.each([
    [['--docs', '.'], '--docs needs the package @fastify/static, which is not installed'],
    [['--database', 'postgres://127.0.0.1:1/tms'], '--database needs the package pg, which is not installed'],
  ])(
    'say which package an option needs: %j',
    async (args, message) => {
      const result = await bin('testsigma-tms-server', ['--port', '0', ...args])
      expect(result).toMatchObject({ code: 1, output: expect.stringContaining(message) })
    },
    120_000,
  )

  test.each(['node-20.19', 'node-22.16'] as const)(
    'and imports work on %s, or say what they need',
    async (node) => {
      const script = join(ROOT, 'scripts/consume.mjs')
      const { code, output } = await command(tools[node], [script, '--installed', npm.folder], npm.folder)
      expect({ code, output }).toMatchObject({ code: 0 })
      expect(output).toContain(node === 'node-20.19' ? 'refuses, as engines says' : '@testsigma-tms/server')
    },
    120_000,
  )
})

describe('the packages installed with npm', () => {
  testReadmes(() => ({ folder: npm.folder, account }))
})

// Types do not depend on the package manager, so one is enough.
describe('types', () => {
  const resolutions = ['bundler', 'nodenext']
  const combinations = Object.keys(COMPILERS).flatMap((compiler) =>
    resolutions.map((resolution) => ({ compiler, resolution })),
  )
  test.concurrent.each(combinations)(
    'compile with $compiler as $resolution',
    async ({ compiler, resolution }) => {
      const imports = entries().map(
        (entry, index) => `import type * as e${index} from '${entry}'\nexport type { e${index} }\n`,
      )
      writeFileSync(join(npm.folder, 'types.mts'), imports.join(''))
      const lib = compiler === 'typescript-5.4' ? 'esnext' : 'es2024'
      const module = resolution === 'bundler' ? 'esnext' : 'nodenext'
      const strict = ['--noEmit', '--strict', '--skipLibCheck', 'false', '--types', 'node']
      const target = ['--target', 'es2022', '--lib', `${lib},dom,dom.iterable`, '--module', module]
      const tsc = join(npm.folder, 'node_modules', compiler, 'bin/tsc')
      const args = [tsc, ...strict, ...target, '--moduleResolution', resolution, 'types.mts']
      expect(await command(process.execPath, args, npm.folder)).toMatchObject({ code: 0, output: '' })
    },
    300_000,
  )
})

describe.each(publishedPackages(ROOT).map(({ manifest }) => manifest.name))('%s', (name) => {
  const tarball = () => tarballs.find((each) => each.name === name) as Tarball

  test('has no problems according to publint and attw', async () => {
    expect(await publintProblems(tarball())).toEqual([])
    expect(await typeProblems(tarball())).toEqual([])
  }, 120_000)

  test('has the reviewed files, and is within its size limit', async () => {
    await expect(contentsOf(tarball())).toMatchFileSnapshot(`contents/${name.split('/')[1]}.txt`)
    const { 'CHANGELOG.md': _, ...sizes } = tarball().sizes
    expect(unpackedSize({ sizes })).toBeLessThanOrEqual((MOST_KILOBYTES[name] ?? 0) * 1000)
  })
})

/** Publishes to a registry that rejects further packages after a given number. @returns the error message */
async function publishUntilRefused(accepted: number): Promise<string> {
  const refusing = await startRefusing(registry, accepted)
  try {
    return await publish(repository, refusing.url).then(
      () => 'It was published',
      (error: Error) => error.message,
    )
  } finally {
    refusing.close()
  }
}

/** Installs packages with a package manager in a new folder. */
function install(name: string, packages: readonly string[]): Promise<Installed> {
  const manager = managers[name]
  if (manager === undefined) throw new Error(`There is no package manager ${name}`)
  return installWith(manager, registry, join(registry.folder, name), packages)
}

/** Runs a program in a folder of installed packages, as the package manager does. */
async function runIn({ folder, env }: Installed, name: string, file: string, code: string): Promise<Result> {
  writeFileSync(join(folder, file), code)
  const [program, args] = managers[name]?.run(file) ?? ['', []]
  return command(program, args, folder, { ...env, ...account })
}

function bin(name: string, args: readonly string[], input = ''): Promise<Result> {
  const program = join(npm.folder, 'node_modules/.bin', name)
  return command(program, args, npm.folder, { ...npm.env, ...account }, input)
}

/** Starts the server that npm has installed. @returns variables for its clients */
async function startServer(): Promise<{ account: Record<string, string>; stop: () => Promise<void> }> {
  const program = join(npm.folder, 'node_modules/.bin/testsigma-tms-server')
  const child = start(program, ['--port', '0', '--api-key', 'a-key'], {
    cwd: npm.folder,
    env: npm.env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (child.stdout === null) throw new Error('The server has no stdout')
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The server ended with ${code}`)
  })
  const [line] = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended])
  ended.catch(() => undefined)
  const [, url = ''] = /^API +(\S+)$/.exec(line) ?? []
  return {
    account: { TESTSIGMA_BASE_URL: url, TESTSIGMA_API_KEY: 'a-key' },
    async stop() {
      child.kill()
      await once(child, 'exit')
    },
  }
}

function allNames(): string[] {
  return tarballs.map(({ name, version }) => `${name}@${version}`)
}

/** Entry points that can be imported, except those that need another program. */
function entries(): string[] {
  const all = tarballs.flatMap(entriesOf)
  return all.filter((entry) => !/\.(json|yaml)$/.test(entry) && !entry.startsWith('@testsigma-tms/reporters/'))
}

/** Typical imports of users for each package. */
function entriesOf({ name, manifest }: Tarball): string[] {
  const keys = Object.keys((manifest.exports as object | undefined) ?? {})
  return keys.filter((key) => key !== './package.json').map((key) => name + key.slice(1))
}
