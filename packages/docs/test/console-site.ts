import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'astro'

/**
 * Builds a page with nothing but the console for every operation: `<folder>/<operationId>/index.html`.
 *
 * @returns the folder
 */
export async function buildConsoleSite(): Promise<string> {
  const outDir = await mkdtemp(join(tmpdir(), 'tms-console-'))
  const root = join(import.meta.dirname, 'fixtures/console-site')
  process.env.ASTRO_TELEMETRY_DISABLED = '1'
  await build({
    root,
    outDir,
    cacheDir: join(outDir, '.cache'),
    configFile: false,
    vite: { cacheDir: join(outDir, '.vite') },
    logLevel: 'warn',
  })
  return outDir
}
