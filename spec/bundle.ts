/**
 * Bundles the contract's files into one document, as YAML and as JSON.
 *
 * Usage: node bundle.ts [--out <folder>] [--format yaml|json]      default: dist, both
 */
import { execFile } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { REDOCLY, REDOCLY_ENV } from './redocly.ts'

const { values } = parseArgs({
  options: { out: { type: 'string', default: 'dist' }, format: { type: 'string', multiple: true } },
})
const outputFolder = resolve(values.out)

async function bundle(extension: string): Promise<void> {
  const output = resolve(outputFolder, `openapi.${extension}`)
  await promisify(execFile)(
    process.execPath,
    // Without this, the bundle would number files of the same name, and so the types of users.
    [REDOCLY, 'bundle', 'tms', '--output', output, '--component-renaming-conflicts-severity', 'error'],
    { cwd: import.meta.dirname, env: REDOCLY_ENV },
  )
}

try {
  await Promise.all((values.format ?? ['yaml', 'json']).map(bundle))
} catch (error) {
  console.error((error as { stderr?: string }).stderr || error)
  process.exitCode = 1
}
