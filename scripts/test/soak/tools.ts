import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { succeed } from './command.ts'

/** Too much for every install of this repository, so they are fetched on first use. */
const manifest = JSON.stringify({
  private: true,
  dependencies: {
    '@yarnpkg/cli-dist': '4.18.1',
    // The oldest versions that `engines` allows: of most packages, and of the server.
    'node-20.19': 'npm:node@20.19.0',
    'node-22.16': 'npm:node@22.16.0',
  },
})

const programs = {
  yarn: '@yarnpkg/cli-dist/bin/yarn.js',
  'node-20.19': 'node-20.19/bin/node',
  'node-22.16': 'node-22.16/bin/node',
} as const

/** Paths of package managers and Node versions. They are kept between runs, in the folder for temporary files. */
export async function consumerTools(): Promise<Record<keyof typeof programs, string>> {
  const version = createHash('sha256').update(manifest).digest('hex').slice(0, 8)
  const folder = join(tmpdir(), `tms-managers-${version}`)
  if (!existsSync(folder)) {
    const unfinished = mkdtempSync(`${folder}-`)
    writeFileSync(join(unfinished, 'package.json'), manifest)
    await succeed('npm', ['install', '--no-audit', '--no-fund', '--foreground-scripts'], unfinished)
    try {
      renameSync(unfinished, folder)
    } catch {
      // Another process has installed them meanwhile; use those.
      rmSync(unfinished, { recursive: true })
    }
  }
  const paths = Object.entries(programs).map(([name, path]) => [name, join(folder, 'node_modules', path)])
  return Object.fromEntries(paths)
}
