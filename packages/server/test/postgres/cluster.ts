import { type ExecFileSyncOptions, execFile, execFileSync } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Cluster {
  /** Of the database with this name. */
  url: (database: string) => string
  /** As after a crash: nobody is asked to finish anything. */
  restart: () => Promise<void>
  stop: () => void
}

/** Where Debian, Homebrew and others put the programs of a server. */
const folders = ['/usr/lib/postgresql/*/bin', '/opt/homebrew/opt/postgresql@*/bin', '/usr/local/opt/postgresql@*/bin']

/** The newest that is installed. */
export function findPostgres(): string | undefined {
  const onPath = String(process.env.PATH).split(':')
  const found = [...folders.flatMap((folder) => globSync(folder)).sort(byVersion), ...onPath]
  return found.find((folder) => existsSync(join(folder, 'initdb')))
}

function byVersion(one: string, other: string): number {
  return Number(/\d+/.exec(other)?.[0]) - Number(/\d+/.exec(one)?.[0])
}

/**
 * Starts a PostgreSQL of our own in a temporary folder, reached by a socket in it, so that no port is needed.
 *
 * @param isSafe whether it waits for the disk at each commit, as it should outside tests
 */
export function startCluster(binaries: string, isSafe: boolean): Cluster {
  const folder = mkdtempSync(join(tmpdir(), 'tms-pg-'))
  const data = join(folder, 'data')
  const options = asOwner(folder)
  const run = (program: string, ...args: string[]) => execFileSync(join(binaries, program), args, options)
  run('initdb', '-D', data, '-U', 'tms', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync')
  // One user who needs a password, for the tests of refusals.
  writeFileSync(join(data, 'pg_hba.conf'), 'local all guarded scram-sha-256\nlocal all all trust\n')
  const unsafe = isSafe ? [] : ['fsync=off', 'full_page_writes=off']
  const settings = ["listen_addresses=''", `unix_socket_directories=${folder}`, 'max_connections=200', ...unsafe]
  const flags = settings.map((setting) => `-c ${setting}`).join(' ')
  const start = ['-D', data, '-w', '-l', join(folder, 'log'), '-o', flags]
  run('pg_ctl', ...start, 'start')
  return {
    url: (database) => `postgres://tms@${encodeURIComponent(folder)}/${database}`,
    restart: async () => {
      const { cwd, uid, gid } = options
      await promisify(execFile)(join(binaries, 'pg_ctl'), [...start, '-m', 'immediate', 'restart'], { cwd, uid, gid })
    },
    stop: () => {
      run('pg_ctl', '-D', data, '-w', '-m', 'immediate', 'stop')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root, as which CI does. */
function asOwner(folder: string): ExecFileSyncOptions {
  const quiet: ExecFileSyncOptions = { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }
  if (process.getuid?.() !== 0) return quiet
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])))
  chownSync(folder, uid, gid)
  return { ...quiet, uid, gid }
}
