import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { TestProject } from 'vitest/node'
import { run } from './tools.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the site as built by `node build.ts`. */
    site: string
  }
}

/** The URL of the built site. */
export const siteUrl = 'http://docs.example/'

/** Builds the site once for all tests, as from any folder: without package tools in the PATH, and for a host. */
export default async function buildSite(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'tms-site-'))
  const site = join(folder, 'site')
  const build = resolve(import.meta.dirname, '../build.ts')
  const env = { ...process.env, PATH: '/usr/bin:/bin' }
  await run(process.execPath, [build, '--out', site, '--site', siteUrl], { cwd: folder, env })
  project.provide('site', site)
  return () => rm(folder, { recursive: true })
}
