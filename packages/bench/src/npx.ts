/**
 * How long `npx @testsigma-tms/server` takes to its first response, and what it installs. The packages are published to
 * a local registry, which fetches all other packages from npm.
 *
 * Usage: node src/npx.ts <folder with the tarballs that `pnpm release --dry-run --out <folder>` has written>
 */
import { once } from 'node:events'
import { globSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { publishedPackages } from '../../../scripts/packages.ts'
import { step } from '../../../scripts/release/step.ts'
import { inOrder } from '../../../scripts/release/steps.ts'
import { readTarball } from '../../../scripts/release/tarball.ts'
import { ROOT, start } from '../../../scripts/run.ts'
import { startRegistry } from '../../../scripts/test/soak/registry.ts'

const SERVER = '@testsigma-tms/server'

const registry = await startRegistry()
Object.assign(process.env, registry.env)
try {
  const folder = process.argv[2]
  if (folder === undefined) throw new Error('Expected a folder with tarballs: pnpm release --dry-run --out <folder>')
  const tarballs = await Promise.all(globSync(join(resolve(folder), '*.tgz')).map(readTarball))
  const needed = neededFor(SERVER)
  const files = tarballs.filter(({ name }) => needed.has(name)).map(({ file }) => file)
  for (const file of files)
    await step(ROOT, `publish ${basename(file)}`, 'npm', ['publish', file, cacheOption('publisher')])
  const rows = [
    ['npx, empty cache of npm and of the registry', await timeNpx('first')],
    ['npx, empty cache of npm', await timeNpx('second')],
    ['npx again', await timeNpx('second')],
    ['npm install of the tarballs, empty cache of npm', await timeInstall('third', files)],
  ] as const
  console.log('| | seconds to the first response | packages | MB |\n|---|---|---|---|')
  for (const [what, { seconds, packages, megabytes }] of rows)
    console.log(`| ${what} | ${seconds.toFixed(1)} | ${packages} | ${megabytes.toFixed(1)} |`)
} finally {
  await registry.close()
}

interface Measured {
  readonly seconds: number
  readonly packages: number
  readonly megabytes: number
}

async function timeNpx(cache: string): Promise<Measured> {
  const folder = emptyFolder(`npx-${cache}`)
  const seconds = await timeServer('npx', ['-y', cacheOption(cache), SERVER], folder)
  return { seconds, ...installedIn(join(registry.folder, 'caches', cache, '_npx')) }
}

async function timeInstall(cache: string, files: readonly string[]): Promise<Measured> {
  const folder = emptyFolder(`install-${cache}`)
  const started = performance.now()
  const quiet = ['--no-audit', '--no-fund', cacheOption(cache)]
  await step(ROOT, 'npm install', 'npm', ['install', ...quiet, ...files], folder)
  const installed = (performance.now() - started) / 1000
  const seconds = await timeServer(join(folder, 'node_modules/.bin/testsigma-tms-server'), [], folder)
  return { seconds: installed + seconds, ...installedIn(folder) }
}

/** Seconds from the start of a command that runs the server to the server's first response. */
async function timeServer(command: string, args: readonly string[], folder: string): Promise<number> {
  const started = performance.now()
  const server = start(command, [...args, '--port', '0'], {
    cwd: folder,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (server.stdout === null || server.pid === undefined) throw new Error(`${command} could not be started`)
  const ended = once(server, 'exit').then(([code]) => Promise.reject(new Error(`${command} ended with ${code}`)))
  const [line] = await Promise.race([once(createInterface({ input: server.stdout }), 'line'), ended])
  const [, url] = /^API +(\S+)$/.exec(line) ?? []
  const { status } = await fetch(`${url}/users`)
  const seconds = (performance.now() - started) / 1000
  ended.catch(() => undefined)
  process.kill(-server.pid)
  await once(server, 'close')
  if (status !== 401) throw new Error(`Expected 401 without a key, got ${status}`)
  return seconds
}

/** Number and size of the packages that are installed in a folder. */
function installedIn(folder: string): Omit<Measured, 'seconds'> {
  const manifests = globSync('**/node_modules/{*,@*/*}/package.json', { cwd: folder })
  const files = globSync('**/node_modules/**', { cwd: folder, withFileTypes: true })
  const bytes = files
    .filter((file) => file.isFile())
    .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0)
  return { packages: manifests.length, megabytes: bytes / 1e6 }
}

/** One of our packages, and those of our packages that it depends on. */
function neededFor(name: string): Set<string> {
  const names = new Set([name])
  for (const { manifest } of inOrder(publishedPackages(ROOT)).reverse())
    if (names.has(manifest.name))
      for (const dependency of Object.keys(manifest.dependencies ?? {})) names.add(dependency)
  return names
}

/** A separate cache for npm, empty on first use. */
function cacheOption(cache: string): string {
  return `--cache=${join(registry.folder, 'caches', cache)}`
}

function emptyFolder(name: string): string {
  const folder = join(registry.folder, name)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), '{ "private": true }')
  return folder
}
