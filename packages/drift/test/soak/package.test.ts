import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, readFile, symlink } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { entry, har } from '../hars.ts'
import { runDrift, temporaryFile, temporaryFolder } from '../run-drift.ts'
import { KEY, startApi } from '../servers.ts'

const ROOT = resolve(import.meta.dirname, '../../../..')
const run = promisify(execFile)

/** The pnpm that runs these tests, if any: parallel npx processes that download the same package can deadlock. */
const running = process.env.npm_execpath?.match(/pnpm$/) ? process.env.npm_execpath : undefined
const [pnpm, ...pnpmArguments] = running ? [running] : (['npx', '-y', 'pnpm@12'] as const)

const PACKAGES = { spec: 'spec', client: 'packages/client', drift: 'packages/drift' }

it('works from its packed tarball, outside a repository', { timeout: 120_000 }, async () => {
  const home = await temporaryFolder()
  await Promise.all(Object.values(PACKAGES).map(build))
  const packed = await pack()
  for (const [name, folder] of Object.entries(PACKAGES)) await install(join(packed, name), folder, home)
  const manifest = JSON.parse(await readFile(join(home, 'node_modules/@testsigma-tms/drift/package.json'), 'utf8'))
  const cli = resolve(home, 'node_modules/@testsigma-tms/drift', manifest.bin['tms-drift'])
  const recorded = await temporaryFile('recorded.har', har(entry(), entry({ status: 418 })))

  const traffic = await runDrift(['traffic', recorded], {}, cli)
  const api = await startApi()
  const live = await runDrift(['live', '--base-url', api, '--per-second', '1000'], { TESTSIGMA_API_KEY: KEY }, cli)

  expect(traffic.stdout).toMatch(/^GET \/labels 418 \(.*@testsigma-tms\/spec\/dist\/openapi\.yaml:\d+\)/m)
  expect(traffic.code).toBe(1)
  expect(live.stdout).toMatch(/^live +drift +clean /m)
  expect(live.code).toBe(0)
})

async function build(folder: string): Promise<void> {
  const cwd = resolve(ROOT, folder)
  const path = [cwd, ROOT].map((place) => join(place, 'node_modules/.bin')).join(':')
  const { scripts } = JSON.parse(await readFile(join(cwd, 'package.json'), 'utf8'))
  await run('sh', ['-c', scripts.build], { cwd, env: { ...process.env, PATH: `${path}:${process.env.PATH}` } })
}

/** Packs the packages, and returns a folder with the content of each. */
async function pack(): Promise<string> {
  const packed = await temporaryFolder()
  const filters = Object.keys(PACKAGES).flatMap((name) => ['--filter', `@testsigma-tms/${name}`])
  await run(pnpm, [...pnpmArguments, ...filters, 'pack', '--pack-destination', packed], { cwd: ROOT })
  for (const tarball of await readdir(packed)) {
    const name = /^testsigma-tms-(\w+)-/.exec(tarball)?.[1] ?? ''
    await mkdir(join(packed, name))
    await run('tar', ['-xzf', tarball, '--strip-components=1', '-C', name], { cwd: packed })
  }
  return packed
}

/** Installs an unpacked package as npm would, with its dependencies as links. */
async function install(unpacked: string, folder: string, home: string): Promise<void> {
  const { name, dependencies = {} } = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'))
  await cp(unpacked, join(home, 'node_modules', name), { recursive: true })
  for (const dependency of Object.keys(dependencies)) {
    if (!dependency.startsWith('@testsigma-tms/')) await link(resolve(ROOT, folder), dependency, home)
  }
}

async function link(source: string, dependency: string, home: string): Promise<void> {
  const target = join(home, 'node_modules', dependency)
  await mkdir(dirname(target), { recursive: true })
  await symlink(join(source, 'node_modules', dependency), target).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
}
