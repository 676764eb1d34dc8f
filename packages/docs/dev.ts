/**
 * Serves the site while it is worked on: pages follow changes of the contract, the guides and the components.
 *
 * Usage: node dev.ts [--port <number>]      default: 4321
 */
import { execFile } from 'node:child_process'
import { watch } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'

// Before Astro is loaded, which reads it then.
process.env.ASTRO_TELEMETRY_DISABLED = '1'

const { values } = parseArgs({ options: { port: { type: 'string', default: '4321' } } })
const spec = dirname(fileURLToPath(import.meta.resolve('@testsigma-tms/spec/package.json')))

const { dev } = await import('astro')
const server = await dev({
  configFile: 'astro.config.ts',
  root: import.meta.dirname,
  server: { port: Number(values.port) },
})
process.stdout.write(`Docs  http://localhost:${server.address.port}/\n`)

let waiting: NodeJS.Timeout | undefined
for await (const { filename } of watch(spec, { recursive: true })) {
  if (!/^(openapi\.yaml|(resources|shared)\/.*\.yaml)$/.test(filename ?? '')) continue
  // An editor may write a file in several steps.
  clearTimeout(waiting)
  waiting = setTimeout(bundle, 50)
}

/** Astro sees the bundle change, and reloads the pages. */
async function bundle(): Promise<void> {
  const folder = join(spec, 'node_modules/.bin')
  await promisify(execFile)(process.execPath, ['bundle.ts'], {
    cwd: spec,
    env: { ...process.env, PATH: `${folder}:${process.env.PATH}` },
  }).catch(({ stderr, message }) => console.error(stderr || message))
}
