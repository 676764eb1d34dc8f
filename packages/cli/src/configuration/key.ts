import { readFile } from 'node:fs/promises'
import { basename, dirname, resolve } from 'node:path'
import { CommandError } from '../exit-codes.ts'
import { readAll } from '../read-all.ts'
import type { Terminal } from '../terminal.ts'
import type { ConfigurationFile } from './configuration-file.ts'

/** The vendor's CI documentation uses the second name. */
const variables = ['TESTSIGMA_API_KEY', 'TESTSIGMA_API_TOKEN']
const longestKey = 64 * 1024

/** Reads the key. There is no option for the key itself: other users of the machine can see command-line arguments. */
export async function readKey(
  terminal: Terminal,
  keyFile: string | undefined,
  file: ConfigurationFile,
): Promise<{ key: string; source: string }> {
  if (keyFile === '-') return named(await readAll(terminal, longestKey, 'the key from stdin'), 'stdin')
  if (keyFile !== undefined) return fromFile(resolve(terminal.cwd, keyFile))
  const variable = variables.find((name) => terminal.env[name])
  if (variable) return named(terminal.env[variable] ?? '', variable)
  if (file.keyFile !== undefined && file.path) return fromFile(resolve(dirname(file.path), file.keyFile))
  throw new CommandError(
    'No API key. Set the variable TESTSIGMA_API_KEY (in CI: from its secrets), or give --key-file <path>, or --key-file - for stdin.',
  )
}

async function fromFile(path: string): Promise<{ key: string; source: string }> {
  try {
    return named(await readFile(path, 'utf8'), path)
  } catch (error) {
    if (error instanceof CommandError) throw error
    const { code } = error as NodeJS.ErrnoException
    // The argument may be the key itself, which must not appear in a message.
    const isKey = /^[\w.~+-]{20,}$/.test(basename(path))
    throw new CommandError(
      isKey
        ? `The file that --key-file names cannot be read: ${code}. It takes the path of a file, not the key itself.`
        : `The key file ${path} cannot be read: ${code}`,
    )
  }
}

function named(text: string, source: string): { key: string; source: string } {
  const key = text.replace(/^\ufeff/, '').trim()
  const problem = problemOf(key)
  if (problem) throw new CommandError(`The API key from ${source} ${problem}.`)
  return { key, source }
}

function problemOf(key: string): string | undefined {
  if (key === '') return 'is empty'
  if (/^bearer\s/i.test(key)) return 'begins with "Bearer": give what follows it alone'
  if (!/^[\x21-\x7e]+$/.test(key)) return 'is not one word of ASCII characters'
  if (/^["']|["']$/.test(key)) return 'is in quotes: leave them out'
  return /^TESTSIGMA_\w+=/.test(key) ? 'begins with the name of a variable: give what follows "=" alone' : undefined
}
