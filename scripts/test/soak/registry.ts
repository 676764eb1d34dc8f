import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../../run.ts'

/** A local registry: our packages are published to it, all others are fetched through it. */
export interface Registry {
  readonly url: string
  /** Folder for data of the registry's users; it is removed with the registry. */
  readonly folder: string
  /** Variables that make npm, pnpm and others use the registry, each with a separate cache. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** Longest wait for the first response of the registry, in milliseconds, for a busy machine. */
const PATIENCE = 120_000

export async function startRegistry(): Promise<Registry> {
  const folder = mkdtempSync(join(tmpdir(), 'tms-registry-'))
  const [uplink, cafile] = await Promise.all(['registry', 'cafile'].map(setting))
  const port = await freePort()
  const url = `http://127.0.0.1:${port}/`
  writeFileSync(join(folder, 'config.yaml'), configuration(folder, uplink ?? ''))
  const userconfig = join(folder, '.npmrc')
  writeFileSync(userconfig, `registry=${url}\n//127.0.0.1:${port}/:_authToken=nobody\n`)
  const child = spawn(
    process.execPath,
    [
      fileURLToPath(new URL('bin/verdaccio', import.meta.resolve('verdaccio/package.json'))),
      '-c',
      'config.yaml',
      '-l',
      `127.0.0.1:${port}`,
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, ...(cafile ? { NODE_EXTRA_CA_CERTS: cafile } : {}) },
    },
  )
  await untilItResponds(child, url)
  return {
    url,
    folder,
    env: { npm_config_userconfig: userconfig, npm_config_registry: url, npm_config_cache: join(folder, 'cache') },
    async close() {
      child.kill()
      await once(child, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A setting of npm on this machine; empty if it has none. */
async function setting(name: string): Promise<string> {
  const { stdout } = await run('npm', ['config', 'get', name])
  return stdout.trim().replace(/^(null|undefined)$/, '')
}

/** Packages of our scope are never fetched from elsewhere, so a package that is found was published here. */
function configuration(folder: string, uplink: string): string {
  mkdirSync(join(folder, 'storage'))
  return `storage: ./storage
auth:
  htpasswd:
    file: ./htpasswd
uplinks:
  npm:
    url: ${uplink}
    timeout: 60s
    max_fails: 100
packages:
  '@testsigma-tms/*':
    access: $all
    publish: $all
  '**':
    access: $all
    proxy: npm
max_body_size: 50mb
log: { type: stdout, format: pretty, level: error }
`
}

async function untilItResponds(child: ChildProcess, url: string): Promise<void> {
  const end = Date.now() + PATIENCE
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`The registry ended with ${child.exitCode}`)
    const isUp = await fetch(`${url}-/ping`).then(
      ({ ok }) => ok,
      () => false,
    )
    if (isUp) return
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  throw new Error(`The registry at ${url} does not answer`)
}

async function freePort(): Promise<number> {
  const socket = createServer().listen(0, '127.0.0.1')
  await once(socket, 'listening')
  const { port } = socket.address() as AddressInfo
  socket.close()
  return port
}
