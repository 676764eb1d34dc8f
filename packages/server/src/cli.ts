#!/usr/bin/env node
import { mkdirSync, statSync } from 'node:fs'
import { enableCompileCache } from 'node:module'
import { homedir } from 'node:os'
import { join } from 'node:path'

keepCompiledCode()
// An import above this line would be compiled anew at each start.
await import('./cli/main.ts')

/** A third of the time to start is compiling. In the user's own folder, as others could put code into a common one. */
function keepCompiledCode(): void {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const folder = join(base, 'testsigma-tms-server')
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const { mode, uid } = statSync(folder)
    const isOwn = uid === process.getuid?.() && (mode & 0o077) === 0
    if (isOwn || process.platform === 'win32') enableCompileCache(folder)
  } catch {
    // Without it the start only takes longer.
  }
}
