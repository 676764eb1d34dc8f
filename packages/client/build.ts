/**
 * Compiles the client into dist. The declarations take the contract's types along, so that the published package
 * depends on openapi-fetch alone.
 */
import { execFileSync } from 'node:child_process'
import { copyFile, glob, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const TYPES = '@testsigma-tms/types'
const output = resolve(import.meta.dirname, 'dist')
const copiedTypes = resolve(output, 'generated/openapi.d.ts')

await rm(output, { recursive: true, force: true })
execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: import.meta.dirname, stdio: 'inherit' })

const typesSource = resolve(dirname(fileURLToPath(import.meta.resolve(TYPES))), 'generated/openapi.ts')
await copyFile(typesSource, copiedTypes)
for await (const file of glob(resolve(output, '**/*.d.ts'))) {
  const text = await readFile(file, 'utf8')
  const path = relative(dirname(file), copiedTypes).replace('.d.ts', '.js')
  await writeFile(file, text.replaceAll(`'${TYPES}'`, `'${path.startsWith('.') ? path : `./${path}`}'`))
}
