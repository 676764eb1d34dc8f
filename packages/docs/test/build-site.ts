import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { run } from './tools.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the site as `node build.ts` makes it. */
    site: string
  }
}

/** Builds the site once for all tests. */
export default async function buildSite(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tms-site-'))
  const site = join(folder, 'site')
  await run(process.execPath, [resolve(import.meta.dirname, '../build.ts'), '--out', site])
  project.provide('site', site)
  return () => rm(folder, { recursive: true })
}
