import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestContext } from 'vitest'
import { run } from './run.ts'

/** 230 MB to download: too much for every install of this repository, so they are fetched on first use. */
const manifest = JSON.stringify({
  private: true,
  dependencies: {
    'node-20': 'npm:node@20.20.2',
    'node-22': 'npm:node@22.23.3',
    bun: '1.4.5',
    deno: '2.9.6',
    workerd: '1.20261117.1',
  },
})

const programs = {
  'node-20': 'node-20/bin/node',
  'node-22': 'node-22/bin/node',
  bun: '.bin/bun',
  deno: '.bin/deno',
  workerd: '.bin/workerd',
}

let installed: Promise<string> | undefined

/** The path of a runtime. Skips the test if it cannot be fetched; on CI, it fails. */
export async function needsRuntime(context: TestContext, runtime: keyof typeof programs): Promise<string> {
  installed ??= install()
  const folder = await installed.catch((error: Error) => {
    if (process.env.CI) throw error
    return context.skip(`${runtime} cannot be fetched: ${error.message.split('\n')[0]}`)
  })
  return join(folder, 'node_modules', programs[runtime])
}

/** Kept between runs, in the folder for temporary files. */
async function install(): Promise<string> {
  const version = createHash('sha256').update(manifest).digest('hex').slice(0, 8)
  const folder = join(tmpdir(), `tms-runtimes-${version}`)
  if (existsSync(folder)) return folder

  const unfinished = await mkdtemp(`${folder}-`)
  await writeFile(join(unfinished, 'package.json'), manifest)
  await run('npm', ['install', '--no-audit', '--no-fund', '--foreground-scripts'], { cwd: unfinished })
  // Another process may have installed it meanwhile; use that one.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }))
  return folder
}
