import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A server in a process of its own. */
export interface Contender {
  name: string
  /** Base URL of the API. */
  baseUrl: string
  process: ChildProcess
  stop: () => Promise<void>
}

const contract = fileURLToPath(import.meta.resolve('@testsigma-tms/spec/openapi.json'))
const server = fileURLToPath(new URL('../../../server/src/cli.ts', import.meta.url))

export const apiKey = 'measured'

export function startOurs(name: string, data: string, ...options: string[]): Promise<Contender> {
  return startServerOf(server, name, data, ...options)
}

/** @param command the `cli.ts` of this checkout or of another one */
export async function startServerOf(command: string, name: string, data: string, ...options: string[]) {
  const port = await freePort()
  const args = [command, '--port', `${port}`, '--data', data, '--api-key', apiKey, ...options]
  return run(name, `http://127.0.0.1:${port}/api/v1`, process.execPath, args)
}

export async function startPrism(bin: string): Promise<Contender> {
  const port = await freePort()
  const args = ['mock', '-p', `${port}`, '--verboseLevel', 'silent', contract]
  return run('Prism', `http://127.0.0.1:${port}`, resolve(bin, 'prism'), args)
}

export async function startSteady(bin: string): Promise<Contender> {
  const port = await freePort()
  const args = ['-q', '--host', '127.0.0.1', '-p', `${port}`, contract]
  return run('Steady', `http://127.0.0.1:${port}`, resolve(bin, 'steady'), args)
}

/** A server that always sends the same bytes, without any checks. */
export async function startBare(response: string): Promise<Contender> {
  const port = await freePort()
  const args = [resolve(import.meta.dirname, 'bare.ts'), `${port}`, response]
  return run('bare Fastify', `http://127.0.0.1:${port}`, process.execPath, args)
}

/** Processor time so far, in microseconds. Unlike a rate, it hardly depends on other programs on the machine. */
export async function processorTime({ process: { pid } }: Contender): Promise<number> {
  return (await ticksOf(`${pid}`)) * 10_000
}

/** Includes child processes, because some commands only start another program. */
async function ticksOf(pid: string): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ').at(-1)?.split(' ') ?? []
  const children = (await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8')).split(' ').filter((id) => id !== '')
  const ofChildren = await Promise.all(children.map(ticksOf))
  return ofChildren.reduce((sum, ticks) => sum + ticks, Number(fields[11]) + Number(fields[12]))
}

/** Resident memory, in MB. */
export async function memoryOf({ process: { pid } }: Contender): Promise<number> {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8')) ?? []
  return (Number(kilobytes) * 1024) / 1e6
}

/** This server with these options, and a bare Fastify server with its limits, both with a probe: see `probe.ts`. */
export async function startProbed(...options: string[]): Promise<{ ours: Contender; bare: Contender }> {
  const [port, barePort] = [await freePort(), await freePort()]
  const probe = ['--import', new URL('../worst/probe.ts', import.meta.url).href]
  const args = [...probe, server, '--port', `${port}`, '--api-key', apiKey, ...options]
  const bareArgs = [...probe, resolve(import.meta.dirname, '../worst/bare.ts'), `${barePort}`]
  return {
    ours: await run('this server', `http://127.0.0.1:${port}/api/v1`, process.execPath, args, 'ipc'),
    bare: await run('bare Fastify', `http://127.0.0.1:${barePort}/api/v1`, process.execPath, bareArgs, 'ipc'),
  }
}

async function run(
  name: string,
  baseUrl: string,
  command: string,
  args: string[],
  channel: 'ipc' | 'ignore' = 'ignore',
): Promise<Contender> {
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit', channel] })
  const stop = async () => {
    child.kill('SIGTERM')
    if (child.exitCode === null) await once(child, 'exit')
  }
  const contender = { name, baseUrl, process: child, stop }
  await untilItResponds(contender)
  return contender
}

/** Waits for the first response, whatever its status. */
async function untilItResponds({ name, baseUrl, process: child }: Contender): Promise<void> {
  for (const start = performance.now(); performance.now() - start < 60_000; ) {
    const response = await fetch(`${baseUrl}/users`).catch(() => undefined)
    if (response) return void (await response.arrayBuffer())
    if (child.exitCode !== null) throw new Error(`${name} ended with exit code ${child.exitCode}`)
    await new Promise((waited) => setTimeout(waited, 5))
  }
  throw new Error(`${name} did not respond at ${baseUrl} within a minute`)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  await new Promise((closed) => probe.close(closed))
  return port
}
