/**
 * Watch mode: a change of the contract updates types, client, command line, docs and a restarted local server.
 *
 * Usage: node scripts/dev.ts [--docs-port <number>] [--no-docs] [options of the server]
 */
import type { ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import chokidar from 'chokidar'
import { coalesce } from './dev/coalesce.ts'
import { bundle, findGenerators, generate } from './dev/generators.ts'
import { LocalServer } from './dev/local-server.ts'
import { readOptions, USAGE } from './dev/options.ts'
import { ROOT, run, start } from './run.ts'

/** Watched paths, relative to the root, and what they belong to. */
const WATCHED: Readonly<Record<string, 'contract' | 'server'>> = {
  'spec/openapi.yaml': 'contract',
  'spec/resources': 'contract',
  'spec/shared': 'contract',
  'packages/server/src': 'server',
  'packages/junit/src': 'server',
}

const options = readOptions(process.argv.slice(2))
if (options.help) {
  console.log(USAGE)
  process.exit()
}

const stale = await run('turbo', ['run', 'generate', '--output-logs=errors-only'])
// Continues with an invalid contract, so that it can be fixed while watching.
if (stale.code !== 0) console.error(stale.output)

const generators = findGenerators()
const server = new LocalServer(options.server)
const docs = options.docsPort === undefined ? undefined : startDocs(options.docsPort)
await server.restart()

const follow = coalesce<'contract' | 'server'>(async (changed) => {
  const started = performance.now()
  const seconds = () => `${((performance.now() - started) / 1000).toFixed(1)} s`
  try {
    if (changed.has('contract')) await bundle()
    await Promise.all([server.restart(), ...(changed.has('contract') ? generators.map(generate) : [])])
    const followers = changed.has('contract') ? [...generators.map(({ name }) => name), 'server'] : ['server']
    console.log(`${[...changed].join(' and ')} changed; ${followers.join(', ')} followed in ${seconds()}`)
  } catch (error) {
    console.error((error as Error).message)
  }
})

const watcher = chokidar.watch(
  Object.keys(WATCHED).map((path) => join(ROOT, path)),
  { ignoreInitial: true },
)
watcher.on('all', (_event, file) => {
  const place = Object.keys(WATCHED).find((path) => file.startsWith(join(ROOT, path)))
  if (place !== undefined && /\.(yaml|ts)$/.test(file)) void follow(WATCHED[place] ?? 'contract')
})
watcher.on('ready', () => console.log('Watching the contract and the server. Ctrl-C stops everything.'))

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    docs?.kill()
    await Promise.all([watcher.close(), server.stop()])
    process.exit()
  })
}

/** Astro reloads open pages when the bundle, a guide or a component changes. */
function startDocs(port: string): ChildProcess {
  return start('astro', ['dev', '--port', port], {
    cwd: join(ROOT, 'packages/docs'),
    env: { NODE_ENV: 'development' },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
}
