import { type ExecFileSyncOptions, execFile, execFileSync } from 'node:child_process'
import { chownSync, existsSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

export interface Cluster {
  /** The URL of the database with this name. */
  url: (database: string) => string
  /** Restarts as after a crash, without an orderly shutdown. */
  restart: () => Promise<void>
  stop: () => void
}

/** Installation folders on Debian, Homebrew and others. */
const folders = ['/usr/lib/postgresql/*/bin', '/opt/homebrew/opt/postgresql@*/bin', '/usr/local/opt/postgresql@*/bin']

/** The newest installed version. */
export function findPostgres(): string | undefined {
  const onPath = String(process.env.PATH).split(':')
  const found = [...folders.flatMap((folder) => globSync(folder)).sort(byVersion), ...onPath]
  return found.find((folder) => existsSync(join(folder, 'initdb')))
}

function byVersion(one: string, other: string): number {
  return Number(/\d+/.exec(other)?.[0]) - Number(/\d+/.exec(one)?.[0])
}

/**
 * Starts a private PostgreSQL server in a temporary folder, reachable through a socket there, so that no port is
 * needed.
 *
 * @param isSafe whether commits wait for the disk, as they should outside tests
 */
export function startCluster(binaries: string, isSafe: boolean): Cluster {
  const folder = mkdtempSync(join(tmpdir(), 'tms-pg-'))
  const data = join(folder, 'data')
  const options = asOwner(folder)
  const run = (program: string, ...args: string[]) => execFileSync(join(binaries, program), args, options)
  run('initdb', '-D', data, '-U', 'tms', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync')
  // One user with a password, for the tests of refused connections.
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

/** PostgreSQL refuses to run as root, the user in CI. */
function asOwner(folder: string): ExecFileSyncOptions {
  const quiet: ExecFileSyncOptions = { cwd: folder, stdio: ['ignore', 'ignore', 'pipe'] }
  if (process.getuid?.() !== 0) return quiet
  const [uid = 0, gid = 0] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, 'postgres'])))
  chownSync(folder, uid, gid)
  return { ...quiet, uid, gid }
}
