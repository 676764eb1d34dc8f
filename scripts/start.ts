/**
 * Starts the local server immediately, and builds the docs in parallel; the server serves them when they are ready.
 *
 * Usage: node scripts/start.ts [options of the server]
 */
import { existsSync } from 'node:fs'
import { join, relative } from 'node:path'
import { ROOT, resultOf, run, serverCommand, start } from './run.ts'

const turbo = ['run', '--output-logs=errors-only']

// The server reads the bundle, so it is generated first.
const bundled = await run('turbo', [...turbo, 'generate', '--filter=@testsigma-tms/spec'])
if (bundled.code !== 0) {
  console.error(bundled.output)
  process.exit(1)
}

const building = start('turbo', [...turbo, 'build', '--filter=@testsigma-tms/docs'], {
  stdio: ['ignore', 'pipe', 'pipe'],
})
const docs = relative(process.cwd(), join(ROOT, 'packages/docs/dist'))
const isFirst = !existsSync(docs)
if (isFirst)
  console.error('The docs are being built, which takes about half a minute. The server does not wait for them.\n')
const server = start(process.execPath, [serverCommand(), '--docs', docs, ...process.argv.slice(2)], {
  cwd: process.cwd(),
  stdio: 'inherit',
})
// Ctrl-C also signals the server, which then finishes pending requests.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => server.kill(signal))
server.on('exit', (code, signal) => {
  building.kill()
  process.exitCode = code ?? (signal ? 1 : 0)
})

const built = await resultOf(building)
if (server.exitCode === null && built.code !== 0) console.error(`The docs could not be built:\n${built.output}`)
else if (server.exitCode === null && isFirst) console.error('The docs are ready, at the address after "Docs".')
