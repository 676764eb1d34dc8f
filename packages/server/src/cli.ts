#!/usr/bin/env node
import { mkdirSync, statSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

keepCompiledCode()
// A static import above this line would not use the compile cache.
await import('./cli/main.ts')

/**
 * Caches compiled code: compiling takes a third of the start time. The cache is in the user's own folder, because
 * others could put code into a shared one.
 */
function keepCompiledCode(): void {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const folder = join(base, 'testsigma-tms-server')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { mode, uid } = statSync(folder)
    const isOwn = uid === process.getuid?.() && (mode & 0o077) === 0
    if (isOwn || process.platform === 'win32') enableCompileCache(folder)
  } catch {
    // Without the cache only the start is slower.
  }
}
