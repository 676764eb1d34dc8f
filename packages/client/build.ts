/**
 * Builds what is published: few JavaScript files, because every file that has to be found costs time at start, and
 * declarations that take the contract's types along, so that the package depends on openapi-fetch alone.
 *
 * All of it exists as ES modules, and again as CommonJS in `cjs/`. In Node, `import` and `require()` lead to the same
 * CommonJS files, so that there is one queue and one class for each error, however the client is loaded. Declarations
 * exist once, as CommonJS, which ES modules may import, while the reverse is an error of TypeScript before 5.8.
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
/** Where all declarations are. */
const types = resolve(output, 'cjs')
const copiedTypes = resolve(types, 'generated/openapi.d.ts')

await rm(output, { recursive: true, force: true })

const input = { index: 'src/index.ts', 'helpers/index': 'src/helpers/index.ts', http: 'src/http.ts' }
const bundle = await rolldown({ cwd: here, input, external: ['openapi-fetch'], platform: 'neutral' })
const shared = { groups: [{ name: 'shared', minShareCount: 2 }] }
const names = { chunkFileNames: '[name].js', entryFileNames: '[name].js' }
// The maps have the sources, with their comments.
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

/** Makes a declaration independent of other packages, and those that it imports; what none imports is not published. */
async function reach(file: string): Promise<void> {
  if (reached.has(file)) return
  reached.add(file)
  const text = (await readFile(file, 'utf8'))
    .replaceAll(`'${TYPES}'`, `'${from(file, copiedTypes.replace('.d.ts', '.js'))}'`)
    // Which TypeScript 5.4 does not know.
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
