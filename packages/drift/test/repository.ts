import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'

const ORIGINAL = resolve(import.meta.dirname, '../../..')
const LEFT_OUT = new Set(['.git', '.turbo', '.data', 'dist', 'coverage'])

/** Names what is installed. */
const LOCK = 'lock.yaml'

export interface Run {
  code: number
  stdout: string
  stderr: string
}

/** A copy of this repository that a test may spoil. */
export class Repository {
  readonly root: string

  private constructor(root: string) {
    this.root = root
  }

  /** Copies everything, or the files in the root and some folders. */
  static async copy(...folders: string[]): Promise<Repository> {
    const root = await mkdtemp(join(tmpdir(), 'tms-repository-'))
    const tools = resolve(ORIGINAL, 'node_modules')
    await cp(ORIGINAL, root, {
      recursive: true,
      // The packages' own node_modules are links to each other, and must lead to the copies.
      verbatimSymlinks: true,
      filter: (source) => {
        const isBuilt = LEFT_OUT.has(basename(source)) && source !== resolve(ORIGINAL, 'spec/dist')
        const path = relative(ORIGINAL, source)
        const isLeftOut = folders.length > 0 && path.includes(sep) && !folders.some((name) => path.startsWith(name))
        return !isBuilt && !isLeftOut && source !== tools
      },
    })
    // A folder of links rather than one link: what is cached for the copy must stay in the copy.
    await mkdir(join(root, 'node_modules/.pnpm'), { recursive: true })
    for (const name of await readdir(tools)) {
      if (!['.cache', '.pnpm'].includes(name)) await symlink(join(tools, name), join(root, 'node_modules', name))
    }
    for (const name of await readdir(join(tools, '.pnpm'))) {
      if (name !== LOCK) await symlink(join(tools, '.pnpm', name), join(root, 'node_modules/.pnpm', name))
    }
    await cp(join(tools, '.pnpm', LOCK), join(root, 'node_modules/.pnpm', LOCK))
    return new Repository(root)
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true })
  }

  /** Replaces text in a file; the text must be there. */
  async edit(file: string, from: string, to: string): Promise<void> {
    const text = await this.read(file)
    if (!text.includes(from)) throw new Error(`${file} does not contain ${JSON.stringify(from)}`)
    await this.write(file, text.replace(from, to))
  }

  read(file: string): Promise<string> {
    return readFile(join(this.root, file), 'utf8')
  }

  async write(file: string, text: string): Promise<void> {
    await mkdir(dirname(join(this.root, file)), { recursive: true })
    await writeFile(join(this.root, file), text)
  }

  delete(file: string): Promise<void> {
    return rm(join(this.root, file), { recursive: true })
  }

  /** Runs `tms-drift check`: the copy's, or the original where the copy has none. */
  check(...options: string[]): Promise<Run> {
    return this.checkIn({}, ...options)
  }

  /** The same with other environment variables; an undefined one is taken away. */
  checkIn(environment: NodeJS.ProcessEnv, ...options: string[]): Promise<Run> {
    const own = join(this.root, 'packages/drift/src/cli.ts')
    return this.#run([existsSync(own) ? own : CLI, 'check', ...options], '.', environment)
  }

  /** Runs the generator of one package. */
  async generate(folder: string, script: string): Promise<void> {
    const { code, stderr } = await this.#run([script], folder)
    if (code !== 0) throw new Error(stderr)
  }

  #run(args: string[], folder: string, environment: NodeJS.ProcessEnv = {}): Promise<Run> {
    const cwd = resolve(this.root, folder)
    const env = { ...process.env, PATH: `${cwd}/node_modules/.bin:${process.env.PATH}`, ...environment }
    return new Promise((finish) => {
      execFile(process.execPath, args, { cwd, env }, (error, stdout, stderr) => {
        finish({ code: (error?.code as number | undefined) ?? 0, stdout, stderr })
      })
    })
  }
}

/** The real command line. */
export const CLI = resolve(ORIGINAL, 'packages/drift/src/cli.ts')
