/**
 * Builds the site, and the reference in one file for offline readers, which is also `offline.html` of the site.
 *
 * Usage: node build.ts [--out <folder>] [--site <url>]
 *
 *   --out    default: dist
 *   --site   where the site will be, for the sitemap and the page for unknown addresses; default: the local server
 */
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { followPreferenceWithoutScript } from './src/build/light.ts'
import { renderPage } from './src/build/offline.ts'
import { makeLinksRelative } from './src/build/relative.ts'
import { moveScriptsToFiles } from './src/build/scripts.ts'
import { writeSitemap } from './src/build/sitemap.ts'
import { removeUnusedStyles } from './src/build/unused-styles.ts'
import { contract } from './src/contract.ts'

// Before Astro is loaded, which reads it then.
process.env.ASTRO_TELEMETRY_DISABLED = '1'

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: resolve(import.meta.dirname, 'dist') },
    site: { type: 'string', default: 'http://127.0.0.1:4010/' },
  },
})
const site = new URL(values.site.replace(/\/?$/, '/'))
const out = resolve(values.out)

await mkdir(dirname(out), { recursive: true })
// Beside the result, so that the finished site takes its place in one step.
const staging = await mkdtemp(`${out}-`)
try {
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
} finally {
  await rm(staging, { recursive: true, force: true })
}

async function renderSite(outDir: string): Promise<void> {
  const { build } = await import('astro')
  // Pages are rendered in the folder of the built site, which may be anywhere: nothing can be looked up from there.
  const vite = { environments: { prerender: { resolve: { noExternal: true as const } } } }
  const config = { configFile: 'astro.config.ts', root: import.meta.dirname, outDir, logLevel: 'error', vite } as const
  // Guides that Astro has rendered before would keep the style sheets of an earlier configuration.
  await build({ ...config, force: true })
}
