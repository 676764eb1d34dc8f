/** Size of the client and of others, bundled for browsers, minified and compressed. Build the client first. */
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { installCompetitors } from './competitors.ts'

const client = resolve(dirname(fileURLToPath(import.meta.resolve('@testsigma-tms/client/package.json'))), 'dist')

const sizes: Record<string, number> = {
  'openapi-fetch alone': await sizeOf(`export { default } from 'openapi-fetch'`),
  'client, with every method': await sizeOf(`export { createClient } from '${client}/index.js'`),
  'client and helpers': await sizeOf(
    `export { createClient } from '${client}/index.js'; export * from '${client}/helpers/index.js'`,
  ),
}
const folder = installCompetitors()
const others = { ky: 'default', octokit: 'Octokit', openai: 'default' }
for (const [name, used] of Object.entries(others)) {
  sizes[name] = await sizeOf(`export { ${used} } from '${name}'`, folder)
}
for (const [name, bytes] of Object.entries(sizes)) console.log(`${name.padEnd(26)} ${(bytes / 1000).toFixed(1)} kB`)

async function sizeOf(code: string, cwd = import.meta.dirname): Promise<number> {
  const file = join(cwd, 'entry.js')
  const entry = { name: 'entry', resolveId: (id: string) => (id === 'entry' ? file : null), load: loadEntry }
  const bundle = await rolldown({ input: 'entry', platform: 'browser', plugins: [entry], cwd })
  const { output } = await bundle.generate({ minify: true })
  return gzipSync(output[0].code, { level: 9 }).length

  function loadEntry(id: string): string | null {
    return id === file ? code : null
  }
}
