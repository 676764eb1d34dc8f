import { execFile } from 'node:child_process'
import { cp, mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { entry, har } from './hars.ts'
import { runDrift, temporaryFile, temporaryFolder } from './run-drift.ts'
import { KEY, startApi } from './servers.ts'

const ROOT = resolve(import.meta.dirname, '../../..')
const run = promisify(execFile)

it('works from its packed tarball, in a folder that is no repository', async () => {
  const home = await temporaryFolder()
  for (const folder of ['spec', 'packages/client', 'packages/drift']) await install(folder, home)
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

/** Builds and packs a package of the workspace, and unpacks it where npm would; what it needs besides is linked. */
async function install(folder: string, home: string): Promise<void> {
  const source = resolve(ROOT, folder)
  const path = [source, ROOT].map((place) => join(place, 'node_modules/.bin')).join(':')
  const env = { ...process.env, PATH: `${path}:${process.env.PATH}` }
  const { scripts } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'))
  await run('sh', ['-c', scripts.build], { cwd: source, env })
  const packed = await temporaryFolder()
  await run('npx', ['-y', 'pnpm@12', 'pack', '--pack-destination', packed], { cwd: source, env })
  const [tarball = ''] = await readdir(packed)
  await run('tar', ['-xzf', tarball], { cwd: packed })

  const unpacked = join(packed, 'package')
  const { name, dependencies = {} } = JSON.parse(await readFile(join(unpacked, 'package.json'), 'utf8'))
  const target = join(home, 'node_modules', name)
  await cp(unpacked, target, { recursive: true })
  for (const dependency of Object.keys(dependencies)) {
    if (!dependency.startsWith('@testsigma-tms/')) await link(source, dependency, home)
  }
  await writeFile(join(home, 'package.json'), '{"type":"module"}')
}

async function link(source: string, dependency: string, home: string): Promise<void> {
  const target = join(home, 'node_modules', dependency)
  await mkdir(dirname(target), { recursive: true })
  await symlink(join(source, 'node_modules', dependency), target).catch((error) => {
    if (error.code !== 'EEXIST') throw error
  })
}
