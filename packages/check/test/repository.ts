import { exec, execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { exitCode, rendered } from '@testsigma-tms/drift/report'
import { check } from '../src/check.ts'

const ORIGINAL = resolve(import.meta.dirname, '../../..')
const PROGRAMS = { 'tms-check': 'packages/check/src/cli.ts', 'tms-drift': 'packages/drift/src/cli.ts' }
const TOOLS = resolve(ORIGINAL, 'node_modules')

/** Files that are not part of a checkout. */
const LEFT_OUT = [
  './node_modules',
  './.git',
  './packages/*/dist',
  './spec/lib',
  '.turbo',
  '.data',
  '.astro',
  'coverage',
]

export interface Run {
  code: number
  stdout: string
  stderr: string
}

/** A copy of this repository that a test may modify. */
export class Repository {
  readonly root: string

  private constructor(root: string) {
    this.root = root
  }

  /** Copies everything, or only the files in the root and some folders. */
  static async copy(...folders: string[]): Promise<Repository> {
    const root = await mkdtemp(join(tmpdir(), 'tms-repository-'))
    // The packages' own node_modules contain relative links, which lead to the copies.
    const chosen = folders.length > 0 ? [...(await filesIn(ORIGINAL)), ...folders] : ['.']
    const leftOut = LEFT_OUT.map((pattern) => `--exclude='${pattern}'`).join(' ')
    const pack = `tar -C '${ORIGINAL}' ${leftOut} -cf - ${chosen.map((path) => `'./${path}'`).join(' ')}`
    await promisify(exec)(`${pack} | tar -C '${root}' -xf -`)
    // A folder of links instead of one link, so that caches of the copy stay in the copy.
    await mkdir(join(root, 'node_modules'))
    for (const name of await readdir(TOOLS)) {
      if (name !== '.cache') await symlink(join(TOOLS, name), join(root, 'node_modules', name))
    }
    return new Repository(root)
  }

  /** Copies the list of installed packages, so that it can be modified. */
  async ownTools(): Promise<void> {
    const own = join(this.root, 'node_modules/.pnpm')
    await rm(own)
    await mkdir(own)
    for (const name of await readdir(join(TOOLS, '.pnpm'))) await symlink(join(TOOLS, '.pnpm', name), join(own, name))
    await rm(join(own, 'lock.yaml'))
    await cp(join(TOOLS, '.pnpm/lock.yaml'), join(own, 'lock.yaml'))
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true })
  }

  /** Replaces a text in a file; the text must exist. */
  async edit(file: string, from: string | RegExp, to: string): Promise<void> {
    const text = await this.read(file)
    const edited = text.replace(from, to)
    if (edited === text)
      throw new Error(`${file} does not contain ${typeof from === 'string' ? JSON.stringify(from) : from}`)
    await this.write(file, edited)
  }

  read(file: string): Promise<string> {
    return readFile(join(this.root, file), 'utf8')
  }

  async write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, file)), { recursive: true })
    await writeFile(join(this.root, file), text)
  }

  move(from: string, to: string): Promise<void> {
    return rename(join(this.root, from), join(this.root, to))
  }

  delete(file: string): Promise<void> {
    return rm(join(this.root, file), { recursive: true })
  }

  /** Runs `tms-check check` of the copy, or of the original if the copy has none. */
  check(...options: string[]): Promise<Run> {
    return this.checkIn({}, ...options)
  }

  /**
   * The report of some gates, without a process for `tms-check` itself, which takes a second. Not for gates that generate
   * something (`bundle`, `generated`, `types`) more than once in one copy: they do so once in a process.
   */
  async report(gates: string, { format = 'pretty', useCache = false } = {}): Promise<Omit<Run, 'stderr'>> {
    const results = await check({ root: this.root, only: gates.split(','), useCache })
    return { code: exitCode(results), stdout: rendered(results, format) }
  }

  /** The same with other environment variables; undefined ones are removed. */
  checkIn(environment: NodeJS.ProcessEnv, ...options: string[]): Promise<Run> {
    return this.run(['check', ...options], environment)
  }

  /** Runs any command of `tms-check`. */
  run(args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> {
    return this.runProgram('tms-check', args, environment)
  }

  /** Runs one of our programs, from the copy, or from the original if the copy has none. */
  runProgram(name: keyof typeof PROGRAMS, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Promise<Run> {
    const own = join(this.root, PROGRAMS[name])
    return this.#execute([existsSync(own) ? own : resolve(ORIGINAL, PROGRAMS[name]), ...args], '.', environment)
  }

  /** Runs the generator of a package. */
  async generate(folder: string, script: string): Promise<void> {
    const { code, stderr } = await this.#execute([script], folder)
    if (code !== 0) throw new Error(stderr)
  }

  #execute(args: string[], folder: string, environment: NodeJS.ProcessEnv = {}): Promise<Run> {
    const cwd = resolve(this.root, folder)
    const env = { ...process.env, PATH: `${cwd}/node_modules/.bin:${process.env.PATH}`, ...environment }
    return new Promise((finish) => {
      execFile(process.execPath, args, { cwd, env }, (error, stdout, stderr) => {
        finish({ code: (error?.code as number | undefined) ?? 0, stdout, stderr })
      })
    })
  }
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
