import { execFile } from 'node:child_process'
import { cp, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'

const ORIGINAL = resolve(import.meta.dirname, '../../..')
const LEFT_OUT = new Set(['.git', '.turbo', '.data', 'dist', 'coverage'])

/** A copy of this repository that a test may spoil. */
export class Repository {
  readonly root: string

  private constructor(root: string) {
    this.root = root
  }

  static async copy(): Promise<Repository> {
    const root = await mkdtemp(join(tmpdir(), 'tms-repository-'))
    const tools = resolve(ORIGINAL, 'node_modules')
    await cp(ORIGINAL, root, {
      recursive: true,
      // The packages' own node_modules are links to each other, and must lead to the copies.
      verbatimSymlinks: true,
      filter: (source) => {
        const isBuilt = LEFT_OUT.has(basename(source)) && source !== resolve(ORIGINAL, 'spec/dist')
        return !isBuilt && source !== tools
      },
    })
    await symlink(tools, join(root, 'node_modules'))
    return new Repository(root)
  }

  remove(): Promise<void> {
    return rm(this.root, { recursive: true })
  }

  /** Replaces text in a file; the text must be there. */
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

  write(file: string, text: string): Promise<void> {
    return writeFile(join(this.root, file), text)
  }

  move(from: string, to: string): Promise<void> {
    return rename(join(this.root, from), join(this.root, to))
  }

  delete(file: string): Promise<void> {
    return rm(join(this.root, file), { recursive: true })
  }

  /** Runs the real command line. */
  drift(...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return this.#run(['packages/drift/src/cli.ts', ...args], '.')
  }

  check(...options: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    return this.drift('check', ...options)
  }

  /** Runs the generator of one package. */
  async generate(folder: string, script: string): Promise<void> {
    const { code, stderr } = await this.#run([script], folder)
    if (code !== 0) throw new Error(stderr)
  }

  #run(args: string[], folder: string): Promise<{ code: number; stdout: string; stderr: string }> {
    const cwd = resolve(this.root, folder)
    const env = { ...process.env, PATH: `${cwd}/node_modules/.bin:${process.env.PATH}` }
    return new Promise((finish) => {
      execFile(process.execPath, args, { cwd, env }, (error, stdout, stderr) => {
        finish({ code: (error?.code as number | undefined) ?? 0, stdout, stderr })
      })
    })
  }
}
