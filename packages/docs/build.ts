/**
 * Builds the reference page and puts the bundled contract beside it.
 *
 * Usage: node build.ts [--out <folder>]      default: dist
 */
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { contract } from './src/contract.ts'
import { renderPage } from './src/page.ts'

const { values } = parseArgs({
  options: { out: { type: 'string', default: resolve(import.meta.dirname, 'dist') } },
})

const page = await renderPage(contract)

await mkdir(values.out, { recursive: true })
await writeFile(resolve(values.out, 'index.html'), page)
for (const file of ['openapi.yaml', 'openapi.json']) {
  await copyFile(fileURLToPath(import.meta.resolve(`@testsigma-tms/spec/${file}`)), resolve(values.out, file))
}
