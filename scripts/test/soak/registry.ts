import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { run } from '../../run.ts'

/** A registry on this machine: ours are published to it, everything else comes through it. */
export interface Registry {
  readonly url: string
  /** A folder for whatever uses the registry; it goes with it. */
  readonly folder: string
  /** Makes npm, pnpm and others use the registry, with a cache of their own. */
  readonly env: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** How long the registry may take to answer, on a busy machine. */
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
  await untilItAnswers(child, url)
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

/** A setting of npm on this machine; empty where it has none. */
async function setting(name: string): Promise<string> {
  const { stdout } = await run('npm', ['config', 'get', name])
  return stdout.trim().replace(/^(null|undefined)$/, '')
}

/** Nothing of our scope comes from elsewhere, so what is found there was published here. */
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

async function untilItAnswers(child: ChildProcess, url: string): Promise<void> {
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
