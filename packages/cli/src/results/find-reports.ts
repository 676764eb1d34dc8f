import { createReadStream, existsSync, realpathSync } from 'node:fs'
import { relative, resolve, sep } from 'node:path'
import { addAbortSignal, type Readable } from 'node:stream'
import { CommandError, exitCodes } from '../exit-codes.ts'
import type { Terminal } from '../terminal.ts'

/** A report to read. */
export interface ReportFile {
  /** Display name. */
  readonly name: string
  /** Absent for stdin. */
  readonly path: string | undefined
  open(): Readable
}

/** Finds the reports that the arguments name: files, patterns such as `reports/*.xml`, or - for stdin. */
export async function findReports({ cwd, stdin, signal }: Terminal, args: readonly string[]): Promise<ReportFile[]> {
  const found = new Map<string, ReportFile>()
  for (const arg of args) {
    if (arg === '-') found.set('-', { name: 'stdin', path: undefined, open: () => addAbortSignal(signal, stdin) })
    else
      for (const path of await pathsOf(cwd, arg)) {
        // A link to a report that is named too is not a second one.
        const target = realpathSync(path)
        if (!found.has(target)) found.set(target, fileAt(cwd, path))
      }
  }
  return [...found.values()]
}

async function pathsOf(cwd: string, arg: string): Promise<string[]> {
  const path = resolve(cwd, arg)
  if (existsSync(path)) return [path]
  if (!/[*?[\]{}!()]/.test(arg)) {
    throw new CommandError(`There is no report at ${path}. Did the tests write one?`, exitCodes.incomplete)
  }
  const { glob } = await import('tinyglobby')
  // A backslash in a pattern escapes, except on Windows, where it separates folders.
  const pattern = sep === '\\' ? arg.replaceAll(sep, '/') : arg
  const paths = await glob(pattern, { cwd, absolute: true, expandDirectories: false })
  if (paths.length > 0) return paths.sort()
  throw new CommandError(`No file matches ${arg} in ${cwd}. Did the tests write their reports?`, exitCodes.incomplete)
}

function fileAt(cwd: string, path: string): ReportFile {
  return { name: relative(cwd, path) || path, path, open: () => createReadStream(path) }
}
