/**
 * Builds what is published: few JavaScript files, because every file that has to be found costs time at start, and
 * declarations that take the contract's types along, so that the package depends on openapi-fetch alone.
 *
 * All of it exists as ES modules, and again as CommonJS in `cjs/`. In Node, `import` and `require()` lead to the same
 * CommonJS files, so that there is one queue and one class for each error, whoever loads the client how.
 */
import { execFileSync } from 'node:child_process'
import { copyFile, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
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
const shared = { groups: [{ name: 'shared', minShareCount: 2 }] }
const files = { chunkFileNames: '[name].js', entryFileNames: '[name].js', codeSplitting: shared, sourcemap: true }
await bundle.write({ ...files, dir: output })
const { output: commonJs } = await bundle.write({ ...files, dir: resolve(output, 'cjs'), format: 'cjs' })
await writeFile(resolve(output, 'cjs/package.json'), '{ "type": "commonjs" }\n')
for (const chunk of commonJs) {
  if (chunk.type !== 'chunk' || !chunk.isEntry) continue
  const { name, exports } = chunk
  const file = resolve(output, 'node', `${name}.js`)
  await mkdir(dirname(file), { recursive: true })
  const target = relative(dirname(file), resolve(output, 'cjs', `${name}.js`))
  await writeFile(file, `export { ${exports.join(', ')} } from '${target}'\n`)
}

execFileSync('tsc', ['-p', 'tsconfig.build.json'], { cwd: here, stdio: 'inherit' })
const typesSource = resolve(dirname(fileURLToPath(import.meta.resolve(TYPES))), 'generated/openapi.ts')
await copyFile(typesSource, copiedTypes)
// Listed first, as what is copied into cjs/ would be found again.
const declarations: string[] = []
for await (const file of glob(resolve(output, '**/*.d.ts'))) declarations.push(file)
for (const file of declarations) {
  const text = await readFile(file, 'utf8')
  const path = relative(dirname(file), copiedTypes).replace('.d.ts', '.js')
  const own = text
    .replaceAll(`'${TYPES}'`, `'${path.startsWith('.') ? path : `./${path}`}'`)
    // Which TypeScript 5.4 does not know.
    .replaceAll('Uint8Array<ArrayBuffer>', 'Uint8Array')
  await writeFile(file, own)
  const copy = resolve(output, 'cjs', relative(output, file))
  await mkdir(dirname(copy), { recursive: true })
  await writeFile(copy, own)
}
