/**
 * Builds the published package: few JavaScript files, because each file that has to be resolved slows down startup, and
 * declarations that include the contract's types, so that openapi-fetch is the only dependency.
 *
 * Everything is built as ES modules, and again as CommonJS in `cjs/`. In Node, `import` and `require()` load the same
 * CommonJS files, so that there is one queue and one copy of each error class however the client is loaded.
 * Declarations exist once, as CommonJS: ES modules may import those; before TypeScript 5.8, the reverse is an error.
 */
import { execFileSync } from 'node:child_process'
import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'
import { compactTypes, indented } from './compact-types.ts'

const TYPES = '@testsigma-tms/types'
const here = import.meta.dirname
const output = resolve(here, 'dist')
/** The folder of all declarations. */
const types = resolve(output, 'cjs')
const copiedTypes = resolve(types, 'generated/openapi.d.ts')

await rm(output, { recursive: true, force: true })

const input = { index: 'src/index.ts', 'helpers/index': 'src/helpers/index.ts', http: 'src/http.ts' }
const bundle = await rolldown({ cwd: here, input, external: ['openapi-fetch'], platform: 'neutral' })
const shared = { groups: [{ name: 'shared', minShareCount: 2 }] }
const names = { chunkFileNames: '[name].js', entryFileNames: '[name].js' }
// Comments are dropped because the source maps contain the sources.
const comments = { annotation: true, jsdoc: false, legal: true }
const files = { ...names, codeSplitting: shared, sourcemap: true, comments }
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

execFileSync('tsc', ['-p', 'tsconfig.build.json', '--outDir', types], { cwd: here, stdio: 'inherit' })
const typesSource = resolve(dirname(fileURLToPath(import.meta.resolve(TYPES))), 'generated/openapi.ts')
await writeFile(copiedTypes, compactTypes(await readFile(typesSource, 'utf8')))

const reached = new Set<string>()
for (const entry of Object.keys(input)) {
  await reach(resolve(types, `${entry}.d.ts`))
  const file = resolve(output, `${entry}.d.ts`)
  await writeFile(file, `export * from '${from(file, resolve(types, `${entry}.js`))}'\n`)
}
for await (const file of glob(resolve(types, '**/*.d.ts'))) if (!reached.has(file)) await rm(file)

/** Makes a declaration file, and all that it imports, independent of other packages. The rest is not published. */
async function reach(file: string): Promise<void> {
  if (reached.has(file)) return
  reached.add(file)
  const text = (await readFile(file, 'utf8'))
    .replaceAll(`'${TYPES}'`, `'${from(file, copiedTypes.replace('.d.ts', '.js'))}'`)
    // TypeScript 5.4 does not know this type parameter.
    .replaceAll('Uint8Array<ArrayBuffer>', 'Uint8Array')
  await writeFile(file, indented(text.split('\n')).join('\n'))
  for (const [, path = ''] of text.matchAll(/(?:from |import\()'(\.[^']+)'/g)) {
    await reach(resolve(dirname(file), path.replace(/\.[jt]s$/, '.d.ts')))
  }
}

function from(file: string, target: string): string {
  const path = relative(dirname(file), target)
  return path.startsWith('.') ? path : `./${path}`
}
