import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from './run.ts'

/** Tools of consumers: too much for every install of this repository, so they are fetched on first use. */
const manifest = JSON.stringify({
  private: true,
  dependencies: {
    'jest-29': 'npm:jest@29.7.0',
    'jest-30': 'npm:jest@30.5.2',
    'typescript-5.9': 'npm:typescript@5.9.3',
    esbuild: '0.28.2',
    rollup: '4.68.8',
    '@rollup/plugin-node-resolve': '16.0.3',
    vite: '8.3.8',
    webpack: '5.112.2',
    jsdom: '31.0.1',
  },
})

let installed: Promise<string> | undefined

/** The folder in which they are installed; it is kept between runs, in the folder for temporary files. */
export function toolsFolder(): Promise<string> {
  installed ??= install()
  return installed
}

async function install(): Promise<string> {
  const version = createHash('sha256').update(manifest).digest('hex').slice(0, 8)
  const folder = join(tmpdir(), `tms-consumers-${version}`)
  if (existsSync(folder)) return folder
  const unfinished = await mkdtemp(`${folder}-`)
  await writeFile(join(unfinished, 'package.json'), manifest)
  await run('npm', ['install', '--no-audit', '--no-fund', '--prefer-offline'], { cwd: unfinished })
  // Another process may have installed it meanwhile; use that one.
  await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true }))
  return folder
}
