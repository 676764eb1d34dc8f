/**
 * Serves the site while it is worked on: pages follow changes of the contract, the guides and the components.
 *
 * Usage: node dev.ts [--port <number>]      default: 4321
 */
import { execFile } from 'node:child_process'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'

// Before Astro is loaded, which reads them then. It reloads no page in other environments.
process.env.ASTRO_TELEMETRY_DISABLED = '1'
process.env.NODE_ENV = 'development'

const { values } = parseArgs({ options: { port: { type: 'string', default: '4321' } } })
const spec = dirname(fileURLToPath(import.meta.resolve('@testsigma-tms/spec/package.json')))

const { dev } = await import('astro')
const server = await dev({
  configFile: 'astro.config.ts',
  root: import.meta.dirname,
  server: { port: Number(values.port) },
})
process.stdout.write(`Docs  http://localhost:${server.address.port}/\n`)

// Astro's own watcher, since Node's loses files that an editor replaces.
server.watcher.add([join(spec, 'openapi.yaml'), join(spec, 'resources'), join(spec, 'shared')])
let changes = 0
server.watcher.on('all', (_event, path) => {
  if (path.startsWith(spec) && path.endsWith('.yaml') && !path.startsWith(join(spec, 'dist'))) void bundle()
})

/** Astro sees the bundle change, and reloads the pages. One at a time; what changes meanwhile is bundled afterwards. */
async function bundle(): Promise<void> {
  changes += 1
  if (changes > 1) return
  try {
    // The pages are made from JSON, and need not wait for the file that is only offered.
    for (const format of ['json', 'yaml']) {
      await promisify(execFile)(process.execPath, ['bundle.ts', '--format', format], {
        cwd: spec,
        env: { ...process.env, PATH: `${join(spec, 'node_modules/.bin')}:${process.env.PATH}` },
      })
    }
  } catch (error) {
    const { stderr, message } = error as { stderr?: string; message: string }
    console.error(stderr || message)
  }
  const again = changes > 1
  changes = 0
  if (again) await bundle()
}
