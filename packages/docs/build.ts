/** Builds the site, and the reference in a single file for offline use, which is also `offline.html` of the site. */
import { rmSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { followPreferenceWithoutScript } from './src/build/light.ts'
import { renderPage } from './src/build/offline.ts'
import { type BuildOptions, BuildUsageError, readBuildOptions, USAGE } from './src/build/options.ts'
import { makeLinksRelative } from './src/build/relative.ts'
import { moveScriptsToFiles } from './src/build/scripts.ts'
import { writeSitemap } from './src/build/sitemap.ts'
import { removeUnusedStyles } from './src/build/unused-styles.ts'
import { contract } from './src/contract.ts'

// Must be set before Astro is loaded.
process.env.ASTRO_TELEMETRY_DISABLED = '1'

try {
  const options = await readBuildOptions(process.argv.slice(2), resolve(import.meta.dirname, 'dist'))
  if (options) await build(options)
  else process.stdout.write(USAGE)
} catch (error) {
  if (!(error instanceof BuildUsageError)) throw error
  process.stderr.write(`docs:build: ${error.message}. See --help.\n`)
  process.exitCode = 2
}

async function build({ site, out }: BuildOptions): Promise<void> {
  await mkdir(dirname(out), { recursive: true })
  // In the same folder as the output, so that the finished site can be renamed to it in one step.
  const staging = await mkdtemp(`${out}-`)
  process.once('exit', () => rmSync(staging, { recursive: true, force: true }))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
  const [page] = await Promise.all([renderPage(contract), renderSite(staging)])
  await moveScriptsToFiles(staging)
  await removeUnusedStyles(staging)
  await followPreferenceWithoutScript(staging)
  await makeLinksRelative(staging, site)
  await writeSitemap(staging, site)
  await writeFile(join(staging, 'offline.html'), page)
  await rm(out, { recursive: true, force: true })
  await rename(staging, out)
  process.stdout.write(`The docs for ${site} are in ${relative(process.cwd(), out) || '.'}.\n`)
}

async function renderSite(outDir: string): Promise<void> {
  const { build: buildSite } = await import('astro')
  // Pages are rendered in the output folder, which may be anywhere, so packages must be bundled.
  const vite = { environments: { prerender: { resolve: { noExternal: true as const } } } }
  const config = { configFile: 'astro.config.ts', root: import.meta.dirname, outDir, logLevel: 'error', vite } as const
  // Without `force`, guides from Astro's cache would keep the style sheets of an earlier configuration.
  await buildSite({ ...config, force: true })
}
