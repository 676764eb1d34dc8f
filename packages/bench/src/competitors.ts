import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, readFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const SOURCE = resolve(import.meta.dirname, '../competitors')

/** The folder with the other clients (190 MB), in the folder for temporary files. They are installed on first use. */
export function installCompetitors(): string {
  const version = createHash('sha256')
    .update(readFileSync(join(SOURCE, 'package.json')))
    .digest('hex')
    .slice(0, 8)
  const folder = join(tmpdir(), `tms-competitors-${version}`)
  if (!existsSync(folder)) {
    console.error(`Installing the other clients in ${folder} …`)
    const unfinished = `${folder}-${process.pid}`
    cpSync(SOURCE, unfinished, { recursive: true })
    execFileSync('npm', ['install', '--no-audit', '--no-fund'], { cwd: unfinished, stdio: ['ignore', 2, 2] })
    renameSync(unfinished, folder)
  }
  cpSync(SOURCE, folder, { recursive: true })
  return folder
}
