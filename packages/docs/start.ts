/**
 * Starts the local server at once, and builds the docs beside it; the server shows them when they are there.
 *
 * Usage: node start.ts [options of the server]
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

// The server reads the bundle, so that comes first.
const stale = await outputOf(turbo('run', 'generate', '--filter=@testsigma-tms/spec'))
if (stale.code !== 0) {
  console.error(stale.output)
  process.exit(1)
}

const building = turbo('run', 'build', '--filter=@testsigma-tms/docs')
const server = spawn(
  process.execPath,
  [serverCommand(), '--docs', resolve(import.meta.dirname, 'dist'), ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
)
// Ctrl-C reaches the server too, which then finishes what it is doing.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => {
  building.kill()
  process.exitCode = code ?? (signal ? 1 : 0)
})

const built = await outputOf(building)
if (server.exitCode === null && built.code !== 0) console.error(`The docs could not be built:\n${built.output}`)

function turbo(...args: string[]): ChildProcess {
  return spawn('turbo', [...args, '--output-logs=errors-only'], {
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

async function outputOf(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  const parts: Buffer[] = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part: Buffer) => parts.push(part))
  const code = await new Promise<number | null>((resolve, reject) => child.on('close', resolve).on('error', reject))
  return { code, output: Buffer.concat(parts).toString() }
}

function serverCommand(): string {
  const manifest = fileURLToPath(import.meta.resolve('@testsigma-tms/server/package.json'))
  return join(dirname(manifest), JSON.parse(readFileSync(manifest, 'utf8')).bin['testsigma-tms-server'])
}
