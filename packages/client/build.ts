/**
 * Builds what is published: few JavaScript files, because every file that has to be found costs time at start, and
 * declarations that take the contract's types along, so that the package depends on openapi-fetch alone.
 */
import { execFileSync } from 'node:child_process'
import { copyFile, glob, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const TYPES = '@testsigma-tms/types'
const here = import.meta.dirname
const output = resolve(here, 'dist')
const copiedTypes = resolve(output, 'generated/openapi.d.ts')

await rm(output, { recursive: true, force: true })

const input = { index: 'src/index.ts', 'helpers/index': 'src/helpers/index.ts', http: 'src/http.ts' }
const bundle = await rolldown({ cwd: here, input, external: ['openapi-fetch'], platform: 'neutral' })
await bundle.write({ dir: output, chunkFileNames: 'shared.js', sourcemap: true })

execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: here, stdio: 'inherit' })
const typesSource = resolve(dirname(fileURLToPath(import.meta.resolve(TYPES))), 'generated/openapi.ts')
await copyFile(typesSource, copiedTypes)
for await (const file of glob(resolve(output, '**/*.d.ts'))) {
  const text = await readFile(file, 'utf8')
  const path = relative(dirname(file), copiedTypes).replace('.d.ts', '.js')
  await writeFile(file, text.replaceAll(`'${TYPES}'`, `'${path.startsWith('.') ? path : `./${path}`}'`))
}
